-- Who is credited with a line: its own KAM, else the assignments of that day, else the account's KAM; overlays on top.
CREATE MACRO scoped.credited_line(from_on, to_on) AS TABLE
SELECT line.person_id, line.source_account AS account_id, 1::DOUBLE AS share, 'line' AS reason,
       date, invoice_no, line_no, product, document_class, amount, margin, import_id, row_no
FROM scoped.line
WHERE date BETWEEN from_on::DATE AND to_on::DATE AND line.person_id IS NOT NULL
UNION ALL
SELECT assignment.person_id, line.source_account, assignment.share, 'assignment',
       date, invoice_no, line_no, product, document_class,
       line.amount * assignment.share, line.margin * assignment.share, import_id, row_no
FROM scoped.line
JOIN scoped.assignment ON assignment.account_id = line.source_account AND line.date BETWEEN assignment.from_on AND assignment.to_on
WHERE date BETWEEN from_on::DATE AND to_on::DATE
    AND (line.person_id IS NULL OR coalesce(fold(assignment.role), '') = 'overlay')
UNION ALL
SELECT account.kam, line.source_account, 1, 'account',
       date, invoice_no, line_no, product, document_class, amount, margin, import_id, row_no
FROM scoped.line
JOIN scoped.account ON account.account_id = line.source_account
WHERE date BETWEEN from_on::DATE AND to_on::DATE AND line.person_id IS NULL
    AND NOT EXISTS (
        SELECT 1 FROM scoped.assignment
        WHERE assignment.account_id = line.source_account
            AND line.date BETWEEN assignment.from_on AND assignment.to_on
            AND coalesce(fold(assignment.role), '') <> 'overlay'
    );

-- The same by month, for seasons: an account counts all month for who looks after it on the last day.
CREATE VIEW scoped.credited_month AS
SELECT month.person_id, month.month, month.amount, month.margin
FROM scoped.month WHERE month.person_id IS NOT NULL
UNION ALL
SELECT coalesce(assignment.person_id, account.kam), month.month,
       month.amount * coalesce(assignment.share, 1), month.margin * coalesce(assignment.share, 1)
FROM scoped.month
LEFT JOIN scoped.assignment ON assignment.account_id = month.source_account
    AND last_day(month.month) BETWEEN assignment.from_on AND assignment.to_on
    AND coalesce(fold(assignment.role), '') <> 'overlay'
LEFT JOIN scoped.account ON account.account_id = month.source_account
WHERE month.person_id IS NULL;

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
