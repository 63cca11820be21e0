-- The lines that would count without an import: each (key, occurrence) from the earliest remaining one.
SELECT line.* FROM ledger.line
SEMI JOIN (
    SELECT import_id FROM ledger.import_log
    WHERE state = 'live' AND kind IN ('revenue', 'fec') AND import_id <> $i
) AS live USING (import_id)
ANTI JOIN (
    SELECT superseded_line.import_id, superseded_line.row_no FROM ledger.superseded_line
    SEMI JOIN (SELECT import_id FROM ledger.import_log WHERE state = 'live' AND import_id <> $i) AS replacing
        ON superseded_line.by_import = replacing.import_id
) AS replaced USING (import_id, row_no)
