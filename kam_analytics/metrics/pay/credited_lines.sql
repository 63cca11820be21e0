-- One row per invoice line credited to one person in the period, by account and day, with the file and row it came from.
SELECT
    account_id,
    coalesce(account.account_name, credited.account_id) AS account_name,
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
FROM credited_line($start, $as_of) AS credited
LEFT JOIN account USING (account_id)
LEFT JOIN import_file USING (import_id)
WHERE person_id = $person
ORDER BY account_name, date, invoice_no, line_no, import_id, row_no
