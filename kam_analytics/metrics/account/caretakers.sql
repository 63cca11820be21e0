-- One row per person who looks or looked after the account, the latest first; no end: still.
SELECT name, role, share, from_on, nullif(to_on, DATE '9999-12-31') AS to_on
FROM caretaker
WHERE account_id = $account AND from_on <= $end::DATE
ORDER BY from_on DESC, share DESC, name
