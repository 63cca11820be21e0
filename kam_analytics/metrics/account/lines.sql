-- One row per invoice line of the period, latest first, at most $most, with the file, row and import it came from.
SELECT
    date,
    invoice_no,
    document_class,
    product,
    product_family,
    quantity,
    amount::DOUBLE AS amount,
    margin::DOUBLE AS margin,
    file,
    row_no,
    import_id
FROM lines_of($account)
LEFT JOIN import_file USING (import_id)
WHERE date BETWEEN $start AND $end
ORDER BY date DESC, invoice_no DESC, line_no, import_id, row_no
LIMIT $most
