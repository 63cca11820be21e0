-- Types that are made of data, and the views whose columns have one: they are created anew for each state.
SELECT DISTINCT 'VIEW' AS kind, schema_name || '.' || view_name AS name
FROM duckdb_views() AS view
SEMI JOIN (FROM duckdb_columns() WHERE data_type LIKE '%ENUM(%') AS made
    ON made.database_name = view.database_name AND made.schema_name = view.schema_name AND made.table_name = view.view_name
WHERE view.database_name = 'memory' AND NOT view.internal
UNION ALL
SELECT 'TYPE', schema_name || '.' || type_name FROM duckdb_types() WHERE database_name = 'memory' AND NOT internal
ORDER BY kind DESC
