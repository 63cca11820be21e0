-- One row per KAM and period with a target on key-account growth: their key accounts, then and a year before.
WITH wanted AS (
    SELECT DISTINCT person_id, period_start, period_end, least(period_end, $as_of::DATE) AS last_counted
    FROM target
    WHERE scope = 'kam' AND measure = 'key_growth'
        AND period_start >= $start::DATE AND period_end <= $end::DATE
),
-- The key accounts in the KAM's care today that were key when the base year began.
held AS (
    SELECT DISTINCT wanted.person_id, period_start, period_end, last_counted, account.account_id
    FROM wanted
    JOIN account ON account.kam = wanted.person_id
    JOIN key_status ON key_status.account_id = account.account_id
        AND (period_start - INTERVAL 1 YEAR)::DATE BETWEEN key_status.from_on AND key_status.to_on
)
SELECT
    held.person_id,
    held.period_start,
    held.period_end,
    coalesce(sum(amount) FILTER (WHERE date BETWEEN period_start AND last_counted), 0)::DOUBLE AS revenue,
    coalesce(sum(amount) FILTER (
        WHERE date BETWEEN (period_start - INTERVAL 1 YEAR)::DATE AND (last_counted - INTERVAL 1 YEAR)::DATE
    ), 0)::DOUBLE AS base_revenue
FROM held
LEFT JOIN line ON line.source_account = held.account_id
    AND date BETWEEN (period_start - INTERVAL 1 YEAR)::DATE AND last_counted
GROUP BY held.person_id, held.period_start, held.period_end
ORDER BY 1, 2, 3
