"""One folder per page: SQL that returns rows, formulas on these rows, declared figures."""
