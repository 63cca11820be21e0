SELECT count(*) FILTER (NOT credit AND amount > 0), count(*) FILTER (NOT credit AND amount < 0),
    coalesce(sum(amount) FILTER (NOT credit), 0), count(*) FILTER (credit AND amount > 0),
    count(*) FILTER (credit AND amount < 0), coalesce(sum(amount), 0)
FROM (SELECT amount, coalesce(document_class IN ({listed}), false) AS credit FROM typed WHERE aside IS NULL)
