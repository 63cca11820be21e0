-- One row for each line of the new import that was known and that says when it falls due or was paid.
CREATE OR REPLACE TEMP TABLE touched_key AS
SELECT line.key
FROM line
SEMI JOIN known_line USING (import_id, row_no)
WHERE import_id = $import_id AND (due_on IS NOT NULL OR paid_on IS NOT NULL)
