SELECT date_trunc('month', day)::DATE, sum(amount)
FROM fec_revenue WHERE NOT closing AND readable AND day IS NOT NULL GROUP BY 1 ORDER BY 1
