-- One row per closed statement this viewer may see.
SELECT plan, period_start, person_id, document, sha256 FROM pay_statement ORDER BY plan, period_start, person_id
