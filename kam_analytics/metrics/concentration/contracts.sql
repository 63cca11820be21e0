-- One row per contract that is in force after the as-of day, with its account.
SELECT account_id, contract_id, start_date, end_date, notice_days, auto_renewal, annual_value::DOUBLE AS annual_value
FROM contract
WHERE end_date > $end::DATE AND annual_value > 0
ORDER BY account_id, end_date, contract_id
