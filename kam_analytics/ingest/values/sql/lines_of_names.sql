SELECT count(*), sum(amount) FROM typed
WHERE aside IS NULL AND list_contains($names, coalesce(account_name, source_account))
