SELECT min(date), max(date) FROM line WHERE import_id = $import_id
