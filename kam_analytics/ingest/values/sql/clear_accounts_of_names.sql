UPDATE typed SET source_account = NULL WHERE aside IS NULL AND list_contains($names, coalesce(account_name, source_account))
