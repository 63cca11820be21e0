-- One row for each line of a key in `touched_key`, of every import: keys hold the day, so that other days are passed over.
CREATE OR REPLACE TEMP TABLE touched_line AS
SELECT import_id, row_no, key, occurrence, due_on, paid_on
FROM line
SEMI JOIN touched_key USING (key)
WHERE date BETWEEN $first_on AND $last_on
