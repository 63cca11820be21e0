-- One row per export that used to arrive regularly and has not for more than twice its usual gap.
WITH arrivals AS (
    SELECT kind, fingerprint, imported_at::DATE AS day, max_by(file, imported_at) AS file
    FROM import_log
    WHERE state = 'live' AND fingerprint IS NOT NULL
    GROUP BY ALL
),
gaps AS (
    SELECT *, day - lag(day) OVER (PARTITION BY kind, fingerprint ORDER BY day) AS gap FROM arrivals
)
SELECT kind, max_by(file, day) AS file, ceil(median(gap))::INTEGER AS usual_days, max(day) AS last_on
FROM gaps
GROUP BY kind, fingerprint
HAVING count(gap) >= $least_gaps AND $today::DATE - max(day) > 2 * median(gap) + 1
ORDER BY last_on
