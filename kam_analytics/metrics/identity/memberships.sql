-- One row per account and time in a group of which it is not the only member, by whom it was said.
SELECT
    membership.group_name, membership.account_id, account.account_name,
    nullif(from_on, DATE '0001-01-01') AS from_on, nullif(to_on, DATE '9999-12-31') AS to_on, source
FROM membership
JOIN account USING (account_id)
WHERE source IS NOT NULL
ORDER BY membership.group_name, account_name, from_on
