-- Removes what was told of the lines in `touched_line` and is told no more, or otherwise.
DELETE FROM told_later
USING touched_line AS line
WHERE told_later.import_id = line.import_id AND told_later.row_no = line.row_no
    AND NOT EXISTS (
        SELECT 1 FROM told_now AS now
        WHERE now.import_id = told_later.import_id AND now.row_no = told_later.row_no
            AND now.due_on IS NOT DISTINCT FROM told_later.due_on
            AND now.paid_on IS NOT DISTINCT FROM told_later.paid_on
    )
