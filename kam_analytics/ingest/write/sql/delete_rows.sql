DELETE FROM {table} WHERE import_id = $i
