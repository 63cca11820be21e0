"""What people decide, written to the store with author and day, and never deleted."""
