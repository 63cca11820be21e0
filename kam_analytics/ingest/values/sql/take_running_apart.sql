UPDATE typed SET amount = apart.amount
FROM (SELECT n, amount - coalesce(lag(amount) OVER (PARTITION BY {identity}, year(date) ORDER BY date, n), 0) AS amount
      FROM typed WHERE aside IS NULL AND date IS NOT NULL AND amount IS NOT NULL) AS apart
WHERE typed.n = apart.n
