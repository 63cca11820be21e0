SELECT 1 FROM typed WHERE aside IS NULL AND document_class IS NULL LIMIT 1
