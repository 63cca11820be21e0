UPDATE identity_decision SET undone_at = (now() AT TIME ZONE 'UTC')::TIMESTAMP, undone_by = $who
WHERE batch = $batch AND undone_at IS NULL RETURNING decision_id
