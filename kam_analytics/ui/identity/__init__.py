"""The page of accounts and groups."""
