-- One row: the account, who looks after it, since when it is key.
SELECT
    account.account_id,
    account_name,
    group_id,
    group_name,
    siren,
    segment,
    sector,
    region,
    country,
    person.name AS kam,
    first_on,
    last_on,
    (SELECT min(from_on) FROM key_status
     WHERE key_status.account_id = account.account_id AND $end::DATE BETWEEN from_on AND to_on) AS key_since
FROM account
LEFT JOIN person ON person.person_id = account.kam
WHERE account.account_id = $account
