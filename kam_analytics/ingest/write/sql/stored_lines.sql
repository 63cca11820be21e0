-- One row for each line that counts on the days of the file and that the file may repeat, correct or lack.
CREATE OR REPLACE TEMP TABLE stored AS
SELECT source_account, invoice_no, date, amount, key, occurrence, import_id
FROM {past}live_line
WHERE import_id <> {own} AND date BETWEEN $first AND $last
    AND (
        key IN (SELECT key FROM fresh)
        OR invoice_no IN (SELECT invoice_no FROM fresh)
        OR import_id IN (SELECT import_id FROM {past}import_log WHERE fingerprint = $fingerprint)
    )
