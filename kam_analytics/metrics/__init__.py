"""One folder per page: SQL that brings rows, formulas that judge them, declared figures."""
