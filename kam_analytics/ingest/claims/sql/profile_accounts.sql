SELECT *, count(*) OVER () FROM (
    SELECT {who} AS name, count(*) AS rows, sum({money}) AS amount FROM typed
    WHERE aside IS NULL AND {who} IS NOT NULL GROUP BY 1)
ORDER BY amount DESC LIMIT {most}
