"""The part of the import that speaks to DuckDB: staging, values, checks, writing."""
