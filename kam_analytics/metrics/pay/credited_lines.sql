-- One row per invoice line credited to one person in the period, by account and day, with the file and row it came from.
SELECT
    source_account AS account_id,
    coalesce(account.account_name, source_account) AS account_name,
    date,
    invoice_no,
    document_class,
    product,
    share,
    reason,
    amount::DOUBLE AS amount,
    margin::DOUBLE AS margin,
    file,
    row_no,
    import_id
FROM credited_of('line') AS credited
LEFT JOIN account ON account.account_id = source_account
LEFT JOIN import_file USING (import_id)
WHERE date BETWEEN $start::DATE AND $as_of::DATE AND payee = $person
ORDER BY account_name, date, invoice_no, line_no, import_id, row_no
