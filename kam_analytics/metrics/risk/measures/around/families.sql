-- One row per account (or group): families bought in at least three of twelve closed months and in none of the six since,
-- and the margin rate of these six months and of the same six a year before.
WITH edge AS (SELECT date_trunc('month', $as_of::DATE + 1)::DATE AS after_last),
bought AS (
    SELECT
        unit_code,
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
-- Once by family; what was earned is told from its rows, of which there are a tenth. Months of twelve in a row are bits.
family AS (
    SELECT
        unit_code,
        product_family,
        sum(amount) FILTER (NOT recent) AS before,
        sum(amount) FILTER (recent) AS since,
        bit_count(bit_or(1::USMALLINT << month(month)::USMALLINT) FILTER (NOT recent AND amount > 0)) AS months,
        sum(margin_amount) FILTER (recent) AS covered_now,
        sum(margin) FILTER (recent) AS margin_now,
        sum(amount) FILTER (same_last_year) AS amount_before,
        sum(margin_amount) FILTER (same_last_year) AS covered_before,
        sum(margin) FILTER (same_last_year) AS margin_before
    FROM bought
    GROUP BY unit_code, product_family
)
SELECT
    unit_code::VARCHAR AS account_id,
    -- No count without a family that was bought in three of the twelve months.
    nullif(count(*) FILTER (is_bought), 0) AS families,
    CASE
        WHEN families > 0
        THEN coalesce(list(product_family ORDER BY before DESC) FILTER (is_bought AND coalesce(since, 0) <= 0), [])
    END AS given_up,
    sum(since)::DOUBLE AS amount_now,
    sum(covered_now)::DOUBLE AS covered_now,
    sum(margin_now)::DOUBLE AS margin_now,
    sum(amount_before)::DOUBLE AS amount_before,
    sum(covered_before)::DOUBLE AS covered_before,
    sum(margin_before)::DOUBLE AS margin_before
FROM (SELECT *, product_family IS NOT NULL AND before > 0 AND months >= 3 AS is_bought FROM family)
GROUP BY unit_code
ORDER BY account_id
