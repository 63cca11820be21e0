SELECT count(*) FROM ledger.import_log WHERE state = 'live'
