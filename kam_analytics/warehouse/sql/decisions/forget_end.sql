UPDATE person_end SET undone_at = now()::TIMESTAMP, undone_by = $who
WHERE person_id = $person AND undone_at IS NULL
