SELECT import_id FROM import_log WHERE state = 'live' AND kind = $k AND import_id <> $i
