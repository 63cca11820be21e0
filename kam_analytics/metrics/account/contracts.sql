-- One row per contract of the account, the next to end first.
SELECT contract_id, start_date, end_date, notice_days, auto_renewal, annual_value::DOUBLE AS annual_value
FROM contract
WHERE account_id = $account
ORDER BY end_date
