SELECT fingerprint, kind, mapping FROM ledger.import_log
WHERE state = 'live' AND kind <> 'fec' ORDER BY import_id DESC LIMIT {latest}
