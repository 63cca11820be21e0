-- One row per account of the group: revenue of the period and of the base period while it counted for the group.
WITH movement AS (
    SELECT account_id, day, amount AS revenue, 0 AS base_revenue FROM revenue($start, $end)
    UNION ALL
    SELECT account_id, day, 0, amount FROM revenue($base_start, $base_end)
)
SELECT
    account.account_id,
    any_value(account_name) AS account_name,
    any_value(person.name) AS kam,
    any_value(membership.group_name) AS group_name,
    coalesce(sum(movement.revenue), 0)::DOUBLE AS revenue,
    coalesce(sum(movement.base_revenue), 0)::DOUBLE AS base_revenue
FROM movement
JOIN account ON account.account_id = movement.account_id
JOIN membership ON membership.account_id = account.account_id
    AND perimeter_day($perimeter, movement.day, $end::DATE) BETWEEN membership.from_on AND membership.to_on
LEFT JOIN person ON person.person_id = account.kam
WHERE membership.group_id = $account
GROUP BY account.account_id
ORDER BY revenue DESC, account.account_id
