-- One row per closed month of the 36 up to the as-of day: revenue of the whole book, for its seasons.
SELECT month, sum(amount)::DOUBLE AS revenue
FROM month
WHERE last_day(month) <= $as_of::DATE AND month > months_before($as_of, 36)
GROUP BY month
ORDER BY month
