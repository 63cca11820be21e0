-- The only door to the data: metrics read `scoped`, never what is behind it.
-- A cursor that has not announced its viewer sees no rows (NULL is not TRUE). SECURE: no condition, statistic or error of
-- a query reaches a row that the view leaves out; `stats()` of an ordinary view told the largest amount of all.
CREATE SECURE VIEW scoped.account AS
SELECT * FROM core.account
WHERE getvariable('sees_all') OR list_contains(getvariable('person_ids'), kam);

CREATE SECURE VIEW scoped.kam_label AS
SELECT * FROM core.kam_label
WHERE getvariable('sees_all') OR list_contains(getvariable('person_ids'), person_id);

CREATE SECURE VIEW scoped.person AS
SELECT * FROM core.person
WHERE getvariable('sees_all') OR list_contains(getvariable('person_ids'), person_id);

-- People whom the last file of people does not name: perhaps they left. For those who see all.
CREATE SECURE VIEW scoped.absent_person AS
SELECT people.person_id, people.name, people.login, people.import_id, people.end_on, people.decided_end_on,
       last.import_id AS last_import, last.file AS last_file, last.imported_at AS last_at
FROM core.people AS people
JOIN (SELECT * FROM core.live_import WHERE kind = 'people' ORDER BY import_id DESC LIMIT 1) AS last
    ON people.import_id < last.import_id
WHERE getvariable('sees_all');

-- Lines and months carry the account and the family that people decided they count as; nothing is rewritten.
CREATE VIEW core.month AS
SELECT
    revenue_month.* REPLACE (
        coalesce(merged.account_id, revenue_month.source_account) AS source_account,
        coalesce(family.counts_as, revenue_month.product_family) AS product_family
    ),
    kam_label.person_id
FROM money.month AS revenue_month
LEFT JOIN core.merged ON merged.code = revenue_month.source_account
LEFT JOIN core.family ON family.family = revenue_month.product_family
LEFT JOIN core.kam_label USING (kam);
CREATE VIEW core.line AS
SELECT
    live_line.* EXCLUDE (raw, key, occurrence) REPLACE (
        coalesce(merged.account_id, live_line.source_account) AS source_account,
        coalesce(family.counts_as, live_line.product_family) AS product_family
    ) RENAME (due_on AS first_due_on, paid_on AS first_paid_on),
    live_line.source_account AS code,
    live_line.product_family AS code_family,
    kam_label.person_id
FROM money.line AS live_line
LEFT JOIN core.merged ON merged.code = live_line.source_account
LEFT JOIN core.family ON family.family = live_line.product_family
LEFT JOIN core.kam_label USING (kam);

-- Invoice days say nothing of who was credited: they are of use to whoever sees the account.
CREATE VIEW core.invoice_day AS
SELECT invoiced.* REPLACE (coalesce(merged.account_id, invoiced.source_account) AS source_account)
FROM money.day AS invoiced
LEFT JOIN core.merged ON merged.code = invoiced.source_account;
CREATE SECURE VIEW scoped.invoice_day AS
SELECT * FROM core.invoice_day
SEMI JOIN scoped.account AS visible ON visible.account_id = invoice_day.source_account;

-- The months without their detail, for whatever asks of no family: summed once for each state, a few times fewer rows.
CREATE TABLE core.account_month AS
SELECT
    source_account, month, person_id, sum(amount)::DECIMAL(38,4) AS amount, sum(margin)::DECIMAL(38,4) AS margin,
    sum(margin_amount)::DECIMAL(38,4) AS margin_amount, sum(lines)::INTEGER AS lines, bool_or(amount > 0) AS sold
FROM core.month
GROUP BY source_account, month, person_id
ORDER BY month;

CREATE SECURE VIEW scoped.account_month AS
SELECT * FROM core.account_month
WHERE getvariable('sees_all')
    OR source_account IN (SELECT account_id FROM scoped.account)
    OR list_contains(getvariable('person_ids'), person_id);

CREATE SECURE VIEW scoped.month AS
SELECT * FROM core.month
WHERE getvariable('sees_all')
    OR source_account IN (SELECT account_id FROM scoped.account)
    OR list_contains(getvariable('person_ids'), person_id);

-- Two halves, one of which DuckDB drops before it reads: whoever sees all pays for none of the joins of the other.
CREATE SECURE VIEW scoped.line AS
SELECT * FROM core.line WHERE getvariable('sees_all')
UNION ALL
SELECT * FROM core.line
WHERE getvariable('sees_all') IS NOT TRUE
    AND (
        source_account IN (SELECT account_id FROM scoped.account)
        OR list_contains(getvariable('person_ids'), person_id)
        OR EXISTS (  -- what the viewer is credited with by a dated assignment, on accounts that are others' today
            SELECT 1 FROM core.assignment AS own
            WHERE own.account_id = line.source_account
                AND line.date BETWEEN own.from_on AND own.to_on
                AND list_contains(getvariable('person_ids'), own.person_id)
        )
    );

-- The same with the days on which they fall due and were paid, as the latest export told them: apart, so that whoever
-- asks for none pays for no join. Two halves again: where no export told anything later, the second one is not read.
CREATE SECURE VIEW scoped.dated_line AS
SELECT * RENAME (first_due_on AS due_on, first_paid_on AS paid_on)
FROM scoped.line
ANTI JOIN ledger.told_later USING (import_id, row_no)
UNION ALL
SELECT line.* REPLACE (told.due_on AS first_due_on, told.paid_on AS first_paid_on)
FROM scoped.line AS line
JOIN ledger.told_later AS told ON told.import_id = line.import_id AND told.row_no = line.row_no;

-- The lines of the months in which an account changes group: few, and looked up for every period.
CREATE TABLE core.split_line AS
SELECT line.source_account, split.month, date, product_family, person_id, currency, document_class, amount, margin, quantity
FROM core.line
JOIN core.split_month AS split ON split.account_id = line.source_account
    AND line.date BETWEEN split.month AND last_day(split.month);
CREATE SECURE VIEW scoped.split_line AS
SELECT * FROM core.split_line
WHERE getvariable('sees_all')
    OR source_account IN (SELECT account_id FROM scoped.account)
    OR list_contains(getvariable('person_ids'), person_id);

-- The same day of the month that many months earlier; of the last day of a month the last one, so that windows of whole
-- months hold whole months: from 30 June, three months go back to 31 March and not to the 30th.
CREATE MACRO scoped.months_before(from_day, months) AS
CASE WHEN from_day::DATE = last_day(from_day::DATE) THEN last_day((from_day::DATE - to_months(months))::DATE)
     ELSE (from_day::DATE - to_months(months))::DATE END;

-- The first month that is whole from a day on; the first day after the months that are whole up to a day.
CREATE MACRO core.first_whole(day_one) AS
CASE WHEN day(day_one::DATE) = 1 THEN day_one::DATE
     ELSE (date_trunc('month', day_one::DATE) + INTERVAL 1 MONTH)::DATE END;
CREATE MACRO core.after_whole(last_one) AS date_trunc('month', last_one::DATE + 1)::DATE;

-- Revenue of any period: whole months from the months, edge days from the lines, and so the months in which an account
-- changes group. `day` is a day on which all of the row was invoiced, as far as groups go. Bounds are expressions, not
-- a subquery: DuckDB computes them first and skips the lines and months outside.
CREATE MACRO scoped.line_of_part_month(from_on, to_on) AS TABLE
WITH part AS (
    SELECT source_account, date, product_family, person_id, currency, document_class, amount, margin, quantity
    FROM scoped.line
    WHERE date BETWEEN from_on::DATE AND to_on::DATE
        AND (date < core.first_whole(from_on) OR date >= greatest(core.first_whole(from_on), core.after_whole(to_on)))
        -- Two constants: most periods have no part of a month, and then no line is read at all.
        AND (day(from_on::DATE) > 1 OR day(to_on::DATE + 1) > 1)
    UNION ALL
    SELECT source_account, date, product_family, person_id, currency, document_class, amount, margin, quantity
    FROM scoped.split_line
    WHERE month >= core.first_whole(from_on) AND month < core.after_whole(to_on)
)
SELECT source_account AS account_id, date_trunc('month', date)::DATE AS month, date AS day, product_family, person_id,
       currency, document_class, amount, margin, CASE WHEN margin IS NOT NULL THEN amount ELSE 0 END AS margin_amount,
       quantity, 1 AS lines
FROM part;
CREATE MACRO scoped.whole_month(from_on, to_on) AS TABLE
SELECT source_account AS account_id, month, month AS day, product_family, person_id, currency, document_class,
       amount, margin, margin_amount, quantity, lines
FROM scoped.month
WHERE month >= core.first_whole(from_on) AND month < core.after_whole(to_on)
    AND NOT EXISTS (
        SELECT 1 FROM core.split_month AS split
        WHERE split.account_id = month.source_account AND split.month = month.month
    );
CREATE MACRO scoped.revenue(from_on, to_on) AS TABLE
FROM scoped.whole_month(from_on, to_on)
UNION ALL
FROM scoped.line_of_part_month(from_on, to_on);

-- The same of some families, or of all of them (NULL), without the detail that nobody asks for. `sold`: whether anything
-- was invoiced in the row, even where credit notes take it back.
CREATE MACRO scoped.revenue_of(from_on, to_on, family) AS TABLE
SELECT source_account AS account_id, month, month AS day, amount, margin, margin_amount, lines, sold
FROM scoped.account_month AS whole
WHERE family IS NULL AND month >= core.first_whole(from_on) AND month < core.after_whole(to_on)
    AND NOT EXISTS (
        SELECT 1 FROM core.split_month AS split
        WHERE split.account_id = whole.source_account AND split.month = whole.month
    )
UNION ALL
SELECT account_id, month, day, amount, margin, margin_amount, lines, amount > 0
FROM scoped.whole_month(from_on, to_on)
WHERE list_contains(family::VARCHAR[], product_family)
UNION ALL
SELECT account_id, month, day, amount, margin, margin_amount, lines, amount > 0
FROM scoped.line_of_part_month(from_on, to_on)
WHERE family IS NULL OR list_contains(family::VARCHAR[], product_family);

-- Which group an account belongs to from when to when, and the day that decides: `then`, the day of the line; `end`,
-- the last day of the period; else the last day of the data, which is today.
CREATE SECURE VIEW scoped.membership AS
SELECT membership.*, group_name.group_name
FROM core.membership
LEFT JOIN core.group_name USING (group_id)
SEMI JOIN scoped.account USING (account_id);
CREATE MACRO scoped.perimeter_day(perimeter, line_day, end_day) AS
CASE perimeter
    WHEN 'then' THEN line_day
    WHEN 'end' THEN end_day
    ELSE (SELECT coalesce(last_day, current_date) FROM core.last_day)
END;
-- Accounts and groups as numbers that read as their ids: millions of rows are handed over many times faster that way.
CREATE TYPE scoped.unit_code AS ENUM (
    SELECT account_id FROM core.account
    UNION
    SELECT group_id FROM core.membership
    ORDER BY 1
);
-- The accounts, each with what it counts for on a day: itself, or the group it belongs to.
CREATE MACRO scoped.unit(level, perimeter, as_of) AS TABLE
SELECT *, unit_id::scoped.unit_code AS unit_code
FROM (
    SELECT
        account.* EXCLUDE (group_id, group_name),
        CASE WHEN level = 'group' THEN membership.group_id ELSE account.account_id END AS unit_id,
        CASE WHEN level = 'group' THEN membership.group_name ELSE account.account_name END AS unit_name
    FROM scoped.account
    JOIN scoped.membership ON membership.account_id = account.account_id
        AND CASE WHEN perimeter = 'today' THEN (SELECT coalesce(last_day, current_date) FROM core.last_day) ELSE as_of::DATE END
            BETWEEN membership.from_on AND membership.to_on
);

CREATE SECURE VIEW scoped.key_status AS SELECT * FROM core.key_status SEMI JOIN scoped.account USING (account_id);
CREATE SECURE VIEW scoped.target AS
SELECT * EXCLUDE (raw, key, occurrence)
FROM core.target
WHERE getvariable('sees_all')
    OR (scope = 'kam' AND list_contains(getvariable('person_ids'), person_id))
    OR (scope = 'account' AND account_id IN (SELECT account_id FROM scoped.account));
CREATE SECURE VIEW scoped.assignment AS
SELECT * FROM core.assignment
WHERE account_id IN (SELECT account_id FROM scoped.account)
    OR list_contains(getvariable('person_ids'), person_id);
-- Lines of other currencies, with the rate that converted them. Rates are nobody's secret.
CREATE SECURE VIEW scoped.foreign_line AS
SELECT line.source_account, line.date, line.product_family, line.amount, other.code, rate.rate
FROM scoped.line
JOIN money.foreign_text AS other USING (currency)
JOIN money.rate AS rate ON rate.code = other.code AND rate.date = line.date;
CREATE SECURE VIEW scoped.rate AS SELECT * FROM money.rate;
-- Lines in a currency without a rate at their day: in no figure, counted beside them.
CREATE SECURE VIEW scoped.waiting AS
SELECT waiting.code, waiting.date, waiting.amount
FROM money.waiting AS waiting
LEFT JOIN core.merged ON merged.code = waiting.source_account
LEFT JOIN core.kam_label USING (kam)
WHERE getvariable('sees_all')
    OR coalesce(merged.account_id, waiting.source_account) IN (SELECT account_id FROM scoped.account)
    OR list_contains(getvariable('person_ids'), kam_label.person_id);
CREATE SECURE VIEW scoped.books AS SELECT * FROM core.books WHERE getvariable('sees_all');
CREATE SECURE VIEW scoped.book_reason AS SELECT * FROM workspace.book_reason WHERE getvariable('sees_all');
CREATE SECURE VIEW scoped.import_log AS SELECT * FROM ledger.import_log WHERE getvariable('sees_all');
CREATE SECURE VIEW scoped.freshness AS
SELECT last_day, first_day, (SELECT max(imported_at) FROM core.live_import) AS imported_at FROM core.last_day
WHERE getvariable('sees_all') OR len(getvariable('person_ids')) > 0;

-- What surrounds an account, under the code that the invoices use.
CREATE SECURE VIEW scoped.import_file AS
SELECT import_id, file FROM core.live_import
WHERE getvariable('sees_all') OR len(getvariable('person_ids')) > 0;
CREATE SECURE VIEW scoped.contract AS
SELECT ref.account_id, contracts.* EXCLUDE (raw, key, occurrence)
FROM core.contracts AS contracts
JOIN core.reference AS ref ON ref.reference = contracts.account
SEMI JOIN scoped.account AS visible ON visible.account_id = ref.account_id;
CREATE SECURE VIEW scoped.opportunity AS
SELECT ref.account_id, opportunities.* EXCLUDE (raw, key, occurrence)
FROM core.opportunities AS opportunities
JOIN core.reference AS ref ON ref.reference = opportunities.account
SEMI JOIN scoped.account AS visible ON visible.account_id = ref.account_id;
CREATE SECURE VIEW scoped.interaction AS
SELECT ref.account_id, interactions.* EXCLUDE (raw, key, occurrence)
FROM core.interactions AS interactions
JOIN core.reference AS ref ON ref.reference = interactions.account
SEMI JOIN scoped.account AS visible ON visible.account_id = ref.account_id;
CREATE SECURE VIEW scoped.contact AS
SELECT ref.account_id, contacts.* EXCLUDE (raw, key, occurrence)
FROM core.contacts AS contacts
JOIN core.reference AS ref ON ref.reference = contacts.account
SEMI JOIN scoped.account AS visible ON visible.account_id = ref.account_id;
-- `pending`: what remains of an order where its file tells it, at most the order; else all of it.
CREATE SECURE VIEW scoped.customer_order AS
SELECT
    ref.account_id,
    orders.* EXCLUDE (raw, key, occurrence),
    least(coalesce(open_amount, amount), amount) AS pending
FROM core.orders AS orders
JOIN core.reference AS ref ON ref.reference = orders.account
SEMI JOIN scoped.account AS visible ON visible.account_id = ref.account_id;
CREATE SECURE VIEW scoped.incident AS
SELECT ref.account_id, incidents.* EXCLUDE (raw, key, occurrence)
FROM core.incidents AS incidents
JOIN core.reference AS ref ON ref.reference = incidents.account
SEMI JOIN scoped.account AS visible ON visible.account_id = ref.account_id;
CREATE SECURE VIEW scoped.satisfaction_score AS
SELECT ref.account_id, satisfaction.* EXCLUDE (raw, key, occurrence)
FROM core.satisfaction AS satisfaction
JOIN core.reference AS ref ON ref.reference = satisfaction.account
SEMI JOIN scoped.account AS visible ON visible.account_id = ref.account_id;
-- Everybody who looks or looked after an account, by name, to who sees the account today.
CREATE SECURE VIEW scoped.caretaker AS
SELECT assignment.account_id, person.name, assignment.from_on, assignment.to_on, assignment.share, assignment.role
FROM core.assignment
LEFT JOIN core.person ON person.person_id = assignment.person_id
SEMI JOIN scoped.account AS visible ON visible.account_id = assignment.account_id;
CREATE SECURE VIEW scoped.loaded_kind AS
SELECT DISTINCT kind FROM core.live_import
WHERE getvariable('sees_all') OR len(getvariable('person_ids')) > 0;
-- The lines of one account: told by its codes, so that the lines of others are passed over before they are looked up.
CREATE MACRO scoped.lines_of(wanted) AS TABLE
SELECT * FROM scoped.line
WHERE source_account = wanted
    AND (code = wanted OR code IN (SELECT merged.code FROM core.merged AS merged WHERE merged.account_id = wanted));
-- What one account bought: whole months from the months, the months of `cut`, in which a window begins or ends on some
-- other day, from the lines. One pass, however many windows are summed.
CREATE MACRO scoped.cut_months(from_on, to_on) AS list_filter(
    [
        CASE WHEN day(from_on::DATE) > 1 THEN date_trunc('month', from_on::DATE)::DATE END,
        CASE WHEN day(to_on::DATE + 1) > 1 THEN date_trunc('month', to_on::DATE)::DATE END
    ],
    lambda month: month IS NOT NULL
);
CREATE MACRO scoped.sales_of(wanted, cut) AS TABLE
SELECT month AS day, month, product_family, document_class, amount, margin, margin_amount, lines
FROM scoped.month
WHERE source_account = wanted AND NOT coalesce(list_contains(cut, month), false)
UNION ALL
SELECT date, date_trunc('month', date)::DATE, product_family, document_class, amount, margin,
       CASE WHEN margin IS NOT NULL THEN amount ELSE 0 END, 1
FROM scoped.lines_of(wanted)
WHERE date BETWEEN list_min(cut) AND last_day(list_max(cut)) AND list_contains(cut, date_trunc('month', date)::DATE);
