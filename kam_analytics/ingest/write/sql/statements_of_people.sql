SELECT DISTINCT plan, period_start::VARCHAR, person_id FROM version.pay_statement
