-- One row per class of document in the period; a line whose class nobody gave is told by its sign.
WITH document AS (
    SELECT document_class, amount, lines
    FROM sales_of($account, cut_months($start, $end))
    WHERE day BETWEEN $start AND $end AND document_class IS NOT NULL
    UNION ALL
    SELECT CASE WHEN amount < 0 THEN 'credit_note' ELSE 'invoice' END, amount, 1
    FROM lines_of($account)
    WHERE document_class IS NULL AND date BETWEEN $start AND $end
)
SELECT document_class, sum(amount)::DOUBLE AS amount, sum(lines)::BIGINT AS lines
FROM document
GROUP BY document_class
ORDER BY document_class
