SELECT import_id FROM ledger.import_log WHERE state = 'live'
