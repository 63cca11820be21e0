"""Which accounts are one, and which group they belong to."""
