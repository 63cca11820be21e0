UPDATE pay_statement SET sha256 = $digest WHERE plan = $plan AND period_start = $start AND person_id = $person
