CREATE OR REPLACE TABLE again AS
SELECT n, row_number() OVER (PARTITION BY key ORDER BY {order}) AS occurrence FROM typed
SEMI JOIN (SELECT key FROM typed WHERE aside IS NULL GROUP BY key HAVING count(*) > 1) AS repeated USING (key)
WHERE aside IS NULL
