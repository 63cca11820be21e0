-- One row per pay period that begins by the as-of day and ends in the year of the view, or is needed to compute one.
SELECT period.plan, period.import_id, period.version, period.period_start, period.period_end,
       closed_at, closed_by, paid_at, paid_by
FROM pay_period AS period
WHERE period.period_start <= $as_of::DATE
ORDER BY plan, period_start
