-- One row per judged objective, whatever its period.
SELECT person_id, component, period_start, period_end, value FROM score ORDER BY ALL
