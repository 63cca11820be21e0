SELECT DISTINCT date_trunc('month', date)::DATE AS month FROM ledger.line
WHERE import_id = $i AND date IS NOT NULL ORDER BY 1
