-- One row for each line of which something new is told.
INSERT INTO told_later
FROM told_now
ANTI JOIN told_later USING (import_id, row_no)
