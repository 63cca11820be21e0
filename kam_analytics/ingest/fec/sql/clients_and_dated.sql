SELECT
    count(DISTINCT client) FILTER (reason = 'client'),
    count(paid_on) FILTER (reason = 'client' AND amount > 0)
FROM fec_revenue WHERE NOT closing AND readable AND day IS NOT NULL
