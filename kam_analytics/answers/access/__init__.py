"""Who has access, and what they did."""
