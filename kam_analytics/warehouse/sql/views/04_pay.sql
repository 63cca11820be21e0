-- Pay: a row is visible to the person it belongs to and to those who may see all pay.
CREATE VIEW core.people_pay AS
SELECT * FROM pay.people_pay SEMI JOIN core.live_import USING (import_id)
QUALIFY import_id = max(import_id) OVER (PARTITION BY key);
CREATE VIEW core.scores AS
SELECT * FROM pay.scores SEMI JOIN core.live_import USING (import_id)
QUALIFY import_id = max(import_id) OVER (PARTITION BY key);

-- The latest workbook of each plan.
CREATE VIEW core.latest_plan AS
SELECT * FROM pay.plan SEMI JOIN core.live_import USING (import_id)
QUALIFY import_id = max(import_id) OVER (PARTITION BY id);

CREATE VIEW scoped.people_pay AS
SELECT person_id, target_variable FROM core.people_pay
WHERE getvariable('sees_all_pay') OR person_id = getvariable('own_id');

CREATE VIEW scoped.score AS
SELECT coalesce(label.person_id, scores.who) AS person_id, component, period_start, period_end, value
FROM core.scores AS scores
LEFT JOIN core.person_label AS label ON label.label = fold(scores.who)
WHERE getvariable('sees_all_pay') OR coalesce(label.person_id, scores.who) = getvariable('own_id');

CREATE VIEW scoped.plan_assignment AS
SELECT coalesce(label.person_id, payee) AS person_id, assignment.* EXCLUDE (payee)
FROM pay.plan_assignment AS assignment
SEMI JOIN core.latest_plan AS latest ON latest.id = assignment.plan AND latest.import_id = assignment.import_id
LEFT JOIN core.person_label AS label ON label.label = fold(assignment.payee)
WHERE getvariable('sees_all_pay') OR coalesce(label.person_id, payee) = getvariable('own_id');

CREATE VIEW scoped.plan AS
SELECT * FROM core.latest_plan
WHERE getvariable('sees_all_pay') OR id IN (SELECT plan FROM scoped.plan_assignment);
CREATE VIEW scoped.component AS
SELECT component.* FROM pay.component
JOIN scoped.plan ON plan.id = component.plan AND plan.import_id = component.import_id;
CREATE VIEW scoped.curve AS
SELECT curve.* FROM pay.curve
JOIN scoped.plan ON plan.id = curve.plan AND plan.import_id = curve.import_id;
CREATE VIEW scoped.rate_table AS
SELECT rate_table.* FROM pay.rate_table
JOIN scoped.plan ON plan.id = rate_table.plan AND plan.import_id = rate_table.import_id;
