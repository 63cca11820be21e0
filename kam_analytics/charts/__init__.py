"""Pure charts: rows and a style as input, a figure as output."""
