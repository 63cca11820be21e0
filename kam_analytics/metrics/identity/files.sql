-- One row per import that counts: its number and the name of its file.
SELECT import_id, file FROM import_file
