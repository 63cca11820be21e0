"""Texts of the variable pay page, its statements and its plan editor."""
