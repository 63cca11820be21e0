SELECT account_id FROM customers GROUP BY 1 HAVING min(account_name) <> max(account_name) LIMIT 1
