-- The tables with rows of imports; the log keeps its rows, and so do the lines behind closed statements, which are numbers.
SELECT table_name FROM duckdb_tables()
SEMI JOIN (SELECT table_name FROM duckdb_columns() WHERE column_name = 'import_id') AS of_imports USING (table_name)
WHERE NOT internal AND NOT temporary AND table_name NOT IN ('import_log', 'pay_credit')
