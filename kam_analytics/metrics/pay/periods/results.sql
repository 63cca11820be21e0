-- One row per person, pay period and amount measured: what was credited in the period up to the as-of day. $first: the
-- first day of all periods.
SELECT plan, earner AS person_id, component, period_start, sum(value)::DOUBLE AS value, count(*)::INTEGER AS lines
FROM paid_line($first, $as_of)
GROUP BY plan, earner, component, period_start
ORDER BY ALL
