UPDATE typed SET document_class = CASE WHEN amount < 0 THEN 'credit_note' ELSE 'invoice' END
WHERE aside IS NULL AND document_class IS NULL
