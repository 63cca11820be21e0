"""How well each ranking would have done on past days, and which one is used."""
