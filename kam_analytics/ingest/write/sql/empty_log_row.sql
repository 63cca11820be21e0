-- The number stays, so that it is never used again; what the file told goes.
UPDATE import_log
SET state = 'erased', file = '', sha256 = '', fingerprint = NULL, mapping = NULL, rows_read = 0, rows_loaded = 0,
    rows_known = 0, rows_skipped = '{}', rows_quarantined = 0, amount_total = NULL, first_on = NULL, last_on = NULL,
    sent_by = NULL, withdrawn_at = (now() AT TIME ZONE 'UTC')::TIMESTAMP, withdrawn_by = $who
WHERE import_id = $i
