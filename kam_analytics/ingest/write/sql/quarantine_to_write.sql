SELECT (n % {spread})::INTEGER AS row_no, column_name, value, rule, json_object({pairs})::VARCHAR AS raw
FROM rejected ORDER BY 1, 2
