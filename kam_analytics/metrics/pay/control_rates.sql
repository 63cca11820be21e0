-- One row per person, pay period, rate measured and reach (the period alone, or from the person's first day on the
-- plan): revenue of the accounts in their care, the same days a year before, and how much of that was kept.
WITH span AS (
    SELECT person_id, plan, component, measure, period_start, span_to, span_from AS first_day, 'own' AS reach
    FROM pay_span WHERE measure IN ('key_growth', 'retention') AND span_from <= $as_of::DATE
    UNION ALL
    SELECT person_id, plan, component, measure, period_start, span_to, first_on, 'to_date'
    FROM pay_span WHERE measure IN ('key_growth', 'retention') AND span_from <= $as_of::DATE
),
held AS (
    SELECT span.*, care.account_id,
           greatest(span.first_day, care.from_on) AS from_day,
           least(span.span_to, care.to_on, $as_of::DATE) AS to_day
    FROM span
    JOIN care ON care.person_id = span.person_id AND care.from_on <= span.span_to AND care.to_on >= span.first_day
    WHERE measure = 'retention' OR EXISTS (
        SELECT 1 FROM key_status
        WHERE key_status.account_id = care.account_id
            AND (span.first_day - INTERVAL 1 YEAR)::DATE BETWEEN key_status.from_on AND key_status.to_on
    )
),
bought AS (
    SELECT held.person_id, plan, component, measure, period_start, reach, held.account_id,
           coalesce(sum(amount) FILTER (WHERE date BETWEEN from_day AND to_day), 0) AS revenue,
           coalesce(sum(amount) FILTER (
               WHERE date BETWEEN (from_day - INTERVAL 1 YEAR)::DATE AND (to_day - INTERVAL 1 YEAR)::DATE
           ), 0) AS base_revenue
    FROM held
    LEFT JOIN line ON line.source_account = held.account_id
        AND date BETWEEN (from_day - INTERVAL 1 YEAR)::DATE AND to_day
    GROUP BY ALL
)
SELECT
    person_id, plan, component, measure, period_start, reach,
    sum(revenue)::DOUBLE AS revenue,
    sum(base_revenue)::DOUBLE AS base_revenue,
    sum(least(greatest(revenue, 0), greatest(base_revenue, 0)))::DOUBLE AS kept_revenue,
    sum(greatest(base_revenue, 0))::DOUBLE AS positive_base
FROM bought
GROUP BY person_id, plan, component, measure, period_start, reach
ORDER BY ALL
