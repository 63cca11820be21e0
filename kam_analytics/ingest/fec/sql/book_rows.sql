CREATE OR REPLACE TABLE typed AS
SELECT *, {key} AS key FROM (
    SELECT n, CASE WHEN aside IS NULL AND row_number() OVER w > 1 THEN 'summed' ELSE aside END AS aside,
        month, sum(amount) OVER (PARTITION BY month, aside) AS revenue, NULL::VARCHAR AS raw
    FROM (
        SELECT line.n, {aside} AS aside, date_trunc('month', revenue.day)::DATE AS month, revenue.amount
        FROM fec_line AS line LEFT JOIN fec_revenue AS revenue USING (n))
    WINDOW w AS (PARTITION BY month, aside ORDER BY n))
