UPDATE pay_override SET undone_at = (now() AT TIME ZONE 'UTC')::TIMESTAMP, undone_by = $who
WHERE override_id = $id AND plan = $plan AND period_start = $start AND person_id = $person
    AND undone_at IS NULL RETURNING override_id
