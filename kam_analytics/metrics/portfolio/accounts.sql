-- One row per account (or group) with a line in the period or in the base period.
WITH movement AS (
    SELECT account_id, day, true AS counts, amount AS revenue, margin, margin_amount, lines, 0 AS base_revenue,
           NULL AS base_margin, 0 AS base_margin_amount, 0 AS prior_revenue, false AS seen_before
    FROM revenue_of($start, $end, $family)
    UNION ALL
    SELECT account_id, day, true, 0, NULL, 0, 0, amount, margin, margin_amount, 0, false
    FROM revenue_of($base_start, $base_end, $family)
    UNION ALL
    SELECT account_id, day, false, 0, NULL, 0, 0, 0, NULL, 0, amount, sold
    FROM revenue_of(
        ($base_start::DATE - INTERVAL 12 MONTH)::DATE, ($base_start::DATE - INTERVAL 1 DAY)::DATE, $family
    )
    UNION ALL
    SELECT account_id, day, false, 0, NULL, 0, 0, 0, NULL, 0, 0, sold
    FROM revenue_of(
        ($base_start::DATE - INTERVAL 24 MONTH)::DATE,
        (($base_start::DATE - INTERVAL 12 MONTH) - INTERVAL 1 DAY)::DATE,
        $family
    )
),
by_day AS (
    SELECT
        account_id,
        CASE WHEN $level = 'group' THEN perimeter_day($perimeter, day, $end::DATE) ELSE $end::DATE END AS decided_on,
        bool_or(counts) AS counts,
        sum(revenue) AS revenue,
        sum(margin) AS margin,
        sum(margin_amount) AS margin_amount,
        sum(lines) AS lines,
        sum(base_revenue) AS base_revenue,
        sum(base_margin) AS base_margin,
        sum(base_margin_amount) AS base_margin_amount,
        sum(prior_revenue) AS prior_revenue,
        bool_or(seen_before) AS seen_before
    FROM movement
    WHERE account_id IS NOT NULL
    GROUP BY account_id, decided_on
)
SELECT
    CASE WHEN $level = 'group' THEN membership.group_id ELSE account_id END AS account_id,
    any_value(CASE WHEN $level = 'group' THEN membership.group_name ELSE account_name END) AS account_name,
    bool_or(account_id IN (
        SELECT account_id FROM key_status WHERE $key_on::DATE BETWEEN from_on AND to_on
    )) AS is_key,
    bool_or(account_id IN (
        SELECT account_id FROM key_status WHERE $end::DATE BETWEEN from_on AND to_on
    )) AS is_key_at_end,
    bool_or(account_id IN (
        SELECT account_id FROM key_status WHERE (SELECT last_day FROM freshness) BETWEEN from_on AND to_on
    )) AS is_key_today,
    string_agg(DISTINCT key_reason.reason, ', ' ORDER BY key_reason.reason) AS key_reason,
    any_value(segment) AS segment,
    any_value(region) AS region,
    any_value(person.name) AS kam,
    sum(revenue)::DOUBLE AS revenue,
    sum(margin)::DOUBLE AS margin,
    sum(margin_amount)::DOUBLE AS margin_amount,
    sum(lines)::INTEGER AS lines,
    sum(base_revenue)::DOUBLE AS base_revenue,
    sum(base_margin)::DOUBLE AS base_margin,
    sum(base_margin_amount)::DOUBLE AS base_margin_amount,
    sum(prior_revenue)::DOUBLE AS prior_revenue,
    bool_or(seen_before) AS seen_before
FROM by_day
JOIN account USING (account_id)
JOIN membership ON membership.account_id = by_day.account_id AND decided_on BETWEEN membership.from_on AND membership.to_on
LEFT JOIN person ON person.person_id = account.kam
LEFT JOIN (
    SELECT account_id, string_agg(DISTINCT reason, ', ' ORDER BY reason) AS reason
    FROM key_status WHERE $key_on::DATE BETWEEN from_on AND to_on
    GROUP BY account_id
) AS key_reason USING (account_id)
WHERE ($segment IS NULL OR list_contains($segment::VARCHAR[], account.segment))
    AND ($region IS NULL OR list_contains($region::VARCHAR[], account.region))
    AND ($kam IS NULL OR list_contains($kam::VARCHAR[], account.kam))
GROUP BY 1
HAVING bool_or(counts)
ORDER BY revenue DESC, account_id
