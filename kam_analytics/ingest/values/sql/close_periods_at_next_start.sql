WITH starts AS (
    SELECT DISTINCT period_start AS day FROM typed WHERE aside IS NULL AND period_start IS NOT NULL),
ends AS (
    SELECT day, lead(day) OVER (ORDER BY day) AS next_day, lag(day) OVER (ORDER BY day) AS day_before
    FROM starts)
UPDATE typed SET period_end = coalesce(next_day - 1,
    (day + to_months(greatest(1, round(date_diff('day', day_before, day) / 30.4375)::INTEGER)))::DATE - 1)
FROM ends WHERE typed.period_start = ends.day
