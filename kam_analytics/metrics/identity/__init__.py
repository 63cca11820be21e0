"""Which accounts are the same, which group they belong to, and when codes were changed in bulk."""
