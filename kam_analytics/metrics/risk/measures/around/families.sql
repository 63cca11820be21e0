-- One row per account (or group): families bought in at least three of twelve closed months and in none of the six since,
-- and the margin rate of these six months and of the same six a year before.
WITH edge AS (SELECT date_trunc('month', $as_of::DATE + 1)::DATE AS after_last),
bought AS (
    SELECT
        unit_id AS account_id,
        product_family,
        month,
        amount,
        CASE WHEN margin IS NOT NULL THEN margin_amount END AS margin_amount,
        margin,
        month >= after_last - INTERVAL 6 MONTH AS recent,
        month < after_last - INTERVAL 12 MONTH AS same_last_year
    FROM month
    JOIN unit($level, $perimeter, $as_of) AS account ON account.account_id = month.source_account
    CROSS JOIN edge
    WHERE month < after_last AND month >= after_last - INTERVAL 18 MONTH
),
family AS (
    SELECT
        account_id,
        product_family,
        sum(amount) FILTER (NOT recent) AS before,
        coalesce(sum(amount) FILTER (recent), 0) AS since,
        count(DISTINCT month) FILTER (NOT recent AND amount > 0) AS months
    FROM bought
    WHERE product_family IS NOT NULL
    GROUP BY 1, 2
),
breadth AS (
    SELECT
        account_id,
        count(*) AS families,
        coalesce(list(product_family ORDER BY before DESC) FILTER (since <= 0), []) AS given_up
    FROM family
    WHERE before > 0 AND months >= 3
    GROUP BY 1
),
earned AS (
    SELECT
        account_id,
        sum(amount) FILTER (recent)::DOUBLE AS amount_now,
        sum(margin_amount) FILTER (recent)::DOUBLE AS covered_now,
        sum(margin) FILTER (recent)::DOUBLE AS margin_now,
        sum(amount) FILTER (same_last_year)::DOUBLE AS amount_before,
        sum(margin_amount) FILTER (same_last_year)::DOUBLE AS covered_before,
        sum(margin) FILTER (same_last_year)::DOUBLE AS margin_before
    FROM bought
    GROUP BY 1
)
SELECT account_id, families, given_up, earned.* EXCLUDE (account_id)
FROM earned
LEFT JOIN breadth USING (account_id)
ORDER BY account_id
