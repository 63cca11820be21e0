"""How much revenue depends on few accounts."""
