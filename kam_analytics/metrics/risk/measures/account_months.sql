-- One row per account (or group) of $accounts and closed month of the 48 up to the as-of day.
SELECT unit_id AS account_id, month, sum(amount)::DOUBLE AS revenue
FROM month
JOIN unit($level, $perimeter, $as_of) AS account ON account.account_id = month.source_account
WHERE list_contains($accounts, unit_id)
    AND last_day(month) <= $as_of::DATE
    AND month > months_before($as_of, 48)
GROUP BY 1, 2
ORDER BY 1, 2
