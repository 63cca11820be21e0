WITH lines AS (
    SELECT n, {own} AS own, {begins} AS begins FROM source
    WHERE n > {after} AND ({own} IS NOT NULL OR {detail})),
heads AS (SELECT own, begins, lag(own) OVER (ORDER BY n) AS former FROM lines WHERE own IS NOT NULL)
SELECT (SELECT arg_min(own IS NOT NULL, n) FROM lines),
       (SELECT count(*) FROM lines WHERE begins AND own IS NULL),
       (SELECT count(*) FROM heads WHERE own = former AND NOT begins),
       (SELECT count(*) FROM heads)
