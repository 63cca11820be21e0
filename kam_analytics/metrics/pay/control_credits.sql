-- One row per line credited in one pay period of a plan: what a closed statement rests on.
SELECT earner AS person_id, component, import_id, row_no, value::DOUBLE AS value
FROM paid_line
WHERE plan = $plan AND period_start = $period_start::DATE AND counted_on <= $as_of::DATE
ORDER BY ALL
