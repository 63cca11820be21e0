"""Where a person’s year may end, and what it would pay."""
