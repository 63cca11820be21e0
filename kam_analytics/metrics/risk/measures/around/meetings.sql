-- One row per account (or group) met in the 24 months up to the as-of day: how often, by how many people, at which level.
SELECT
    unit_id AS account_id,
    count(*) AS times,
    count(level) AS times_with_level,
    count(*) FILTER (recent) AS times_this_year,
    count(DISTINCT contact) FILTER (recent) AS people,
    min(contact) FILTER (recent) AS contact,
    max(date) AS last_on,
    max(date) FILTER (level = 'executive') AS executive_on,
    max(date) FILTER (level = 'buyer') AS buyer_on,
    max(date) FILTER (level = 'technical') AS technical_on
FROM (
    SELECT *, date > months_before($as_of, 12) AS recent
    FROM interaction
    WHERE date <= $as_of::DATE AND date > months_before($as_of, 24)
) AS met
JOIN unit($level, $perimeter, $as_of) AS account ON account.account_id = met.account_id
GROUP BY unit_id
ORDER BY unit_id
