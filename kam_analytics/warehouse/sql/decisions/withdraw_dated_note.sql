UPDATE dated_note SET withdrawn_at = (now() AT TIME ZONE 'UTC')::TIMESTAMP, withdrawn_by = $who
WHERE note_id = $note AND withdrawn_at IS NULL
