-- One row per figure that somebody replaced and has not taken back.
SELECT override_id, plan, period_start, person_id, component, field, value::DOUBLE AS value, reason, said_at, said_by
FROM pay_override WHERE undone_at IS NULL ORDER BY override_id
