INSERT INTO {table} ({names}) SELECT {import_id}, {picked} FROM incoming
