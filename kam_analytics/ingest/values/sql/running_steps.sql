-- by customer and year: steps, rises, falls, months that stand twice, sum, what is left once the months before are taken off
WITH lines AS (
    SELECT {identity}, year(date) AS year_, date_trunc('month', date) AS month_, amount,
           amount - lag(amount) OVER w AS step
    FROM typed WHERE aside IS NULL AND date IS NOT NULL AND amount IS NOT NULL
    WINDOW w AS (PARTITION BY {identity}, year(date) ORDER BY date, n))
SELECT count(step), count(*) FILTER (step > 0), count(*) FILTER (step < 0),
       count(*) - count(DISTINCT month_), sum(amount), sum(coalesce(step, amount))
FROM lines GROUP BY {identity}, year_
