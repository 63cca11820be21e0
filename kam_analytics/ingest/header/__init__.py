"""Where the table begins, and which of its rows are no data."""
