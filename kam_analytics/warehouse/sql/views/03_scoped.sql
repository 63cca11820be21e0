-- The only door to the data: metrics read `scoped`, never what is behind it.
-- A cursor that has not announced its viewer sees no rows (NULL is not TRUE).
CREATE VIEW scoped.account AS
SELECT * FROM core.account
WHERE getvariable('sees_all') OR list_contains(getvariable('person_ids'), kam);

CREATE VIEW scoped.kam_label AS
SELECT * FROM core.kam_label
WHERE getvariable('sees_all') OR list_contains(getvariable('person_ids'), person_id);

CREATE VIEW scoped.person AS
SELECT * FROM core.person
WHERE getvariable('sees_all') OR list_contains(getvariable('person_ids'), person_id);

CREATE VIEW scoped.month AS
SELECT revenue_month.*, kam_label.person_id
FROM ledger.revenue_month
LEFT JOIN core.kam_label USING (kam)
WHERE getvariable('sees_all')
    OR source_account IN (SELECT account_id FROM scoped.account)
    OR list_contains(getvariable('person_ids'), kam_label.person_id);

CREATE VIEW scoped.line AS
SELECT line.* EXCLUDE (raw, key, occurrence), kam_label.person_id
FROM ledger.live_line AS line
LEFT JOIN core.kam_label USING (kam)
WHERE getvariable('sees_all')
    OR source_account IN (SELECT account_id FROM scoped.account)
    OR list_contains(getvariable('person_ids'), kam_label.person_id)
    OR EXISTS (  -- what the viewer is credited with by a dated assignment, on accounts that are others' today
        SELECT 1 FROM core.assignment AS own
        WHERE own.account_id = line.source_account
            AND line.date BETWEEN own.from_on AND own.to_on
            AND list_contains(getvariable('person_ids'), own.person_id)
    );

-- Revenue of any period: whole months from the months, edge days from the lines.
CREATE MACRO scoped.revenue(from_on, to_on) AS TABLE
WITH span AS (
    SELECT
        CASE WHEN day(from_on::DATE) = 1 THEN from_on::DATE
             ELSE (date_trunc('month', from_on::DATE) + INTERVAL 1 MONTH)::DATE END AS first_whole,
        date_trunc('month', to_on::DATE + 1)::DATE AS after_whole
)
SELECT source_account AS account_id, month, product_family, person_id, currency, document_class,
       amount, margin, margin_amount, quantity, lines
FROM scoped.month
WHERE month >= (SELECT first_whole FROM span) AND month < (SELECT after_whole FROM span)
UNION ALL
SELECT source_account, date_trunc('month', date)::DATE, product_family, person_id, currency, document_class,
       amount, margin, CASE WHEN margin IS NOT NULL THEN amount ELSE 0 END, quantity, 1
FROM scoped.line
WHERE date BETWEEN from_on::DATE AND to_on::DATE
    AND (date < (SELECT first_whole FROM span)
         OR date >= (SELECT greatest(first_whole, after_whole) FROM span));

CREATE VIEW scoped.key_status AS SELECT * FROM core.key_status SEMI JOIN scoped.account USING (account_id);
CREATE VIEW scoped.target AS
SELECT * EXCLUDE (raw, key, occurrence)
FROM core.target
WHERE getvariable('sees_all')
    OR (scope = 'kam' AND list_contains(getvariable('person_ids'), person_id))
    OR (scope = 'account' AND account_id IN (SELECT account_id FROM scoped.account));
CREATE VIEW scoped.assignment AS
SELECT * FROM core.assignment
WHERE account_id IN (SELECT account_id FROM scoped.account)
    OR list_contains(getvariable('person_ids'), person_id);
CREATE VIEW scoped.books AS SELECT * FROM core.books WHERE getvariable('sees_all');
CREATE VIEW scoped.import_log AS SELECT * FROM ledger.import_log WHERE getvariable('sees_all');
CREATE VIEW scoped.freshness AS
SELECT last_day, first_day, (SELECT max(imported_at) FROM core.live_import) AS imported_at FROM core.last_day
WHERE getvariable('sees_all') OR len(getvariable('person_ids')) > 0;

-- What surrounds an account, under the code that the invoices use.
CREATE VIEW scoped.import_file AS
SELECT import_id, file FROM core.live_import
WHERE getvariable('sees_all') OR len(getvariable('person_ids')) > 0;
CREATE VIEW scoped.contract AS
SELECT ref.account_id, contracts.* EXCLUDE (raw, key, occurrence)
FROM core.contracts AS contracts
JOIN core.reference AS ref ON ref.reference = contracts.account
SEMI JOIN scoped.account AS visible ON visible.account_id = ref.account_id;
CREATE VIEW scoped.opportunity AS
SELECT ref.account_id, opportunities.* EXCLUDE (raw, key, occurrence)
FROM core.opportunities AS opportunities
JOIN core.reference AS ref ON ref.reference = opportunities.account
SEMI JOIN scoped.account AS visible ON visible.account_id = ref.account_id;
CREATE VIEW scoped.interaction AS
SELECT ref.account_id, interactions.* EXCLUDE (raw, key, occurrence)
FROM core.interactions AS interactions
JOIN core.reference AS ref ON ref.reference = interactions.account
SEMI JOIN scoped.account AS visible ON visible.account_id = ref.account_id;
