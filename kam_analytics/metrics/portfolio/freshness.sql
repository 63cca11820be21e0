-- One row: the first and last invoice day, and when the store was last fed.
SELECT first_day, last_day, imported_at FROM freshness
