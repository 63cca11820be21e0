"""Blocks drawn on the screen: cards, charts, tables, and what can be done with them."""
