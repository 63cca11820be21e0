SELECT coalesce(aside, ''), count(*) FROM typed GROUP BY 1 ORDER BY 1
