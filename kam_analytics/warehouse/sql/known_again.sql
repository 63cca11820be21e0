-- One row for each line, sharing a key with the changed import, that is not the first live one of its occurrence.
INSERT INTO known_line
SELECT line.import_id, line.row_no
FROM line
SEMI JOIN (SELECT import_id FROM import_log WHERE state = 'live') AS live USING (import_id)
SEMI JOIN (SELECT DISTINCT key FROM line WHERE import_id = $import_id) AS touched USING (key)
QUALIFY row_number() OVER (PARTITION BY line.key, line.occurrence ORDER BY line.import_id) > 1
