-- One row per target of a person, whatever its period.
SELECT person_id, measure, period_start, period_end, value::DOUBLE AS value
FROM target WHERE scope = 'kam' ORDER BY ALL
