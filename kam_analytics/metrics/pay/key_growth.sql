-- One row per KAM, period and rate with a target: revenue of the accounts in their care on the days of care, the same
-- days a year before, and how much of that was kept. Key growth looks at what were key accounts when the base began.
WITH wanted AS (
    SELECT DISTINCT person_id, measure, period_start, period_end, least(period_end, $as_of::DATE) AS last_counted
    FROM target
    WHERE scope = 'kam' AND measure IN ('key_growth', 'retention')
        AND period_start >= $start::DATE AND period_end <= $end::DATE
),
held AS (
    SELECT wanted.*, care.account_id,
           greatest(period_start, care.from_on) AS from_day, least(last_counted, care.to_on) AS to_day
    FROM wanted
    JOIN care ON care.person_id = wanted.person_id AND care.from_on <= last_counted AND care.to_on >= period_start
    WHERE measure = 'retention' OR EXISTS (
        SELECT 1 FROM key_status
        WHERE key_status.account_id = care.account_id
            AND (period_start - INTERVAL 1 YEAR)::DATE BETWEEN key_status.from_on AND key_status.to_on
    )
),
bought AS (
    SELECT held.person_id, measure, period_start, period_end, held.account_id,
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
    person_id, measure, period_start, period_end,
    sum(revenue)::DOUBLE AS revenue,
    sum(base_revenue)::DOUBLE AS base_revenue,
    sum(least(greatest(revenue, 0), greatest(base_revenue, 0)))::DOUBLE AS kept_revenue,
    sum(greatest(base_revenue, 0))::DOUBLE AS positive_base
FROM bought
GROUP BY person_id, measure, period_start, period_end
ORDER BY ALL
