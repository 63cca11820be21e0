SELECT 1 FROM customers WHERE {labelled} LIMIT 1
