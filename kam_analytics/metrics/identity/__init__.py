"""Which accounts are one, which group they belong to, and when codes were changed wholesale."""
