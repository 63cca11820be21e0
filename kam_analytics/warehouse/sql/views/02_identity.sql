-- Who is who in this state of the store: people, accounts, groups, key status. Small, computed once per state.
CREATE TABLE core.person_label AS
-- A name that two people bear names nobody: it could give one the pay of the other.
SELECT label, any_value(person_id) AS person_id
FROM (
    SELECT fold(person_id) AS label, person_id FROM core.people
    UNION ALL SELECT fold(name), person_id FROM core.people WHERE name IS NOT NULL
    UNION ALL SELECT fold(login), person_id FROM core.people WHERE login IS NOT NULL
)
GROUP BY label
HAVING count(DISTINCT person_id) = 1;
-- One row per name of a KAM as a file writes it; a name that no list of people knows stands for itself.
CREATE TABLE core.kam_label AS
SELECT kam, coalesce(any_value(person_label.person_id), kam) AS person_id
FROM (
    SELECT DISTINCT kam FROM ledger.revenue_month
    UNION SELECT kam FROM core.accounts
    UNION SELECT kam FROM core.assignments
    UNION SELECT who FROM core.targets
) AS labels
LEFT JOIN core.person_label ON person_label.label = fold(labels.kam)
WHERE kam IS NOT NULL
GROUP BY kam;
CREATE TABLE core.person AS
SELECT person_id, name, login, manager, start_on, end_on, working_time FROM core.people
UNION ALL
SELECT DISTINCT person_id, person_id, NULL, NULL, NULL::DATE, NULL::DATE, NULL::DOUBLE FROM core.kam_label
WHERE person_id NOT IN (SELECT person_id FROM core.people);

CREATE TABLE core.last_day AS SELECT max(last_on) AS last_day, min(first_on) AS first_day FROM ledger.account_seen;

CREATE TABLE core.code AS
SELECT source_account AS account_id FROM ledger.account_seen
UNION
SELECT source_account FROM core.accounts WHERE account_id IS NOT NULL;
-- The list of accounts, under the code that the invoices use: by code, else by name where the list has no codes.
CREATE TABLE core.listed AS
SELECT coalesce(seen.source_account, listed.source_account) AS account_code, listed.*
FROM core.accounts AS listed
LEFT JOIN ledger.account_seen AS seen
    ON listed.account_id IS NULL AND fold(seen.account_name) = fold(listed.account_name)
QUALIFY row_number() OVER (PARTITION BY account_code ORDER BY listed.import_id DESC, listed.row_no DESC) = 1;

CREATE TABLE core.account_name AS
SELECT
    code.account_id,
    coalesce(listed.account_name, seen.account_name, code.account_id) AS account_name
FROM core.code
LEFT JOIN core.listed ON listed.account_code = code.account_id
LEFT JOIN ledger.account_seen AS seen ON seen.source_account = code.account_id;

-- How other files name an account: by its code, else by a name that only one account has. Resolved once each.
CREATE TABLE core.reference AS
WITH named AS (
    SELECT fold(account_name) AS folded, any_value(account_id) AS account_id
    FROM core.account_name
    GROUP BY folded
    HAVING count(DISTINCT account_id) = 1
),
used AS (
    SELECT account AS reference FROM core.assignments
    UNION SELECT account FROM core.group_membership
    UNION SELECT parent FROM core.group_membership
    UNION SELECT parent_id FROM core.listed
    UNION SELECT account FROM core.key_accounts
    UNION SELECT who FROM core.targets WHERE scope = 'account'
    UNION SELECT account FROM core.orders
    UNION SELECT account FROM core.opportunities
    UNION SELECT account FROM core.contracts
    UNION SELECT account FROM core.interactions
    UNION SELECT account FROM core.contacts
    UNION SELECT account FROM core.incidents
    UNION SELECT account FROM core.satisfaction
)
SELECT reference, coalesce(code.account_id, named.account_id) AS account_id
FROM used
LEFT JOIN core.code ON code.account_id = reference
LEFT JOIN named ON named.folded = fold(reference)
WHERE coalesce(code.account_id, named.account_id) IS NOT NULL;

-- An assignment without an end and without a share ends the day before the next one of the same role begins.
CREATE TABLE core.assignment AS
SELECT ref.account_id, kam_label.person_id, from_on,
       CASE WHEN to_on IS NULL AND share IS NULL
            THEN coalesce(min(from_on) OVER (
                PARTITION BY ref.account_id, coalesce(role, '') ORDER BY from_on
                RANGE BETWEEN INTERVAL 1 DAY FOLLOWING AND UNBOUNDED FOLLOWING
            ) - INTERVAL 1 DAY, DATE '9999-12-31')::DATE
            ELSE coalesce(to_on, DATE '9999-12-31') END AS to_on,
       coalesce(share, 1) AS share, role
FROM core.assignments AS assignments
JOIN core.reference AS ref ON ref.reference = assignments.account
JOIN core.kam_label ON kam_label.kam = assignments.kam;

-- Today's group of each account: the dated membership of the last day, else the parent of the list of accounts.
CREATE TABLE core.account_group AS
SELECT
    name.account_id,
    coalesce(ref.account_id, membership.parent, listed.parent_id, listed.parent_name, name.account_id) AS group_id
FROM core.account_name AS name
LEFT JOIN core.listed ON listed.account_code = name.account_id
LEFT JOIN (
    SELECT r.account_id, arg_max(m.parent, m.from_on) AS parent
    FROM core.group_membership AS m
    JOIN core.reference AS r ON r.reference = m.account
    CROSS JOIN core.last_day
    WHERE m.from_on <= coalesce(last_day, current_date) AND coalesce(m.to_on, DATE '9999-12-31') >= coalesce(last_day, current_date)
    GROUP BY r.account_id
) AS membership ON membership.account_id = name.account_id
LEFT JOIN core.reference AS ref ON ref.reference = coalesce(membership.parent, listed.parent_id);

CREATE TABLE core.group_name AS
SELECT group_id, coalesce(any_value(own.account_name), any_value(listed.parent_name), group_id) AS group_name
FROM core.account_group
LEFT JOIN core.account_name AS own ON own.account_id = account_group.group_id
LEFT JOIN core.listed ON listed.account_code = account_group.account_id
GROUP BY group_id;

CREATE TABLE core.key_status AS
SELECT ref.account_id, from_on, coalesce(to_on, DATE '9999-12-31') AS to_on, reason
FROM core.key_accounts AS key_accounts
JOIN core.reference AS ref ON ref.reference = key_accounts.account;

CREATE TABLE core.account AS
SELECT
    name.account_id,
    name.account_name,
    account_group.group_id,
    group_name.group_name,
    listed.siren,
    listed.segment,
    listed.sector,
    listed.region,
    listed.country,
    listed.potential,
    listed.created_on,
    seen.first_on,
    seen.last_on,
    coalesce(assigned.person_id, listed_kam.person_id, invoiced_kam.person_id) AS kam
FROM core.account_name AS name
LEFT JOIN core.account_group USING (account_id)
LEFT JOIN core.group_name USING (group_id)
LEFT JOIN core.listed ON listed.account_code = name.account_id
LEFT JOIN ledger.account_seen AS seen ON seen.source_account = name.account_id
LEFT JOIN (
    SELECT account_id, arg_max(person_id, (share, from_on)) AS person_id
    FROM core.assignment CROSS JOIN core.last_day
    WHERE coalesce(last_day, current_date) BETWEEN from_on AND to_on
    GROUP BY account_id
) AS assigned ON assigned.account_id = name.account_id
LEFT JOIN core.kam_label AS listed_kam ON listed_kam.kam = listed.kam
LEFT JOIN (
    SELECT source_account, arg_max(kam, (month, amount)) AS kam
    FROM ledger.revenue_month WHERE kam IS NOT NULL AND source_account IS NOT NULL
    GROUP BY source_account
) AS invoiced ON invoiced.source_account = name.account_id
LEFT JOIN core.kam_label AS invoiced_kam ON invoiced_kam.kam = invoiced.kam;

-- Targets, with the person or the account they are set for.
CREATE TABLE core.target AS
SELECT targets.*, coalesce(kam_label.person_id, who) AS person_id, reference.account_id
FROM core.targets AS targets
LEFT JOIN core.kam_label ON kam_label.kam = targets.who
LEFT JOIN core.reference ON targets.scope = 'account' AND reference.reference = targets.who;
