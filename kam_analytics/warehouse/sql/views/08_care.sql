-- Who looks after an account on which days. Overlays, counted on top of the others, look after nothing.
CREATE VIEW core.primary_assignment AS SELECT * FROM core.assignment WHERE coalesce(fold(role), '') <> 'overlay';
-- The days on which an account is in somebody's care: by its assignments, else by the list of accounts.
CREATE VIEW scoped.care AS
SELECT account_id, person_id, from_on, to_on FROM core.primary_assignment
WHERE getvariable('sees_all') OR list_contains(getvariable('person_ids'), person_id)
UNION ALL
SELECT account_id, kam, DATE '0001-01-01', DATE '9999-12-31' FROM scoped.account
WHERE kam IS NOT NULL AND account_id NOT IN (SELECT account_id FROM core.primary_assignment);
