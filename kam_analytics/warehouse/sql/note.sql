-- One row: what a note is on, and whether it is still open; none where the viewer does not see it.
SELECT level, account, closed_at IS NULL AS is_open FROM note WHERE note_id = $note
