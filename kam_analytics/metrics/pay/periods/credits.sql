-- One row per line credited in one pay period of a plan: what a closed statement rests on.
SELECT earner AS person_id, component, import_id, row_no, value::DOUBLE AS value
FROM paid_line($period_start, least($period_end::DATE, $as_of::DATE))
WHERE plan = $plan AND period_start = $period_start::DATE
ORDER BY ALL
