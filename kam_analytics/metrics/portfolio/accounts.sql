-- One row per account (or group) with a line in the period or in the base period.
WITH before AS (
    SELECT DISTINCT account_id
    FROM revenue(($base_start::DATE - INTERVAL 24 MONTH)::DATE, ($base_start::DATE - INTERVAL 1 DAY)::DATE)
    WHERE amount > 0 AND account_id IS NOT NULL
),
movement AS (
    SELECT account_id, amount AS revenue, margin, margin_amount, lines, 0 AS base_revenue, NULL AS base_margin, 0 AS base_margin_amount
    FROM revenue($start, $end)
    WHERE $family IS NULL OR product_family = $family
    UNION ALL
    SELECT account_id, 0, NULL, 0, 0, amount, margin, margin_amount
    FROM revenue($base_start, $base_end)
    WHERE $family IS NULL OR product_family = $family
),
prior AS (
    SELECT account_id, sum(amount) AS prior_revenue
    FROM revenue(($base_start::DATE - INTERVAL 12 MONTH)::DATE, ($base_start::DATE - INTERVAL 1 DAY)::DATE)
    GROUP BY account_id
),
by_account AS (
    SELECT
        account_id,
        sum(revenue) AS revenue,
        sum(margin) AS margin,
        sum(margin_amount) AS margin_amount,
        sum(lines) AS lines,
        sum(base_revenue) AS base_revenue,
        sum(base_margin) AS base_margin,
        sum(base_margin_amount) AS base_margin_amount
    FROM movement
    WHERE account_id IS NOT NULL
    GROUP BY account_id
)
SELECT
    CASE WHEN $level = 'group' THEN group_id ELSE account_id END AS account_id,
    any_value(CASE WHEN $level = 'group' THEN group_name ELSE account_name END) AS account_name,
    bool_or(account_id IN (
        SELECT account_id FROM key_status WHERE $key_on::DATE BETWEEN from_on AND to_on
    )) AS is_key,
    bool_or(account_id IN (
        SELECT account_id FROM key_status WHERE $end::DATE BETWEEN from_on AND to_on
    )) AS is_key_at_end,
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
    coalesce(sum(prior_revenue), 0)::DOUBLE AS prior_revenue,
    bool_or(account_id IN (SELECT account_id FROM before)) AS seen_before
FROM by_account
JOIN account USING (account_id)
LEFT JOIN prior USING (account_id)
LEFT JOIN person ON person.person_id = account.kam
WHERE ($segment IS NULL OR account.segment = $segment)
    AND ($region IS NULL OR account.region = $region)
    AND ($kam IS NULL OR account.kam = $kam)
GROUP BY 1
ORDER BY revenue DESC, account_id
