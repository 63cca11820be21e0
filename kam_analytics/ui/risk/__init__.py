"""Notes and the back-test in progress on the at-risk page."""
