SELECT c{column}, coalesce(sum(amount), 0), count(*) FILTER (amount < 0) FROM typed JOIN source USING (n)
WHERE aside IS NULL AND trim(c{column}) <> '' GROUP BY 1
