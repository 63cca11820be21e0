UPDATE account_note SET outcome = $outcome, closed_at = (now() AT TIME ZONE 'UTC')::TIMESTAMP, closed_by = $who
WHERE note_id = $note
