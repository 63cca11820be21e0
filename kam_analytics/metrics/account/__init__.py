"""One account: revenue in time, families, documents, lines, what surrounds it."""
