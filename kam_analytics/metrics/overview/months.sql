-- One row per month of the 24 that end with the period.
SELECT month.month, sum(amount)::DOUBLE AS revenue
FROM month
LEFT JOIN account ON account.account_id = month.source_account
WHERE month.month BETWEEN (date_trunc('month', $end::DATE) - INTERVAL 23 MONTH)::DATE AND $end
    AND ($family IS NULL OR product_family = $family)
    AND ($segment IS NULL OR account.segment = $segment)
    AND ($region IS NULL OR account.region = $region)
    AND ($kam IS NULL OR account.kam = $kam)
GROUP BY month.month
ORDER BY month.month
