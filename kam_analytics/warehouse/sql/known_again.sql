-- One row for each line, sharing a key with the changed import or with what it replaced, that is not the first live one
-- of its occurrence. Lines that a live import replaced stand in nobody's way.
INSERT INTO known_line
SELECT line.import_id, line.row_no
FROM line
SEMI JOIN (SELECT import_id FROM import_log WHERE state = 'live') AS live USING (import_id)
SEMI JOIN (
    SELECT key FROM line WHERE import_id = $import_id
    UNION
    SELECT line.key FROM line JOIN superseded_line USING (import_id, row_no) WHERE by_import = $import_id
) AS touched USING (key)
ANTI JOIN (
    SELECT superseded_line.import_id, superseded_line.row_no FROM superseded_line
    SEMI JOIN (SELECT import_id FROM import_log WHERE state = 'live') AS replacing
        ON superseded_line.by_import = replacing.import_id
) AS replaced USING (import_id, row_no)
QUALIFY row_number() OVER (PARTITION BY line.key, line.occurrence ORDER BY line.import_id) > 1
