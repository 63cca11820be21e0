"""How key accounts grow against the others, and because of what."""
