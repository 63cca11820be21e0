SELECT account, coalesce(max(account_name), '') FROM fec_line
WHERE account LIKE '411%' AND client IS NULL GROUP BY account
