-- Who is credited with a line: its own KAM, else the assignments of its day, else the account's KAM whatever the day (an
-- assignment that begins later says nothing of the days before); overlays on top.
-- Of lines of companies of one's own group, nobody. The only place that says so, once for each account, each KAM its
-- lines name (or none) and the days it holds for: lines and months are joined to it, none is judged on its own.
CREATE TABLE core.credit AS
WITH named AS (SELECT DISTINCT source_account AS account_id, person_id AS own_kam FROM core.account_month),
held AS (SELECT account_id, from_on, to_on FROM core.primary_assignment WHERE from_on <= to_on),
edge AS (
    SELECT account_id, DATE '0001-01-01' AS day FROM core.account
    UNION SELECT account_id, to_on + 1 FROM held WHERE to_on < DATE '9999-12-31'
),
unassigned AS (
    SELECT edge.account_id, day AS from_on, coalesce(min(later.from_on) - 1, DATE '9999-12-31') AS to_on
    FROM edge
    LEFT JOIN held AS later ON later.account_id = edge.account_id AND later.from_on > day
    WHERE NOT EXISTS (
        SELECT 1 FROM held WHERE held.account_id = edge.account_id AND day BETWEEN held.from_on AND held.to_on
    )
    GROUP BY edge.account_id, day
)
SELECT rule.*, account.first_on
FROM (
    SELECT account_id, own_kam, own_kam AS payee, 1::DOUBLE AS share, 'line' AS reason,
           DATE '0001-01-01' AS from_on, DATE '9999-12-31' AS to_on
    FROM named WHERE own_kam IS NOT NULL
    UNION ALL
    SELECT account_id, NULL, person_id, share, 'assignment', from_on, to_on FROM core.primary_assignment
    UNION ALL
    SELECT account_id, NULL, kam, 1, 'account', from_on, to_on
    FROM unassigned JOIN core.kam_without_dates USING (account_id) WHERE kam IS NOT NULL
    UNION ALL
    SELECT account_id, own_kam, person_id, share, 'assignment', from_on, to_on
    FROM named JOIN core.assignment AS added USING (account_id)
    -- Whoever is credited with the line anyway is not credited with it again.
    WHERE fold(role) = 'overlay' AND own_kam IS DISTINCT FROM person_id AND NOT (own_kam IS NULL AND EXISTS (
        SELECT 1 FROM core.primary_assignment AS own
        WHERE own.account_id = added.account_id AND own.person_id = added.person_id
            AND own.from_on <= added.to_on AND added.from_on <= own.to_on
    ))
) AS rule
ANTI JOIN core.own_company USING (account_id)
LEFT JOIN core.account USING (account_id);

-- Read with the lines the viewer sees: whoever may see all pay also sees who else is credited with them.
CREATE SECURE VIEW scoped.credit AS
SELECT * FROM core.credit
WHERE getvariable('sees_all') OR getvariable('sees_all_pay')
    OR account_id IN (SELECT account_id FROM scoped.account)
    OR list_contains(getvariable('person_ids'), payee);

-- Lines, told by the name of their table, one row for each person credited with them: amounts at the person's share,
-- exact to the ten-thousandth, so that sums of them are the same whatever their order.
CREATE MACRO core.at_share(figure, share) AS (figure * share)::DECIMAL(18, 4);
CREATE MACRO scoped.credited_of(lines) AS TABLE
SELECT
    line.* REPLACE (
        core.at_share(amount, share) AS amount,
        core.at_share(margin, share) AS margin,
        core.at_share(quantity, share) AS quantity
    ),
    payee, share, reason, first_on > date - INTERVAL 1 YEAR AS is_new
FROM query_table(lines) AS line
JOIN scoped.credit AS credit
    ON credit.account_id IS NOT DISTINCT FROM line.source_account
    AND credit.own_kam IS NOT DISTINCT FROM line.person_id
    AND line.date BETWEEN credit.from_on AND credit.to_on;
-- Lines on the day they count: revenue and margin on that of the invoice, cash on the day it was collected, which only
-- `dated` knows. Bounds are expressions, so that DuckDB passes over the lines outside.
CREATE MACRO scoped.counted(lines, dated, from_on, to_on) AS TABLE
SELECT * EXCLUDE (first_due_on, first_paid_on), date AS counted_on, false AS is_cash
FROM query_table(lines) WHERE date BETWEEN from_on::DATE AND to_on::DATE
UNION ALL
SELECT * EXCLUDE (due_on, paid_on), paid_on, true
FROM query_table(dated) WHERE paid_on BETWEEN from_on::DATE AND to_on::DATE;

-- The same by month, for seasons: an account counts all month for who is credited with its last day.
CREATE SECURE VIEW scoped.credited_month AS
WITH on_last_day AS (SELECT *, last_day(month) AS date, NULL::DOUBLE AS quantity FROM scoped.account_month)
SELECT payee AS person_id, month, amount, margin FROM scoped.credited_of('on_last_day');

-- How deals ended by the stage in which an earlier export still showed them open: counts, never a name.
CREATE MACRO scoped.stage_outcomes(as_of) AS TABLE
WITH closed AS (
    SELECT opportunity_id, status FROM core.opportunities
    WHERE status IN ('won', 'lost') AND close_date <= as_of::DATE AND opportunity_id IS NOT NULL
)
SELECT stage, count(*) FILTER (closed.status = 'won') AS won, count(*) AS closed
FROM (
    SELECT DISTINCT opportunity_id, stage FROM ledger.opportunities SEMI JOIN core.live_import USING (import_id)
    WHERE coalesce(status, 'open') = 'open' AND stage IS NOT NULL
) AS seen
JOIN closed USING (opportunity_id)
WHERE getvariable('sees_all') OR len(getvariable('person_ids')) > 0
GROUP BY stage;
