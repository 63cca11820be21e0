-- One row per account (or group) invoiced in the 36 months up to the as-of day; nothing later is read.
WITH recent AS (
    SELECT
        unit_id AS account_id,
        unit_name AS account_name,
        account.account_id IN (
            SELECT account_id FROM key_status WHERE $as_of::DATE BETWEEN from_on AND to_on
        ) AS is_key,
        person.name AS kam,
        first_on,
        date,
        amount,
        margin,
        product,
        -- Months before the as-of day, counted backwards from it: 0 is the last one.
        12 * (year($as_of::DATE) - year(date)) + month($as_of::DATE) - month(date)
            - CASE WHEN day(date) > day($as_of::DATE) THEN 1 ELSE 0 END AS months_ago
    FROM line
    JOIN unit($level, $perimeter, $as_of) AS account ON account.account_id = line.source_account
    LEFT JOIN person ON person.person_id = account.kam
    WHERE date <= $as_of::DATE
        AND date > ($as_of::DATE - INTERVAL 36 MONTH)
        AND ($segment IS NULL OR account.segment = $segment)
        AND ($region IS NULL OR account.region = $region)
        AND ($kam IS NULL OR account.kam = $kam)
)
SELECT
    account_id,
    any_value(account_name) AS account_name,
    bool_or(is_key) AS is_key,
    any_value(kam) AS kam,
    min(first_on) AS first_on,
    max(date) FILTER (WHERE amount > 0) AS last_on,
    list_sort(list(DISTINCT date) FILTER (WHERE amount > 0 AND months_ago < 24)) AS invoice_days,
    count(DISTINCT date) FILTER (WHERE amount > 0 AND months_ago < 12) AS year_days,
    coalesce(sum(amount) FILTER (WHERE months_ago < 12), 0)::DOUBLE AS year_revenue,
    (sum(margin) FILTER (WHERE months_ago < 12))::DOUBLE AS year_margin,
    coalesce(sum(amount) FILTER (WHERE months_ago < 3), 0)::DOUBLE AS quarter_revenue,
    coalesce(sum(amount) FILTER (WHERE months_ago >= 12 AND months_ago < 15), 0)::DOUBLE AS quarter_last_year,
    list(DISTINCT months_ago) FILTER (WHERE months_ago < 24 AND amount > 0) AS active,
    count(DISTINCT date) FILTER (WHERE amount > 0 AND months_ago < 6) AS half_days,
    count(DISTINCT date) FILTER (WHERE amount > 0 AND months_ago >= 12 AND months_ago < 18) AS half_days_last_year,
    coalesce(sum(amount) FILTER (WHERE amount > 0 AND months_ago < 6), 0)::DOUBLE AS half_invoiced,
    coalesce(sum(amount) FILTER (WHERE amount > 0 AND months_ago >= 12 AND months_ago < 18), 0)::DOUBLE
        AS half_invoiced_last_year,
    -- In the August a year before the last one that has begun.
    count(*) FILTER (WHERE amount > 0 AND month(date) = 8
        AND year(date) = year($as_of::DATE) - CASE WHEN month($as_of::DATE) >= 8 THEN 1 ELSE 2 END) AS august_lines,
    count(DISTINCT product) FILTER (WHERE months_ago < 6 AND amount > 0) AS products,
    count(DISTINCT product) FILTER (WHERE months_ago >= 6 AND months_ago < 12 AND amount > 0) AS products_before,
    coalesce(-sum(amount) FILTER (WHERE months_ago < 12 AND amount < 0), 0)::DOUBLE AS year_credits,
    coalesce(sum(amount) FILTER (WHERE months_ago < 12 AND amount > 0), 0)::DOUBLE AS year_invoiced
FROM recent
GROUP BY account_id
ORDER BY account_id
