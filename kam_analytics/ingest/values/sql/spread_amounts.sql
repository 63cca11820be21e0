SELECT n % {spread} AS row_no, n // {spread} AS period, amount_ FROM (SELECT n, {money} AS amount_ FROM typed
WHERE aside IS NULL) WHERE amount_ IS NOT NULL ORDER BY ALL LIMIT {most}
