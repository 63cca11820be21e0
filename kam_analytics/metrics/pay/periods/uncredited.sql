-- One row per person, component and reason: lines of the person's accounts in one pay period, credited or not, and why
-- not. Credited and not credited add up to all of them.
SELECT plan, earner AS person_id, component, reason, count(*)::INTEGER AS lines,
       sum(amount)::DOUBLE AS amount,
       sum((amount * share)::DECIMAL(18, 4))::DOUBLE AS credited,
       count(DISTINCT source_account)::INTEGER AS accounts
FROM judged_line($plan, $period_start, $period_end, $as_of)
GROUP BY plan, earner, component, reason
ORDER BY ALL
