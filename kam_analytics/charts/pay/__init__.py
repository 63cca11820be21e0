"""Charts of the variable pay page."""
