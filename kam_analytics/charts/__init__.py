"""Pure charts: rows and a style in, a figure out."""
