-- One row for each key of the changed import, or of what it replaced.
CREATE OR REPLACE TEMP TABLE touched_key AS
SELECT key FROM line WHERE import_id = $import_id
UNION
SELECT line.key FROM line JOIN superseded_line USING (import_id, row_no) WHERE by_import = $import_id
