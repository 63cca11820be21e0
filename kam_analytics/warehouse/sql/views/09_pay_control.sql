-- Pay periods, who is credited with which line in them, and what was said and decided about them.
-- Which version of a plan pays which period: the one it was closed on; for the others, the version in force.
CREATE TABLE core.pay_period AS
WITH sized AS (
    SELECT *, CASE frequency WHEN 'month' THEN 1 WHEN 'quarter' THEN 3 WHEN 'half' THEN 6 ELSE 12 END AS size
    FROM core.latest_plan
    WHERE status IN ('approved', 'locked')
),
month AS (
    SELECT id, import_id, version, size, period_start AS plan_start, period_end AS plan_end,
           unnest(generate_series(date_trunc('month', period_start), period_end, INTERVAL 1 MONTH))::DATE AS month
    FROM sized
),
due AS (
    SELECT id AS plan, import_id, version,
           greatest(min(month), plan_start) AS period_start,
           least(last_day(max(month)), plan_end) AS period_end
    FROM month
    GROUP BY id, import_id, version, plan_start, plan_end, datediff('month', plan_start, month) // size
)
SELECT plan, plan_import AS import_id, version, period_start, period_end, closed_at, closed_by, paid_at, paid_by
FROM pay.pay_period
UNION ALL
SELECT due.*, NULL, NULL, NULL, NULL
FROM due
WHERE NOT EXISTS (
    SELECT 1 FROM pay.pay_period AS done
    WHERE done.plan = due.plan AND done.period_start <= due.period_end AND due.period_start <= done.period_end
);
-- What is measured under a version: its components, then what grids read across and what conditions compare.
CREATE VIEW core.measured AS
SELECT import_id, plan, key AS component, measure, families, coalesce(key_only, false) AS key_only FROM pay.component
UNION ALL
SELECT import_id, plan, named, named, NULL, false
FROM (
    SELECT import_id, plan, other AS named FROM pay.surface
    UNION SELECT import_id, plan, measure FROM pay.condition
) AS beside
WHERE NOT EXISTS (
    SELECT 1 FROM pay.component AS part
    WHERE part.import_id = beside.import_id AND part.plan = beside.plan AND part.key = beside.named
);
CREATE SECURE VIEW scoped.pay_period AS
SELECT * FROM core.pay_period AS period
WHERE getvariable('sees_all_pay') OR EXISTS (
    SELECT 1 FROM core.payee
    WHERE payee.plan = period.plan AND payee.import_id = period.import_id AND payee.person_id = getvariable('own_id')
);
-- One row per person, period and what is measured, on the days of it that the person is on the plan.
CREATE SECURE VIEW scoped.pay_span AS
SELECT
    payee.person_id, payee.plan, payee.import_id, measured.component, measured.measure, measured.families,
    measured.key_only, period.period_start, period.period_end,
    greatest(period.period_start, payee.from_on) AS span_from,
    least(period.period_end, coalesce(payee.to_on, period.period_end)) AS span_to,
    greatest(plan.period_start, payee.from_on) AS first_on
FROM core.pay_period AS period
JOIN core.payee AS payee ON payee.plan = period.plan AND payee.import_id = period.import_id
JOIN core.measured AS measured ON measured.plan = period.plan AND measured.import_id = period.import_id
JOIN pay.plan AS plan ON plan.id = period.plan AND plan.import_id = period.import_id
WHERE payee.from_on <= period.period_end AND coalesce(payee.to_on, period.period_end) >= period.period_start
    AND (getvariable('sees_all_pay') OR payee.person_id = getvariable('own_id'));
CREATE SECURE VIEW scoped.absence AS
SELECT coalesce(label.person_id, payee) AS person_id, absence.* EXCLUDE (payee)
FROM pay.absence AS absence
LEFT JOIN core.person_label AS label ON label.label = fold(absence.payee)
WHERE getvariable('sees_all_pay') OR coalesce(label.person_id, payee) = getvariable('own_id');

CREATE MACRO scoped.counts_family(families, family) AS
families IS NULL OR coalesce(list_contains(list_transform(string_split(families, ';'), lambda f: fold(f)), fold(family)), false);
-- One row per line, person and component that counts it between two days; `value` in the unit of the measure, at the
-- person's share.
CREATE MACRO scoped.paid_line(from_on, to_on) AS TABLE
WITH day_counted AS (SELECT * FROM scoped.counted('scoped.line', 'scoped.dated_line', from_on, to_on)),
counted AS (
    SELECT
        span.plan, span.period_start, span.period_end, span.person_id AS earner, span.component, span.measure,
        span.families, span.key_only,
        sale.import_id, sale.row_no, sale.source_account, sale.product_family, sale.share, sale.reason, sale.counted_on,
        sale.is_new,
        CASE span.measure
            WHEN 'margin' THEN sale.margin WHEN 'quantity' THEN sale.quantity ELSE sale.amount END AS value
    FROM scoped.pay_span AS span
    JOIN scoped.credited_of('day_counted') AS sale
        ON sale.payee = span.person_id AND sale.is_cash = (span.measure = 'cash')
        AND sale.counted_on BETWEEN span.span_from AND span.span_to
    WHERE span.measure IN ('revenue', 'margin', 'quantity', 'cash', 'new_business')
)
SELECT * EXCLUDE (families, key_only, product_family, is_new)
FROM counted
WHERE value IS NOT NULL
    AND scoped.counts_family(families, product_family)
    AND (measure <> 'new_business' OR is_new)
    AND (NOT key_only OR (source_account, period_start) IN (
        SELECT (key.account_id, period.period_start)
        FROM core.key_status AS key
        JOIN core.pay_period AS period ON period.period_start BETWEEN key.from_on AND key.to_on
    ));

CREATE SECURE VIEW scoped.pay_statement AS
SELECT * FROM pay.pay_statement WHERE getvariable('sees_all_pay') OR person_id = getvariable('own_id');
CREATE SECURE VIEW scoped.pay_credit AS
SELECT * FROM pay.pay_credit WHERE getvariable('sees_all_pay') OR person_id = getvariable('own_id');
-- The same with their invoices, also those that were withdrawn since.
CREATE SECURE VIEW scoped.kept_line AS
SELECT kept.*, sale.source_account, sale.account_name, sale.date, sale.invoice_no, sale.product
FROM scoped.pay_credit AS kept
JOIN ledger.line AS sale USING (import_id, row_no);
CREATE SECURE VIEW scoped.pay_override AS
SELECT * FROM pay.pay_override WHERE getvariable('sees_all_pay') OR person_id = getvariable('own_id');
CREATE SECURE VIEW scoped.pay_question AS
SELECT * FROM pay.pay_question WHERE getvariable('sees_all_pay') OR person_id = getvariable('own_id');
-- Every version of the plans, to who may see all pay; a person's own statements name the version they rest on.
CREATE SECURE VIEW scoped.plan_version AS
SELECT * FROM core.plan_version WHERE getvariable('sees_all_pay');
-- What the computation of a period reads of the version that pays it; who may see all pay also reads the other ones.
CREATE SECURE VIEW scoped.payee_of_period AS
SELECT payee.* FROM core.payee AS payee
WHERE EXISTS (SELECT 1 FROM core.pay_period AS p WHERE p.plan = payee.plan AND p.import_id = payee.import_id)
    AND (payee.to_on IS NULL OR payee.from_on <= payee.to_on)
    AND (getvariable('sees_all_pay') OR payee.person_id = getvariable('own_id'));
CREATE SECURE VIEW scoped.plan_sheet_row AS
WITH used AS (
    SELECT plan, import_id FROM scoped.pay_period
    UNION SELECT id, import_id FROM scoped.plan_version
)
SELECT 'plan' AS sheet, used.plan, used.import_id, part.rowid AS n, to_json(part)::VARCHAR AS row
FROM pay.plan AS part JOIN used ON used.plan = part.id AND used.import_id = part.import_id
UNION ALL SELECT 'component', used.plan, used.import_id, part.rowid, to_json(part)::VARCHAR
FROM pay.component AS part JOIN used ON used.plan = part.plan AND used.import_id = part.import_id
UNION ALL SELECT 'curve', used.plan, used.import_id, part.rowid, to_json(part)::VARCHAR
FROM pay.curve AS part JOIN used ON used.plan = part.plan AND used.import_id = part.import_id
UNION ALL SELECT 'rate_table', used.plan, used.import_id, part.rowid, to_json(part)::VARCHAR
FROM pay.rate_table AS part JOIN used ON used.plan = part.plan AND used.import_id = part.import_id
UNION ALL SELECT 'surface', used.plan, used.import_id, part.rowid, to_json(part)::VARCHAR
FROM pay.surface AS part JOIN used ON used.plan = part.plan AND used.import_id = part.import_id
UNION ALL SELECT 'modifier', used.plan, used.import_id, part.rowid, to_json(part)::VARCHAR
FROM pay.modifier AS part JOIN used ON used.plan = part.plan AND used.import_id = part.import_id
UNION ALL SELECT 'condition', used.plan, used.import_id, part.rowid, to_json(part)::VARCHAR
FROM pay.condition AS part JOIN used ON used.plan = part.plan AND used.import_id = part.import_id
UNION ALL SELECT 'phasing', used.plan, used.import_id, part.rowid, to_json(part)::VARCHAR
FROM pay.phasing AS part JOIN used ON used.plan = part.plan AND used.import_id = part.import_id
UNION ALL SELECT 'assignment', used.plan, used.import_id, part.rowid, to_json(part)::VARCHAR
FROM pay.plan_assignment AS part JOIN used ON used.plan = part.plan AND used.import_id = part.import_id
WHERE getvariable('sees_all_pay')
UNION ALL SELECT 'absence', used.plan, used.import_id, part.rowid, to_json(part)::VARCHAR
FROM pay.absence AS part JOIN used ON used.plan = part.plan AND used.import_id = part.import_id
WHERE getvariable('sees_all_pay');
-- The components that pay, of the version in force in each period.
CREATE SECURE VIEW scoped.paid_component AS
SELECT part.plan, part.import_id, part.key AS component, part.label, part.measure
FROM pay.component AS part
JOIN scoped.pay_period AS period ON period.plan = part.plan AND period.import_id = part.import_id
GROUP BY ALL;
-- The lines of each person's accounts (theirs today, or in their care on the day of the line) in one pay period, for each
-- component that counts an amount: the share that is credited, and why not all of it.
CREATE MACRO scoped.judged_line(wanted, first_day, last_day, as_of) AS TABLE
WITH span AS (
    SELECT * FROM scoped.pay_span AS pay_span
    WHERE plan = wanted AND period_start = first_day::DATE
        AND measure IN ('revenue', 'margin', 'quantity', 'cash', 'new_business')
        AND component IN (SELECT component FROM scoped.paid_component WHERE plan = wanted)
),
held AS (
    SELECT account_id, person_id, from_on, to_on FROM scoped.care
    UNION
    SELECT account_id, kam, DATE '0001-01-01', DATE '9999-12-31' FROM core.account
),
sale AS (
    SELECT import_id, row_no, source_account, invoice_no, date, paid_on, margin, product_family, amount, quantity, person_id
    FROM scoped.dated_line WHERE date BETWEEN first_day::DATE AND least(last_day::DATE, as_of::DATE)
),
mine AS (
    SELECT DISTINCT sale.*, held.person_id AS earner
    FROM sale
    JOIN held ON held.account_id = sale.source_account AND sale.date BETWEEN held.from_on AND held.to_on
    WHERE held.person_id IN (SELECT person_id FROM span)
),
named AS (SELECT DISTINCT import_id, row_no, payee AS earner, true AS is_named FROM scoped.credited_of('sale')),
paid AS (
    SELECT earner, component, import_id, row_no, least(sum(share), 1) AS share
    FROM scoped.paid_line(first_day, least(last_day::DATE, as_of::DATE))
    WHERE plan = wanted AND period_start = first_day::DATE
    GROUP BY ALL
)
SELECT span.plan, mine.* EXCLUDE (person_id, quantity), span.component, span.measure, coalesce(paid.share, 0) AS share,
       CASE
           WHEN paid.share >= 1 THEN 'credited'
           WHEN paid.share > 0 THEN 'shared'
           WHEN mine.source_account IN (SELECT account_id FROM core.own_company) THEN 'own_group'
           WHEN mine.date NOT BETWEEN span_from AND span_to THEN 'dates'
           WHEN mine.person_id <> mine.earner THEN 'other_kam'
           WHEN is_named IS NULL THEN 'other_assignment'
           WHEN measure = 'cash' AND paid_on IS NULL THEN 'unpaid'
           WHEN measure = 'cash' THEN 'paid_elsewhere'
           WHEN measure = 'margin' AND margin IS NULL THEN 'no_margin'
           ELSE 'filter'
       END AS reason
FROM mine
JOIN span ON span.person_id = mine.earner
LEFT JOIN paid
    ON paid.earner = mine.earner AND paid.component = span.component
    AND paid.import_id = mine.import_id AND paid.row_no = mine.row_no
LEFT JOIN named
    ON named.earner = mine.earner AND named.import_id = mine.import_id AND named.row_no = mine.row_no;
