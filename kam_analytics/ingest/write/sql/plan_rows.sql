SELECT {columns} FROM {table} WHERE {key} = ? AND import_id = ?
