-- Every column of text, and whether its cells are people.
SELECT table_name, column_name,
       column_name IN ('person_id', 'manager', 'kam', 'who', 'owner', 'payee') OR ends_with(column_name, '_by') AS is_person
FROM duckdb_columns()
SEMI JOIN duckdb_tables() AS own USING (database_name, table_name)
WHERE NOT internal AND data_type IN ('VARCHAR', 'JSON')
