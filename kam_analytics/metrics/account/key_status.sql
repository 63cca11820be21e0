-- One row per time the account was a key account, the latest first; no end: still.
SELECT from_on, nullif(to_on, DATE '9999-12-31') AS to_on, reason
FROM key_status
WHERE account_id = $account
ORDER BY from_on DESC
