UPDATE import_log SET {assignments} WHERE import_id = $import_id
