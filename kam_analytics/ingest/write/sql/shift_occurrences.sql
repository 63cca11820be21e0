UPDATE line SET occurrence = occurrence + old.most
FROM (SELECT key, max(occurrence) AS most FROM line WHERE import_id <> $import_id GROUP BY key) AS old
WHERE line.import_id = $import_id AND line.key = old.key
