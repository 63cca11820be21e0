DELETE FROM {table} WHERE {column} = $code
