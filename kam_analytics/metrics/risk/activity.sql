-- One row per account (or group) invoiced in the 24 months up to the as-of day; nothing later is read.
WITH account AS (
    SELECT account_id, unit_id, unit_code, unit_name, kam, first_on
    FROM unit($level, $perimeter, $as_of)
    -- A filter chooses groups, it does not cut them: a part of a group has another rhythm than the group.
    QUALIFY bool_or(
        ($segment IS NULL OR list_contains($segment::VARCHAR[], segment))
        AND ($region IS NULL OR list_contains($region::VARCHAR[], region))
        AND ($kam IS NULL OR list_contains($kam::VARCHAR[], kam))
    ) OVER (PARTITION BY unit_id)
),
-- Days first: everything but products is told from them. The months are counted backwards from the as-of day, 0 is the
-- last one; from the last day of a month they are the months of the calendar. None holds a day of the month twice, so
-- that days are bits, from the first day of such a month on (measures/day_bits.py), whatever the accounts and currencies.
daily AS (
    SELECT
        unit_code,
        date,
        (12 * (year($as_of::DATE) - year(date)) + month($as_of::DATE) - month(date)
            - CASE WHEN day(date) > day($as_of::DATE) AND $as_of::DATE < last_day($as_of::DATE) THEN 1 ELSE 0 END)::TINYINT
            AS months_ago,
        1::UINTEGER << ((
            day(date) + 30 - CASE WHEN $as_of::DATE < last_day($as_of::DATE) THEN day($as_of::DATE) ELSE 31 END
        ) % 31)::UINTEGER AS place,
        -- Decimals as far as they are summed: sums of floats differ in the last digit with the order of the threads.
        amount,
        invoiced
    FROM invoice_day
    JOIN account ON account.account_id = invoice_day.source_account
    WHERE date <= $as_of::DATE AND date > months_before($as_of, 24)
),
monthly AS (
    SELECT
        unit_code,
        months_ago,
        sum(amount) AS amount,
        sum(invoiced) AS invoiced,
        coalesce(bit_or(place) FILTER (invoiced > 0), 0) AS days,
        -- In the August a year before the last one that has begun.
        coalesce(bit_or(place) FILTER (invoiced > 0 AND month(date) = 8
            AND year(date) = year($as_of::DATE) - CASE WHEN month($as_of::DATE) >= 8 THEN 1 ELSE 2 END), 0) AS august_days
    FROM daily
    GROUP BY unit_code, months_ago
),
bought AS (
    SELECT
        unit_code,
        count(*) FILTER (last_on > months_before($as_of, 6)) AS products,
        count(*) FILTER (first_on <= months_before($as_of, 6)) AS products_before
    FROM (
        SELECT unit_code, product, min(date) AS first_on, max(date) AS last_on
        FROM line
        JOIN account ON account.account_id = line.source_account
        WHERE date <= $as_of::DATE AND date > months_before($as_of, 12)
            AND amount > 0 AND product IS NOT NULL
        GROUP BY unit_code, product
    ) AS pair
    GROUP BY unit_code
),
-- Margins of the whole months of the year, and the revenue that carries one: a rate is told of what it covers.
earned AS (
    SELECT
        unit_code,
        sum(amount)::DOUBLE AS whole_months,
        sum(margin_amount)::DOUBLE AS covered,
        sum(margin)::DOUBLE AS margin
    FROM account_month
    JOIN account ON account.account_id = account_month.source_account
    WHERE month > months_before($as_of, 12) AND last_day(month) <= $as_of::DATE
    GROUP BY unit_code
),
who AS (
    SELECT
        unit_code,
        any_value(unit_id) AS account_id,
        any_value(unit_name) AS account_name,
        bool_and(account.account_id IN (SELECT account_id FROM own_company)) AS is_own,
        $level = 'group' AND unit_id IN (SELECT group_id FROM part_group) AS is_part,
        min(person.name) AS kam,  -- several may share a group; always the same one of them is named
        min(first_on) AS first_on,
        bool_or(account.account_id IN (
            SELECT account_id FROM key_status WHERE $as_of::DATE BETWEEN from_on AND to_on
        )) AS is_key
    FROM account
    LEFT JOIN person ON person.person_id = account.kam
    GROUP BY unit_code, unit_id
),
measured AS (
    SELECT
        unit_code,
        list_sort(list((23 - months_ago)::BIGINT << 32 | days) FILTER (months_ago < 24 AND days > 0)) AS invoice_months,
        coalesce(sum(bit_count(days)) FILTER (months_ago < 12), 0)::BIGINT AS year_days,
        coalesce(sum(amount) FILTER (months_ago < 12), 0)::DOUBLE AS year_revenue,
        coalesce(sum(amount) FILTER (months_ago < 3), 0)::DOUBLE AS quarter_revenue,
        coalesce(sum(amount) FILTER (months_ago >= 12 AND months_ago < 15), 0)::DOUBLE AS quarter_last_year,
        coalesce(sum(bit_count(days)) FILTER (months_ago < 6), 0)::BIGINT AS half_days,
        coalesce(sum(bit_count(days)) FILTER (months_ago >= 12 AND months_ago < 18), 0)::BIGINT AS half_days_last_year,
        coalesce(sum(invoiced) FILTER (months_ago < 6), 0)::DOUBLE AS half_invoiced,
        coalesce(sum(invoiced) FILTER (months_ago >= 12 AND months_ago < 18), 0)::DOUBLE AS half_invoiced_last_year,
        sum(bit_count(august_days))::BIGINT AS august_days,
        coalesce(sum(invoiced - amount) FILTER (months_ago < 12), 0)::DOUBLE AS year_credits,
        coalesce(sum(invoiced) FILTER (months_ago < 12), 0)::DOUBLE AS year_invoiced
    FROM monthly
    GROUP BY unit_code
)
SELECT
    who.* EXCLUDE (unit_code),
    measured.* EXCLUDE (unit_code),
    whole_months,
    covered,
    margin,
    coalesce(products, 0) AS products,
    coalesce(products_before, 0) AS products_before
FROM measured
JOIN who USING (unit_code)
LEFT JOIN bought USING (unit_code)
LEFT JOIN earned USING (unit_code)
ORDER BY who.account_id
