-- Removes what is known about the lines that share a key with the changed import or with what it replaced.
DELETE FROM known_line
WHERE (import_id, row_no) IN (
    SELECT (line.import_id, line.row_no)
    FROM line
    SEMI JOIN (
        SELECT key FROM line WHERE import_id = $import_id
        UNION
        SELECT line.key FROM line JOIN superseded_line USING (import_id, row_no) WHERE by_import = $import_id
    ) AS touched USING (key)
)
