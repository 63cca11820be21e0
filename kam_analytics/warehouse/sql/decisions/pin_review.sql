INSERT INTO review (quarter, pinned, pinned_at, pinned_by)
VALUES ($quarter, $number, (now() AT TIME ZONE 'UTC')::TIMESTAMP, $who)
ON CONFLICT DO UPDATE SET pinned = excluded.pinned, pinned_at = excluded.pinned_at, pinned_by = excluded.pinned_by
