SELECT 1 FROM pay.pay_period WHERE plan_import = ? LIMIT 1
