-- One row per day, account and currency of the live lines between two months that name a customer.
INSERT INTO revenue_day
SELECT
    date,
    source_account,
    currency,
    sum(amount) AS amount,
    sum(greatest(amount, 0)) AS invoiced,
    sum(margin) AS margin
FROM {lines}
WHERE source_account IS NOT NULL AND date BETWEEN $from_month AND last_day($to_month::DATE)
GROUP BY date, source_account, currency
ORDER BY date
