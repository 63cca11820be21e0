"""How key accounts grow against the others, and why."""
