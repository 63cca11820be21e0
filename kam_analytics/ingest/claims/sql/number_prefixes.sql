WITH heads AS (
    SELECT left(invoice_no, 8) AS head, count(*) AS lines FROM typed
    WHERE aside IS NULL AND document_class IS NULL AND invoice_no IS NOT NULL GROUP BY 1)
SELECT lower(regexp_extract(head, '[A-Za-z]+')) AS prefix, sum(lines) AS lines FROM heads
GROUP BY 1 ORDER BY lines DESC, prefix LIMIT 200
