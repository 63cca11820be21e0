-- One row per open opportunity of the account, the first to close first; weighted by its probability where it has one.
SELECT
    name,
    stage,
    amount::DOUBLE AS amount,
    probability,
    amount::DOUBLE * probability AS weighted,
    created_on,
    close_date,
    owner
FROM opportunity
WHERE account_id = $account AND coalesce(status, 'open') = 'open'
ORDER BY close_date, name
