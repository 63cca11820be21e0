-- One row per month of the 48 that end with the period: revenue and margin of the account.
SELECT month, sum(amount)::DOUBLE AS revenue, sum(margin)::DOUBLE AS margin
FROM month
WHERE source_account = $account
    AND month BETWEEN (date_trunc('month', $end::DATE) - INTERVAL 47 MONTH)::DATE AND $end
GROUP BY month
ORDER BY month
