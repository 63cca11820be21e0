"""The only package that uses DuckDB: versions, migrations, scoped reading, tables derived from the lines."""
