SELECT source_account, account_name FROM ledger.account_seen WHERE account_name IS NOT NULL
