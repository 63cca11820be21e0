SELECT n, column_name, coalesce(value, ''), rule FROM rejected
ORDER BY n % {spread}, n, column_name LIMIT {most}
