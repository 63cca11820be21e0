-- One row per open opportunity of the account.
SELECT name, stage, amount::DOUBLE AS amount, probability, close_date, owner
FROM opportunity
WHERE account_id = $account AND coalesce(status, 'open') = 'open'
ORDER BY close_date
