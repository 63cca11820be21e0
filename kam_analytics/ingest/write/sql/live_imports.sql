SELECT import_id FROM import_log WHERE state = 'live'
