"""Which accounts slip, why, and what is exposed."""
