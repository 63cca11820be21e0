"""The overview: one sentence from each page, and how fresh the data are."""
