UPDATE pay_period SET paid_at = (now() AT TIME ZONE 'UTC')::TIMESTAMP, paid_by = $who
WHERE plan = $plan AND period_start = $start AND paid_at IS NULL RETURNING plan
