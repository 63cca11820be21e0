-- Pay: a row is visible to the person it belongs to and to those who may see all pay.
CREATE VIEW core.people_pay AS
SELECT * FROM pay.people_pay SEMI JOIN core.live_import USING (import_id)
QUALIFY import_id = max(import_id) OVER (PARTITION BY key);
CREATE VIEW core.scores AS
SELECT * FROM pay.scores SEMI JOIN core.live_import USING (import_id)
QUALIFY import_id = max(import_id) OVER (PARTITION BY key);

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
SEMI JOIN core.live_import USING (import_id)
LEFT JOIN core.person_label AS label ON label.label = fold(assignment.payee)
WHERE getvariable('sees_all_pay') OR coalesce(label.person_id, payee) = getvariable('own_id');

CREATE VIEW scoped.plan AS
SELECT * FROM pay.plan SEMI JOIN core.live_import USING (import_id)
WHERE getvariable('sees_all_pay') OR id IN (SELECT plan FROM scoped.plan_assignment)
QUALIFY import_id = max(import_id) OVER (PARTITION BY id);
CREATE VIEW scoped.component AS
SELECT component.* FROM pay.component
JOIN scoped.plan ON plan.id = component.plan AND plan.import_id = component.import_id;
CREATE VIEW scoped.curve AS
SELECT * FROM pay.curve WHERE import_id IN (SELECT import_id FROM scoped.plan);
CREATE VIEW scoped.rate_table AS
SELECT * FROM pay.rate_table WHERE import_id IN (SELECT import_id FROM scoped.plan);
