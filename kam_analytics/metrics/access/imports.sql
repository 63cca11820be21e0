-- One row: how many imports there are, and the number of the latest one that counts.
SELECT count(*)::INTEGER AS imports, max(import_id) FILTER (WHERE state = 'live') AS last_import FROM import_log
