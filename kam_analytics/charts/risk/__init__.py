"""Charts of the at-risk page."""
