WITH live AS (SELECT import_id FROM ledger.import_log WHERE state = 'live'),
ids AS (SELECT unnest($ids::VARCHAR[]) AS person_id),
who AS (
    SELECT person_id AS name FROM ids
    UNION SELECT name FROM ledger.people SEMI JOIN live USING (import_id) SEMI JOIN ids USING (person_id)
    UNION SELECT login FROM ledger.people SEMI JOIN live USING (import_id) SEMI JOIN ids USING (person_id)
),
assigned AS (
    SELECT import_id, source_account AS code, kam AS name FROM ledger.accounts
    UNION ALL SELECT import_id, account, kam FROM ledger.assignments
    UNION ALL SELECT import_id, source_account, kam FROM ledger.line
),
own AS (SELECT DISTINCT code FROM assigned SEMI JOIN live USING (import_id) SEMI JOIN who USING (name)),
listed AS (SELECT source_account, account_name FROM ledger.accounts SEMI JOIN live USING (import_id))
SELECT own.code, listed.account_name, named.account_name FROM own
LEFT JOIN listed ON listed.source_account = own.code
LEFT JOIN ledger.account_seen AS named ON named.source_account = own.code
