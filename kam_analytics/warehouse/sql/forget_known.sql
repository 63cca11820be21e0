-- Removes what is known about the lines that share a key with the changed import.
DELETE FROM known_line
WHERE (import_id, row_no) IN (
    SELECT (line.import_id, line.row_no)
    FROM line
    SEMI JOIN (SELECT DISTINCT key FROM line WHERE import_id = $import_id) AS touched USING (key)
)
