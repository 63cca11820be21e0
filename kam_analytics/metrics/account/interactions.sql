-- One row per contact with the account, latest first, at most 50.
SELECT date, type, contact, level, kam
FROM interaction
WHERE account_id = $account AND date <= $end
ORDER BY date DESC, contact
LIMIT 50
