SELECT reason, count(DISTINCT entry), count(*), sum(amount)
FROM fec_revenue WHERE NOT closing AND readable AND day IS NOT NULL GROUP BY 1 ORDER BY 1
