WITH documents AS (
    SELECT {number} AS number, count(*) AS lines, min(amount) AS lowest, max(amount) AS highest
    FROM {rows} WHERE typed.aside IS NULL AND amount IS NOT NULL AND {number} IS NOT NULL
    GROUP BY 1 HAVING count(*) > 1)
SELECT count(*), count(*) FILTER (lowest = highest AND lowest <> 0),
    count(DISTINCT lowest) FILTER (lowest = highest AND lowest <> 0),
    (SELECT coalesce(sum(amount), 0) FROM typed WHERE aside IS NULL),
    coalesce(sum(lowest * (lines - 1)) FILTER (lowest = highest), 0)
FROM documents
