-- One row per code and currency of an account (or group) and invoice day, for the whole history up to the as-of day.
SELECT
    unit_code AS account_id,
    date AS day,
    invoiced::DOUBLE AS invoiced,
    (invoiced - amount)::DOUBLE AS credits
FROM invoice_day
JOIN unit($level, $perimeter, $as_of) AS account ON account.account_id = invoice_day.source_account
WHERE date <= $as_of::DATE
    -- Companies of one's own group are no customers.
    AND account.account_id NOT IN (SELECT account_id FROM own_company)
