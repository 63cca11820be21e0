-- One row per account (or group) and invoice day, for the whole history up to the as-of day.
SELECT
    unit_code AS account_id,
    date AS day,
    coalesce(sum(amount) FILTER (WHERE amount > 0), 0)::DOUBLE AS invoiced,
    coalesce(-sum(amount) FILTER (WHERE amount < 0), 0)::DOUBLE AS credits
FROM line
JOIN unit($level, $perimeter, $as_of) AS account ON account.account_id = line.source_account
WHERE date <= $as_of::DATE
GROUP BY 1, 2
