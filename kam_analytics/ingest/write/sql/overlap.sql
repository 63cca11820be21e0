WITH days AS (SELECT DISTINCT date FROM live_line WHERE import_id <> $import_id),
new AS (SELECT key, occurrence FROM line SEMI JOIN days USING (date) WHERE import_id = $import_id)
SELECT count(*), count(old.key) FROM new
LEFT JOIN (SELECT DISTINCT key, occurrence FROM live_line WHERE import_id <> $import_id) AS old USING (key, occurrence)
