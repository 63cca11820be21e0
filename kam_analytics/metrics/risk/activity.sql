-- One row per account (or group) invoiced in the 36 months up to the as-of day; nothing later is read.
-- Lines are summed by day once; what is counted in days, months or products is counted on those few.
WITH day AS (
    SELECT
        source_account,
        date,
        months_ago(date, $as_of) AS ago,
        sum(amount) AS amount,
        sum(margin) AS margin,
        sum(amount) FILTER (WHERE amount > 0) AS sold,
        count(*) FILTER (WHERE amount > 0) AS sold_lines
    FROM line
    WHERE date <= $as_of::DATE AND date > ($as_of::DATE - INTERVAL 36 MONTH)
    GROUP BY source_account, date
),
bought AS (
    SELECT
        source_account,
        list(product) FILTER (WHERE last_half) AS products,
        list(product) FILTER (WHERE half_before) AS products_before
    FROM (
        SELECT
            source_account,
            product,
            bool_or(months_ago(date, $as_of) < 6) AS last_half,
            bool_or(months_ago(date, $as_of) BETWEEN 6 AND 11) AS half_before
        FROM line
        WHERE date <= $as_of::DATE AND date > ($as_of::DATE - INTERVAL 13 MONTH) AND amount > 0 AND product IS NOT NULL
        GROUP BY source_account, product
    )
    GROUP BY source_account
),
invoiced AS (
    SELECT
        source_account,
        max(date) FILTER (WHERE sold > 0) AS last_on,
        list(date) FILTER (WHERE sold > 0 AND ago < 24) AS days,
        sum(amount) FILTER (WHERE ago < 12) AS year_revenue,
        sum(margin) FILTER (WHERE ago < 12) AS year_margin,
        sum(sold) FILTER (WHERE ago < 12) AS year_invoiced,
        sum(amount) FILTER (WHERE ago < 3) AS quarter_revenue,
        sum(amount) FILTER (WHERE ago >= 12 AND ago < 15) AS quarter_last_year,
        sum(sold) FILTER (WHERE ago < 6) AS half_invoiced,
        sum(sold) FILTER (WHERE ago >= 12 AND ago < 18) AS half_invoiced_last_year,
        -- In the August a year before the last one that has begun.
        sum(sold_lines) FILTER (WHERE month(date) = 8
            AND year(date) = year($as_of::DATE) - CASE WHEN month($as_of::DATE) >= 8 THEN 1 ELSE 2 END) AS august_lines
    FROM day
    GROUP BY source_account
),
summed AS (
    SELECT
        unit_id AS account_id,
        any_value(unit_name) AS account_name,
        bool_or(account.account_id IN (
            SELECT account_id FROM key_status WHERE $as_of::DATE BETWEEN from_on AND to_on
        )) AS is_key,
        arg_max(person.name, (coalesce(year_revenue, 0), account.account_id)) AS kam,
        min(first_on) AS first_on,
        max(invoiced.last_on) AS last_on,
        nullif(list_sort(list_distinct(flatten(list(coalesce(days, []))))), []) AS invoice_days,
        coalesce(sum(year_revenue), 0)::DOUBLE AS year_revenue,
        sum(year_margin)::DOUBLE AS year_margin,
        coalesce(sum(quarter_revenue), 0)::DOUBLE AS quarter_revenue,
        coalesce(sum(quarter_last_year), 0)::DOUBLE AS quarter_last_year,
        coalesce(sum(half_invoiced), 0)::DOUBLE AS half_invoiced,
        coalesce(sum(half_invoiced_last_year), 0)::DOUBLE AS half_invoiced_last_year,
        coalesce(sum(august_lines), 0)::BIGINT AS august_lines,
        len(list_distinct(flatten(list(coalesce(products, []))))) AS products,
        len(list_distinct(flatten(list(coalesce(products_before, []))))) AS products_before,
        (coalesce(sum(year_invoiced), 0) - coalesce(sum(year_revenue), 0))::DOUBLE AS year_credits,
        coalesce(sum(year_invoiced), 0)::DOUBLE AS year_invoiced
    FROM invoiced
    LEFT JOIN bought USING (source_account)
    JOIN unit($level, $perimeter, $as_of) AS account ON account.account_id = invoiced.source_account
    LEFT JOIN person ON person.person_id = account.kam
    WHERE ($segment IS NULL OR account.segment = $segment)
        AND ($region IS NULL OR account.region = $region)
        AND ($kam IS NULL OR account.kam = $kam)
    GROUP BY unit_id
)
SELECT
    *,
    coalesce(len(list_filter(invoice_days, lambda d: months_ago(d, $as_of) < 12)), 0) AS year_days,
    coalesce(len(list_filter(invoice_days, lambda d: months_ago(d, $as_of) < 6)), 0) AS half_days,
    coalesce(len(list_filter(invoice_days, lambda d: months_ago(d, $as_of) BETWEEN 12 AND 17)), 0) AS half_days_last_year,
    list_distinct(list_transform(invoice_days, lambda d: months_ago(d, $as_of))) AS active
FROM summed
ORDER BY account_id
