SELECT table_name FROM duckdb_tables()
WHERE NOT internal AND NOT temporary AND table_name <> 'schema_version'
