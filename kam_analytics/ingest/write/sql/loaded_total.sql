SELECT sum({money}) FROM {table} WHERE import_id = $i
