SELECT c{column} AS text, count(*), coalesce(sum({money}), 0) FROM typed JOIN source USING (n)
WHERE typed.aside IS NULL AND trim(c{column}) <> '' GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT {most}
