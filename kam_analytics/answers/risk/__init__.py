"""Which accounts may leave, how much revenue is exposed, and how right the score was."""
