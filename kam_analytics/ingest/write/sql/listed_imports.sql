SELECT {listed} FROM ledger.import_log ORDER BY import_id DESC
