SELECT max(import_id) FROM ledger.people SEMI JOIN (SELECT import_id FROM ledger.import_log WHERE state = 'live') USING (import_id)
WHERE person_id = $person
