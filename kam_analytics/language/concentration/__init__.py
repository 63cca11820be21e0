"""What the concentration page says."""
