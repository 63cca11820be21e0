"""Which accounts are at risk, why, and how much revenue is exposed."""
