-- Removes what is known about the lines of the keys in `touched_key`.
DELETE FROM known_line
WHERE (import_id, row_no) IN (SELECT (line.import_id, line.row_no) FROM line SEMI JOIN touched_key USING (key))
