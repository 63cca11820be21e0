SELECT coalesce(sum(amount) FILTER (closing), 0), count(DISTINCT entry) FILTER (open AND NOT closing)
FROM fec_revenue
