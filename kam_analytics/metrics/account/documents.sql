-- One row per class of document in the period; a class nobody gave is told by the sign.
SELECT
    coalesce(document_class, CASE WHEN amount < 0 THEN 'credit_note' ELSE 'invoice' END) AS document_class,
    sum(amount)::DOUBLE AS amount,
    count(*) AS lines
FROM line
WHERE source_account = $account AND date BETWEEN $start AND $end
GROUP BY 1
ORDER BY 1
