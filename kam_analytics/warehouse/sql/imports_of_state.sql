SELECT import_id, sha256, state, imported_at FROM ledger.import_log ORDER BY import_id
