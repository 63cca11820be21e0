SELECT lower(regexp_extract(invoice_no, '[A-Za-z]+')) AS prefix, count(*) FROM typed
WHERE aside IS NULL AND document_class IS NULL AND invoice_no IS NOT NULL GROUP BY 1 ORDER BY 2 DESC LIMIT 200
