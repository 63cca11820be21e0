-- One row per account (or group), product and month in which it was invoiced, up to the as-of day.
-- The first and the last day are enough to count the products of any window that is longer than a month.
SELECT
    unit_id AS account_id,
    product,
    min(date) AS first_on,
    max(date) AS last_on
FROM line
JOIN unit($level, $perimeter, $as_of) AS account ON account.account_id = line.source_account
WHERE date <= $as_of::DATE AND amount > 0 AND product IS NOT NULL
GROUP BY 1, 2, date_trunc('month', date)
