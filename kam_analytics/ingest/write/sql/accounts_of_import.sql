SELECT DISTINCT {column} FROM {table} WHERE import_id = $i AND {column} IS NOT NULL
