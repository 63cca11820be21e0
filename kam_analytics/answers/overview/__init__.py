"""The overview: one sentence from each page, and how recent the data are."""
