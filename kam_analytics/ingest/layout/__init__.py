"""Which column, expression or constant fills each canonical column."""
