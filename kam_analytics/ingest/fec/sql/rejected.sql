CREATE OR REPLACE TABLE rejected AS
SELECT n, column_name, value, CASE WHEN value IS NULL THEN 'required' ELSE 'readable' END AS rule, raw FROM (
    SELECT n, $day AS column_name, {day} AS value, {raw} AS raw FROM source
    SEMI JOIN (SELECT n FROM fec_revenue WHERE NOT closing AND day IS NULL) AS bad USING (n)
    UNION ALL
    SELECT n, $amount, nullif(trim({amounts}), ''), {raw} FROM source
    SEMI JOIN (SELECT n FROM fec_revenue WHERE NOT closing AND NOT readable) AS bad USING (n))
