-- One row per level at the account: how many people are known there, and who was met last.
WITH met AS (
    SELECT
        coalesce(level, '') AS level,
        max(date) AS last_on,
        arg_max(contact, date) AS contact,
        arg_max(type, date) AS type,
        count(*) FILTER (WHERE date > $end::DATE - INTERVAL 12 MONTH) AS times,
        count(DISTINCT contact) AS people
    FROM interaction
    WHERE account_id = $account AND date <= $end::DATE
    GROUP BY 1
),
known AS (
    SELECT coalesce(level, '') AS level, count(DISTINCT name) AS people FROM contact WHERE account_id = $account GROUP BY 1
)
SELECT
    level,
    greatest(coalesce(known.people, 0), coalesce(met.people, 0)) AS people,
    coalesce(met.times, 0) AS times,
    met.last_on,
    met.contact,
    met.type
FROM met
FULL JOIN known USING (level)
ORDER BY level
