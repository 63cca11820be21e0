-- One row per contact with the account, latest first, at most 20.
SELECT date, type, contact, level
FROM interaction
WHERE account_id = $account AND date <= $end
ORDER BY date DESC
LIMIT 20
