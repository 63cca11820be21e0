DELETE FROM import_log WHERE import_id = $i
