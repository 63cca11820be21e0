"""What the at-risk page says."""
