-- One row per invoice day of the 24 months that end with the period.
SELECT date, sum(amount)::DOUBLE AS revenue
FROM invoice_day
WHERE source_account = $account AND date <= $end::DATE AND date > ($end::DATE - INTERVAL 24 MONTH)
GROUP BY date
ORDER BY date
