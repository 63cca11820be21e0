-- One row per account (or group) and month of the 48 months that end with the period.
SELECT
    CASE WHEN $level = 'group' THEN group_id ELSE account_id END AS account_id,
    month,
    sum(amount)::DOUBLE AS revenue
FROM month
JOIN account ON account.account_id = month.source_account
WHERE month.month BETWEEN (date_trunc('month', $end::DATE) - INTERVAL 47 MONTH)::DATE AND $end
    AND ($family IS NULL OR product_family = $family)
    AND ($segment IS NULL OR account.segment = $segment)
    AND ($region IS NULL OR account.region = $region)
    AND ($kam IS NULL OR account.kam = $kam)
GROUP BY 1, 2
ORDER BY 2, 1
