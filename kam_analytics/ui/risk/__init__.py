"""Notes and the progress of the back-test on the at-risk page."""
