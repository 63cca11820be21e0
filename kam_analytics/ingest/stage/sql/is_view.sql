SELECT count(*) FROM duckdb_views() WHERE view_name = 'source'
