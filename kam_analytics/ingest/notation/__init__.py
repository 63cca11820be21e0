"""How cells write things: words, numbers, dates, and the expressions of a mapping."""
