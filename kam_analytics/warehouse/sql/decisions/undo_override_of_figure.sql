UPDATE pay_override SET undone_at = (now() AT TIME ZONE 'UTC')::TIMESTAMP, undone_by = $who
WHERE plan = $plan AND period_start = $start AND person_id = $person AND component = $component
    AND field = $field AND undone_at IS NULL
