-- One row per person and month up to the as-of day, whole months only: what was credited, and its margin where known.
SELECT person_id, month, sum(amount)::DOUBLE AS revenue, sum(margin)::DOUBLE AS margin
FROM credited_month
WHERE last_day(month) <= $as_of::DATE
GROUP BY person_id, month
ORDER BY person_id, month
