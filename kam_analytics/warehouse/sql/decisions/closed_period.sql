SELECT 1 FROM pay_period WHERE plan = ? AND period_start = ?
