SELECT {name} AS name, count(*) AS rows, sum({money}) AS amount FROM typed
WHERE {condition} AND {name} IS NOT NULL GROUP BY 1 ORDER BY {order} LIMIT {most}
