-- Codes whose name in this file is not the one of the store, and what the file holds of them.
SELECT typed.source_account, seen.account_name, any_value(typed.account_name), sum(typed.amount)
FROM typed JOIN seen USING (source_account)
WHERE typed.aside IS NULL AND typed.account_name <> seen.account_name AND typed.account_name <> typed.source_account
GROUP BY ALL
