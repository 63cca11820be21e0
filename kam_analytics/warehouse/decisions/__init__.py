"""Decisions of users, written to the store with author and day, and never deleted."""
