-- One row for each line of the new import that another live import already brought, unless that one was replaced.
INSERT INTO known_line
SELECT new.import_id, new.row_no
FROM line AS new
SEMI JOIN (
    SELECT old.key, old.occurrence
    FROM line AS old
    SEMI JOIN (
        SELECT import_id FROM import_log WHERE state = 'live' AND import_id <> $import_id
    ) AS live USING (import_id)
    ANTI JOIN replaced_line USING (import_id, row_no)
    WHERE old.date BETWEEN $first_on AND $last_on
) AS already USING (key, occurrence)
WHERE new.import_id = $import_id
