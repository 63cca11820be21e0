WITH lines AS (
    SELECT typed.n, s.n IS NOT NULL AS suspect,
           CASE WHEN s.n IS NULL THEN coalesce({money}, 0) ELSE 0 END AS value, (s.n IS NULL)::INTEGER AS one
    FROM typed LEFT JOIN suspects AS s ON s.n = typed.n WHERE aside IS NULL),
summed AS (SELECT n, suspect, sum(value) OVER w AS total, sum(one) OVER w AS lines FROM lines
           WINDOW w AS (ORDER BY n))
SELECT n, total, lines FROM summed WHERE suspect
