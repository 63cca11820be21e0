"""Packs of the quarterly review: decks, workbooks and PDF of the slides that the screen shows."""
