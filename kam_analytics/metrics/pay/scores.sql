-- One row per judged objective whose period lies wholly between the two days.
SELECT person_id, component, period_start, period_end, value
FROM score
WHERE period_start >= $start::DATE AND period_end <= $end::DATE
ORDER BY person_id, component, period_start
