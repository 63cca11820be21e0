SELECT {names} FROM ledger.quarantine WHERE import_id = $i ORDER BY row_no, column_name
