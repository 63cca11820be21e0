SELECT mapping FROM ledger.import_log WHERE state = 'live' AND fingerprint = $f ORDER BY import_id DESC LIMIT 50
