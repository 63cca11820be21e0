-- One row for each line of a key in `touched_key` that is not the first live one of its occurrence. Lines that a live import replaced stand in nobody's way.
INSERT INTO known_line
SELECT line.import_id, line.row_no
FROM line
SEMI JOIN (SELECT import_id FROM import_log WHERE state = 'live') AS live USING (import_id)
SEMI JOIN touched_key USING (key)
ANTI JOIN replaced_line USING (import_id, row_no)
QUALIFY row_number() OVER (PARTITION BY line.key, line.occurrence ORDER BY line.import_id) > 1
