CREATE OR REPLACE TEMP TABLE stored AS
SELECT source_account, invoice_no, date, amount, key, occurrence, import_id FROM {past}live_line
WHERE import_id <> {own} AND date BETWEEN $first AND $last
