-- One row per invoice line of the period, latest first, at most 2,000, with the file and row it came from.
SELECT
    date,
    invoice_no,
    document_class,
    product,
    product_family,
    quantity,
    amount::DOUBLE AS amount,
    margin::DOUBLE AS margin,
    file || ' · ' || row_no AS source,
    count(*) OVER () AS total
FROM line
LEFT JOIN import_file USING (import_id)
WHERE source_account = $account AND date BETWEEN $start AND $end
ORDER BY date DESC, invoice_no DESC, line_no
LIMIT 2000
