"""The only door to DuckDB: versions, migrations, scoped reading, what is derived from the lines."""
