SELECT count(DISTINCT n) FROM rejected
