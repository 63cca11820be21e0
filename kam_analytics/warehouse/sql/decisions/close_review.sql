INSERT INTO review (quarter, closed_at, closed_by, decided)
VALUES ($quarter, (now() AT TIME ZONE 'UTC')::TIMESTAMP, $who, $decided)
ON CONFLICT DO UPDATE SET closed_at = excluded.closed_at, closed_by = excluded.closed_by, decided = excluded.decided
