INSERT INTO superseded_line SELECT line.import_id, line.row_no, {import_id} FROM line
SEMI JOIN (SELECT import_id FROM import_log WHERE state = 'live') AS live USING (import_id)
SEMI JOIN (
    SELECT key, occurrence FROM past_left SEMI JOIN fresh_invoice USING (source_account, invoice_no)
) AS old USING (key, occurrence)
WHERE line.import_id <> {import_id}
