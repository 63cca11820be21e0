WITH rows AS (SELECT opportunity_id, amount, n FROM typed WHERE aside IS NULL AND opportunity_id IS NOT NULL),
each AS (SELECT opportunity_id, count(DISTINCT amount) AS amounts, sum(DISTINCT amount) AS once,
                arg_max(amount, n) AS latest, sum(amount) AS total FROM rows GROUP BY 1)
SELECT count(*) FILTER (amounts > 1), coalesce(sum(once), 0), coalesce(sum(latest), 0), coalesce(sum(total), 0) FROM each
