-- One row per person, pay period and thing measured, with the days of the period the person is on the plan.
SELECT person_id, plan, import_id, component, measure, period_start, period_end, span_from, span_to, first_on
FROM pay_span
WHERE period_start <= $until::DATE
ORDER BY plan, person_id, period_start, component
