DELETE FROM account_seen
