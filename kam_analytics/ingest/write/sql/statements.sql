SELECT plan, period_start, person_id, document, sha256 FROM pay_statement
