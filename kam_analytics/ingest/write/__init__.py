"""From typed rows to the store: what is new, what is known, what is remembered."""
