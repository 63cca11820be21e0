"""Which accounts are the same, and which group they belong to."""
