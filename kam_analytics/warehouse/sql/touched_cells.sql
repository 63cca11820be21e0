-- One row for each month and customer code of a new import's lines, and of those it replaces: no other figure changes.
CREATE OR REPLACE TEMP TABLE touched_cell AS
SELECT date_trunc('month', date)::DATE AS month, source_account
FROM line
WHERE import_id = $import_id
UNION
SELECT date_trunc('month', date)::DATE, source_account
FROM line
JOIN superseded_line USING (import_id, row_no)
WHERE by_import = $import_id
