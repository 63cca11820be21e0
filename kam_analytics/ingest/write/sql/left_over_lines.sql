CREATE OR REPLACE TEMP TABLE {result} AS
SELECT numbered.* EXCLUDE (nth) FROM (
    SELECT *, row_number() OVER (PARTITION BY key{order}) AS nth FROM {side}) AS numbered
LEFT JOIN (SELECT key, count(*) AS times FROM {other} GROUP BY key) AS there USING (key)
WHERE nth > coalesce(times, 0)
