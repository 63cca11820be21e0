-- Lines that a corrected export replaced: they count again when that import is withdrawn.
CREATE TABLE superseded_line (import_id INTEGER NOT NULL, row_no INTEGER NOT NULL, by_import INTEGER NOT NULL);
-- Those that a live import replaced.
CREATE VIEW replaced_line AS
SELECT superseded_line.import_id, superseded_line.row_no
FROM superseded_line
SEMI JOIN (SELECT import_id FROM import_log WHERE state = 'live') AS replacing
    ON superseded_line.by_import = replacing.import_id;
-- The lines that count: of live imports, each (key, occurrence) once, from the earliest import that brought it,
-- unless a live import replaced it.
CREATE OR REPLACE VIEW live_line AS
SELECT line.*
FROM line
SEMI JOIN (SELECT import_id FROM import_log WHERE state = 'live' AND kind IN ('revenue', 'fec')) AS live USING (import_id)
ANTI JOIN known_line USING (import_id, row_no)
ANTI JOIN replaced_line USING (import_id, row_no);
