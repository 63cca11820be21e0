"""What was decided in reviews, and what it was about in money."""
