-- One row per account (or group) with an incident opened up to the as-of day: how many were open then, since when.
SELECT
    unit_id AS account_id,
    count(*) FILTER (still_open) AS open_incidents,
    min(opened_on) FILTER (still_open) AS open_since
FROM (
    SELECT *, closed_on IS NULL OR closed_on > $as_of::DATE AS still_open
    FROM incident
    WHERE opened_on <= $as_of::DATE
) AS known
JOIN unit($level, $perimeter, $as_of) AS account ON account.account_id = known.account_id
GROUP BY unit_id
ORDER BY unit_id
