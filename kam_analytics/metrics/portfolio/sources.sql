-- One row per import that brought lines of the days of a figure: its file, and how many of its lines count.
SELECT line.import_id, any_value(import_file.file) AS file, count(*) AS lines
FROM line
JOIN account ON account.account_id = line.source_account
LEFT JOIN import_file ON import_file.import_id = line.import_id
WHERE (line.date BETWEEN $start AND $end OR line.date BETWEEN $base_start AND $base_end)
    AND ($family IS NULL OR list_contains($family::VARCHAR[], line.product_family))
    AND ($segment IS NULL OR list_contains($segment::VARCHAR[], account.segment))
    AND ($region IS NULL OR list_contains($region::VARCHAR[], account.region))
    AND ($kam IS NULL OR list_contains($kam::VARCHAR[], account.kam))
    AND ($account IS NULL OR account.account_id = $account)
GROUP BY line.import_id
ORDER BY line.import_id
