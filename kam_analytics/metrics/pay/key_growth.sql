-- One row per KAM, period and rate with a target: revenue of the accounts in their care, the same days a year before,
-- and how much of that was kept.
WITH wanted AS (
    SELECT DISTINCT person_id, measure, period_start, period_end,
           period_start AS first_day, least(period_end, $as_of::DATE) AS last_day
    FROM target
    WHERE scope = 'kam' AND measure IN ('key_growth', 'retention')
        AND period_start >= $start::DATE AND period_end <= $end::DATE
)
SELECT person_id, measure, period_start, period_end, revenue, base_revenue, kept_revenue, positive_base
FROM wanted
JOIN rate_of('wanted', 'line') USING (person_id, measure, first_day, last_day)
ORDER BY ALL
