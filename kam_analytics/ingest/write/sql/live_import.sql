SELECT file, kind, rows_loaded FROM ledger.import_log WHERE import_id = $i AND state = 'live'
