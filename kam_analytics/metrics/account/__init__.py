"""One account: revenue over time, families, documents, lines, relations."""
