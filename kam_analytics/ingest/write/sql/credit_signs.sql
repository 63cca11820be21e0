SELECT count(*) FILTER (amount > 0), count(*) FILTER (amount < 0) FROM typed
WHERE aside IS NULL AND document_class IN ({listed})
