SELECT count(*) FILTER (marked AND amount > 0), coalesce(sum(amount) FILTER (marked AND amount > 0), 0),
    count(*) FILTER (NOT marked), coalesce(sum(amount) FILTER (NOT marked OR amount <= 0), 0)
FROM (SELECT amount, coalesce({condition}, false) AS marked FROM typed JOIN source USING (n)
      WHERE aside IS NULL AND document_class IS NULL)
