SELECT count(*) FROM (
    SELECT end_on, import_id FROM people
    SEMI JOIN (SELECT import_id FROM import_log WHERE state = 'live') AS live USING (import_id)
    QUALIFY import_id = max(import_id) OVER (PARTITION BY key)
)
WHERE import_id < $i AND (end_on IS NULL OR end_on >= current_date)
