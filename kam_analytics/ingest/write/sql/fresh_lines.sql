CREATE OR REPLACE TEMP TABLE fresh AS SELECT source_account, invoice_no, date, amount, key FROM {rows}
