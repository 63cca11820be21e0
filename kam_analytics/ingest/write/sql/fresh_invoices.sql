CREATE OR REPLACE TEMP TABLE fresh_invoice AS SELECT DISTINCT source_account, invoice_no FROM fresh
