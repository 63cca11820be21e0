-- One row per person, pay period, rate measured and reach (the period alone, or from the person's first day on the
-- plan): revenue of the accounts in their care, the same days a year before, and how much of that was kept.
WITH span AS (
    SELECT person_id, plan, component, measure, period_start, unnest(['own', 'to_date']) AS reach,
           unnest([span_from, first_on]) AS first_day, least(span_to, $as_of::DATE) AS last_day
    FROM pay_span
    WHERE measure IN ('key_growth', 'retention') AND span_from <= $as_of::DATE
)
SELECT person_id, plan, component, measure, period_start, reach, revenue, base_revenue, kept_revenue, positive_base
FROM span
JOIN rate_of('span', 'line') USING (person_id, measure, first_day, last_day)
ORDER BY ALL
