INSERT INTO superseded_line
SELECT line.import_id, line.row_no, $i FROM line
JOIN (SELECT first_on, last_on FROM import_log WHERE import_id = $i) AS new
    ON line.date BETWEEN new.first_on AND new.last_on
WHERE line.import_id IN (SELECT unnest($others::INTEGER[]))
    AND NOT EXISTS (
        SELECT 1 FROM superseded_line AS gone
        WHERE (gone.import_id, gone.row_no, gone.by_import) = (line.import_id, line.row_no, $i))
