UPDATE import_log SET state = 'withdrawn', withdrawn_at = (now() AT TIME ZONE 'UTC')::TIMESTAMP, withdrawn_by = $who
WHERE import_id = $i AND state = 'live' RETURNING kind
