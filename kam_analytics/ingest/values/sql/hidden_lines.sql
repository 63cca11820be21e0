SELECT list(DISTINCT n % {spread}), sum({amount}) FROM typed
SEMI JOIN (SELECT unnest($rows) AS hidden) ON hidden = n % {spread} WHERE aside IS NULL
