SELECT count(*) FROM known_line WHERE import_id = $import_id
