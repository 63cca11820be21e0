INSERT INTO {table} {rows}
