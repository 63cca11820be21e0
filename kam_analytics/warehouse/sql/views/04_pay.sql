-- Pay: a row is visible to the person it belongs to and to those who may see all pay.
CREATE VIEW core.people_pay AS
SELECT * FROM pay.people_pay SEMI JOIN core.live_import USING (import_id)
QUALIFY import_id = max(import_id) OVER (PARTITION BY key);
CREATE VIEW core.scores AS
SELECT * FROM pay.scores SEMI JOIN core.live_import USING (import_id)
QUALIFY import_id = max(import_id) OVER (PARTITION BY key);

-- Every version of every plan; of one that came several times, the approved one, else the latest draft.
CREATE VIEW core.plan_version AS
SELECT * FROM pay.plan SEMI JOIN core.live_import USING (import_id)
QUALIFY row_number() OVER (
    PARTITION BY id, version ORDER BY status IN ('approved', 'locked') DESC, import_id DESC
) = 1;
-- The version in force of each plan: the highest that was approved, else the latest draft.
CREATE VIEW core.latest_plan AS
SELECT * FROM core.plan_version
QUALIFY row_number() OVER (
    PARTITION BY id ORDER BY status IN ('approved', 'locked') DESC, version DESC, import_id DESC
) = 1;

CREATE SECURE VIEW scoped.people_pay AS
SELECT person_id, target_variable, fixed_pay FROM core.people_pay
WHERE getvariable('sees_all_pay') OR person_id = getvariable('own_id');

CREATE SECURE VIEW scoped.score AS
SELECT coalesce(label.person_id, scores.who) AS person_id, component, period_start, period_end, value
FROM core.scores AS scores
LEFT JOIN core.person_label AS label ON label.label = fold(scores.who)
WHERE getvariable('sees_all_pay') OR coalesce(label.person_id, scores.who) = getvariable('own_id');

-- Who is on which plan as it is written, within the days the person was there.
CREATE TABLE core.payee_written AS
SELECT
    coalesce(label.person_id, payee) AS person_id,
    assignment.rowid AS n,
    assignment.* REPLACE (
        greatest(assignment.from_on, coalesce(person.start_on, assignment.from_on)) AS from_on,
        CASE WHEN assignment.to_on IS NULL THEN person.end_on
             ELSE least(assignment.to_on, coalesce(person.end_on, assignment.to_on)) END AS to_on
    ),
    coalesce(person.working_time, 1) AS working_time
FROM pay.plan_assignment AS assignment
LEFT JOIN core.person_label AS label ON label.label = fold(assignment.payee)
LEFT JOIN core.people AS person ON person.person_id = coalesce(label.person_id, payee);
-- The rows of one person on the days of an earlier one of theirs, by id in one and by name in the other: people may have
-- been imported after the plan. Nobody is counted twice.
CREATE TABLE core.payee_twice AS
SELECT mine.* FROM core.payee_written AS mine
SEMI JOIN core.payee_written AS first
    ON first.import_id = mine.import_id AND first.plan = mine.plan AND first.person_id = mine.person_id
        AND (first.from_on, first.n) < (mine.from_on, mine.n)
        AND first.from_on <= coalesce(first.to_on, 'infinity'::DATE)
        AND coalesce(first.to_on, 'infinity'::DATE) >= mine.from_on;
CREATE TABLE core.payee AS
SELECT written.* EXCLUDE (payee, n) FROM core.payee_written AS written
ANTI JOIN core.payee_twice AS twice ON twice.import_id = written.import_id AND twice.n = written.n;
CREATE SECURE VIEW scoped.payee_twice AS
SELECT * FROM core.payee_twice WHERE getvariable('sees_all_pay');
CREATE SECURE VIEW scoped.plan_assignment AS
SELECT payee.*
FROM core.payee AS payee
SEMI JOIN core.latest_plan AS latest ON latest.id = payee.plan AND latest.import_id = payee.import_id
WHERE (to_on IS NULL OR from_on <= to_on)
    AND (getvariable('sees_all_pay') OR person_id = getvariable('own_id'));

CREATE SECURE VIEW scoped.plan AS
SELECT * FROM core.latest_plan
WHERE getvariable('sees_all_pay') OR id IN (SELECT plan FROM scoped.plan_assignment);
CREATE SECURE VIEW scoped.component AS
SELECT component.* FROM pay.component
JOIN scoped.plan ON plan.id = component.plan AND plan.import_id = component.import_id;
CREATE SECURE VIEW scoped.curve AS
SELECT curve.* FROM pay.curve
JOIN scoped.plan ON plan.id = curve.plan AND plan.import_id = curve.import_id;
CREATE SECURE VIEW scoped.rate_table AS
SELECT rate_table.* FROM pay.rate_table
JOIN scoped.plan ON plan.id = rate_table.plan AND plan.import_id = rate_table.import_id;
CREATE SECURE VIEW scoped.surface AS
SELECT surface.* FROM pay.surface
JOIN scoped.plan ON plan.id = surface.plan AND plan.import_id = surface.import_id;
CREATE SECURE VIEW scoped.modifier AS
SELECT modifier.* FROM pay.modifier
JOIN scoped.plan ON plan.id = modifier.plan AND plan.import_id = modifier.import_id;
CREATE SECURE VIEW scoped.condition AS
SELECT condition.* FROM pay.condition
JOIN scoped.plan ON plan.id = condition.plan AND plan.import_id = condition.import_id;
CREATE SECURE VIEW scoped.phasing AS
SELECT phasing.* FROM pay.phasing
JOIN scoped.plan ON plan.id = phasing.plan AND plan.import_id = phasing.import_id;
