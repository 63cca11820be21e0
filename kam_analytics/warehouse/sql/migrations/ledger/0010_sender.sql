-- Who sent the file, where somebody else accepted it.
ALTER TABLE import_log ADD COLUMN sent_by VARCHAR;
