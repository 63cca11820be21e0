"""Which accounts may leave, how much revenue is exposed, and how accurate the score was."""
