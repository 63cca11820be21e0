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
-- DUPONT Jean and Jean Dupont: the words of a name in one order, of names with two words or more.
CREATE MACRO name_words(label) AS CASE WHEN regexp_matches(fold(label), '[a-z][^a-z]+[a-z]')
    THEN array_to_string(list_sort(regexp_extract_all(fold(label), '[a-z0-9]+')), ' ') END;
CREATE TABLE core.person_words AS
SELECT name_words(name) AS words, any_value(person_id) AS person_id
FROM core.people WHERE name_words(name) IS NOT NULL
GROUP BY words
HAVING count(DISTINCT person_id) = 1;
-- One row per name of a KAM as a file writes it; a name that no list of people knows stands for itself, or for the
-- same words in another order as another file writes them. A file that has both orders means two people.
CREATE TABLE core.kam_label AS
WITH labels AS (
    SELECT DISTINCT kam, 1 AS source FROM ledger.revenue_month WHERE kam IS NOT NULL
    UNION SELECT kam, 2 FROM core.accounts WHERE kam IS NOT NULL
    UNION SELECT kam, 3 FROM core.assignments WHERE kam IS NOT NULL
    UNION SELECT who, 4 FROM core.targets WHERE who IS NOT NULL AND scope = 'kam'
    UNION SELECT who, 5 FROM core.targets WHERE who IS NOT NULL AND scope <> 'kam'
),
turned AS (
    SELECT name_words(kam) AS words, arg_min(kam, (source, kam)) AS person_id
    FROM labels WHERE name_words(kam) IS NOT NULL AND source < 5
    GROUP BY words
    HAVING words NOT IN (
        SELECT name_words(kam) FROM labels WHERE name_words(kam) IS NOT NULL AND source < 5
        GROUP BY name_words(kam), source HAVING count(DISTINCT fold(kam)) > 1
    )
)
SELECT
    kam,
    coalesce(
        any_value(person_label.person_id), any_value(person_words.person_id), any_value(turned.person_id), kam
    ) AS person_id,
    bool_or(source < 5) AS is_person -- a target of an account or of the company bears a name that is nobody's
FROM labels
LEFT JOIN core.person_label ON person_label.label = fold(labels.kam)
LEFT JOIN core.person_words ON person_words.words = name_words(labels.kam)
LEFT JOIN turned ON turned.words = name_words(labels.kam)
GROUP BY kam;
CREATE TABLE core.person AS
SELECT person_id, name, login, manager, start_on, end_on, working_time FROM core.people
UNION ALL
SELECT DISTINCT person_id, person_id, NULL, NULL, NULL::DATE, NULL::DATE, NULL::DOUBLE FROM core.kam_label
WHERE is_person AND person_id NOT IN (SELECT person_id FROM core.people);

-- Amounts by month, all dated the first of theirs, are true up to its end: periods then hold whole months.
CREATE TABLE core.last_day AS
SELECT
    CASE WHEN (SELECT bool_and(day(date) = 1) AND count(DISTINCT date) > 2 FROM ledger.revenue_day)
        THEN last_day(max(last_on)) ELSE max(last_on) END AS last_day,
    min(first_on) AS first_day
FROM ledger.account_seen;

-- What people decided, as far as it still holds.
CREATE VIEW core.decision AS SELECT * FROM workspace.identity_decision WHERE undone_at IS NULL;

-- Every code that an invoice or the list of accounts uses.
CREATE TABLE core.code AS
SELECT source_account AS code FROM ledger.account_seen
UNION
SELECT source_account FROM core.accounts WHERE account_id IS NOT NULL;

-- Codes, names and families that people said are one: what each of them counts as. It is the one that no decision
-- turned into another; where there are several, a code before a mere name, then the code that was opened last.
CREATE TABLE core.same AS
WITH RECURSIVE edge AS (
    SELECT kind, subject AS node, object AS other FROM core.decision WHERE verdict = 'same'
    UNION
    SELECT kind, object, subject FROM core.decision WHERE verdict = 'same'
),
reach AS (
    SELECT kind, node, node AS other FROM edge
    UNION
    SELECT reach.kind, reach.node, edge.other FROM reach JOIN edge ON edge.kind = reach.kind AND edge.node = reach.other
)
SELECT
    reach.kind,
    reach.node,
    first(reach.other ORDER BY
        code.code IS NOT NULL DESC,
        (reach.kind, reach.other) IN (SELECT (kind, subject) FROM core.decision WHERE verdict = 'same'),
        seen.first_on DESC NULLS LAST,
        reach.other
    ) AS counts_as,
    bool_or(reach.kind = 'account' AND code.code IS NOT NULL) AS has_code
FROM reach
LEFT JOIN core.code AS code ON code.code = reach.other
LEFT JOIN ledger.account_seen AS seen ON seen.source_account = reach.other
GROUP BY reach.kind, reach.node;

CREATE TABLE core.family AS SELECT node AS family, counts_as FROM core.same WHERE kind = 'family' AND node <> counts_as;
-- The codes that count as another one; few, so that every line can be looked up.
CREATE TABLE core.merged AS
SELECT code.code, same.counts_as AS account_id
FROM core.code
JOIN core.same ON same.kind = 'account' AND same.node = code.code AND same.counts_as <> code.code;
CREATE TABLE core.account_code AS
SELECT code.code, coalesce(merged.account_id, code.code) AS account_id
FROM core.code
LEFT JOIN core.merged ON merged.code = code.code;
-- Names that people gave to a code.
CREATE TABLE core.decided_name AS
SELECT fold(node) AS folded, any_value(counts_as) AS account_id
FROM core.same
WHERE kind = 'account' AND has_code AND node NOT IN (SELECT code FROM core.code)
GROUP BY folded
HAVING count(DISTINCT counts_as) = 1;

-- The list of accounts, under the code that the invoices use: by code, else by name where the list has no codes.
CREATE TABLE core.listed_code AS
SELECT
    coalesce(decided.account_id, seen.source_account, listed.source_account) AS account_code,
    listed.*
FROM core.accounts AS listed
LEFT JOIN ledger.account_seen AS seen
    ON listed.account_id IS NULL AND fold(seen.account_name) = fold(listed.account_name)
LEFT JOIN core.decided_name AS decided
    ON listed.account_id IS NULL AND seen.source_account IS NULL AND decided.folded = fold(listed.account_name)
QUALIFY row_number() OVER (PARTITION BY account_code ORDER BY listed.import_id DESC, listed.row_no DESC) = 1;

-- One row per code with the name it goes by, then one row per account: its own code speaks first.
CREATE TABLE core.code_name AS
SELECT
    codes.code,
    codes.account_id,
    coalesce(listed.account_name, seen.account_name, codes.code) AS account_name,
    codes.code = codes.account_id AS own,
    seen.first_on,
    seen.last_on
FROM core.account_code AS codes
LEFT JOIN core.listed_code AS listed ON listed.account_code = codes.code
LEFT JOIN ledger.account_seen AS seen ON seen.source_account = codes.code;
CREATE TABLE core.account_name AS
SELECT
    account_id,
    coalesce(
        any_value(account_name) FILTER (WHERE own AND account_name <> code),
        min(account_name) FILTER (WHERE account_name <> code),
        account_id
    ) AS account_name,
    min(first_on) AS first_on,
    max(last_on) AS last_on
FROM core.code_name
GROUP BY account_id;
CREATE TABLE core.listed AS
SELECT
    codes.account_id,
    arg_max(parent_id, (own, import_id)) AS parent_id,
    arg_max(parent_name, (own, import_id)) AS parent_name,
    arg_max(siren, (own, import_id)) AS siren,
    arg_max(segment, (own, import_id)) AS segment,
    arg_max(sector, (own, import_id)) AS sector,
    arg_max(region, (own, import_id)) AS region,
    arg_max(country, (own, import_id)) AS country,
    arg_max(kam, (own, import_id)) AS kam,
    arg_max(potential, (own, import_id)) AS potential,
    arg_max(turnover, (own, import_id)) AS turnover,
    min(created_on) AS created_on
FROM core.listed_code
JOIN core.code_name AS codes ON codes.code = listed_code.account_code
GROUP BY codes.account_id;

-- How other files name an account: by its code, else by a name that only one account has. Resolved once each.
CREATE TABLE core.reference AS
WITH named AS (
    SELECT fold(account_name) AS folded, any_value(account_id) AS account_id
    FROM core.code_name
    GROUP BY folded
    HAVING count(DISTINCT account_id) = 1
),
used AS (
    SELECT account AS reference FROM core.assignments
    UNION SELECT account FROM core.group_membership
    UNION SELECT parent FROM core.group_membership
    UNION SELECT parent_id FROM core.listed
    UNION SELECT object FROM core.decision WHERE kind = 'group'
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
SELECT reference, coalesce(codes.account_id, decided.account_id, named.account_id) AS account_id
FROM used
LEFT JOIN core.account_code AS codes ON codes.code = reference
LEFT JOIN core.decided_name AS decided ON decided.folded = fold(reference)
LEFT JOIN named ON named.folded = fold(reference)
WHERE coalesce(codes.account_id, decided.account_id, named.account_id) IS NOT NULL;
-- The names that other files use and that no account bears.
CREATE VIEW core.unmatched AS
SELECT used.*
FROM (
    SELECT account AS reference, 'opportunities' AS kind, import_id, amount FROM core.opportunities
    UNION ALL SELECT account, 'orders', import_id, amount FROM core.orders
    UNION ALL SELECT account, 'contracts', import_id, annual_value FROM core.contracts
    UNION ALL SELECT account, 'assignments', import_id, NULL FROM core.assignments
    UNION ALL SELECT account, 'groups', import_id, NULL FROM core.group_membership
    UNION ALL SELECT account, 'key_accounts', import_id, NULL FROM core.key_accounts
    UNION ALL SELECT who, 'targets', import_id, NULL FROM core.targets WHERE scope = 'account'
    UNION ALL SELECT account, 'interactions', import_id, NULL FROM core.interactions
    UNION ALL SELECT account, 'contacts', import_id, NULL FROM core.contacts
    UNION ALL SELECT account, 'incidents', import_id, NULL FROM core.incidents
    UNION ALL SELECT account, 'satisfaction', import_id, NULL FROM core.satisfaction
    UNION ALL SELECT account_name, 'accounts', import_id, NULL FROM core.listed_code
    WHERE account_code NOT IN (SELECT code FROM core.code)
) AS used
ANTI JOIN core.reference AS known ON known.reference = used.reference
WHERE used.reference IS NOT NULL;

-- An assignment without an end and without a share ends the day before the next one of the same role begins. Of an
-- account with several codes, the assignments of its own code come first: those of the others only fill the days
-- before they begin and after they end, so that no line is credited twice.
CREATE TABLE core.assignment AS
WITH dated AS (
    SELECT ref.account_id, kam_label.person_id, from_on,
           CASE WHEN to_on IS NULL AND share IS NULL
                THEN coalesce(min(from_on) OVER (
                    PARTITION BY coalesce(codes.code, decided.folded, ref.account_id), coalesce(role, '') ORDER BY from_on
                    RANGE BETWEEN INTERVAL 1 DAY FOLLOWING AND UNBOUNDED FOLLOWING
                ) - INTERVAL 1 DAY, DATE '9999-12-31')::DATE
                ELSE coalesce(to_on, DATE '9999-12-31') END AS to_on,
           coalesce(share, 1) AS share, role,
           coalesce(codes.code, decided.folded, ref.account_id) AS code
    FROM core.assignments AS assignments
    JOIN core.reference AS ref ON ref.reference = assignments.account
    JOIN core.kam_label ON kam_label.kam = assignments.kam
    LEFT JOIN core.account_code AS codes ON codes.code = assignments.account
    LEFT JOIN core.decided_name AS decided ON decided.folded = fold(assignments.account)
),
span AS (
    SELECT account_id, code, min(from_on) AS first_on, max(to_on) AS last_on,
           row_number() OVER (PARTITION BY account_id ORDER BY code = account_id DESC, min(from_on) DESC, code) AS rank
    FROM dated GROUP BY account_id, code
),
taken AS (
    SELECT account_id, code,
           min(first_on) OVER before AS first_on,
           max(last_on) OVER before AS last_on
    FROM span
    WINDOW before AS (PARTITION BY account_id ORDER BY rank ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)
)
SELECT account_id, person_id, from_on,
       CASE WHEN from_on < first_on THEN least(to_on, first_on - 1) ELSE to_on END AS to_on,
       share, role
FROM dated
JOIN taken USING (account_id, code)
WHERE first_on IS NULL OR from_on < first_on OR from_on > last_on;

-- A group by whatever name it goes: the account it is, else its code in the list of accounts, else its name.
CREATE MACRO siren_of(label) AS CASE
    WHEN length(regexp_replace(label, '\D', '', 'g')) IN (9, 14) AND regexp_replace(label, '\D', '', 'g') NOT SIMILAR TO '0+'
    THEN left(regexp_replace(label, '\D', '', 'g'), 9) END;
CREATE TABLE core.parent AS
WITH coded AS (
    SELECT fold(parent_name) AS folded, any_value(parent_id) AS parent_id
    FROM core.listed WHERE parent_id IS NOT NULL AND parent_name IS NOT NULL
    GROUP BY folded
    HAVING count(DISTINCT parent_id) = 1
),
used AS (
    SELECT parent AS label FROM core.group_membership
    UNION SELECT object FROM core.decision WHERE kind = 'group'
    UNION SELECT coalesce(parent_id, parent_name) FROM core.listed
)
SELECT
    label,
    coalesce(ref.account_id, coded_ref.account_id, coded.parent_id, min(label) OVER (PARTITION BY fold(label))) AS group_id
FROM used
LEFT JOIN core.reference AS ref ON ref.reference = label
LEFT JOIN coded ON coded.folded = fold(label)
LEFT JOIN core.reference AS coded_ref ON coded_ref.reference = coded.parent_id
WHERE label IS NOT NULL;

-- The group of an account without a date: the parent of the list, else that of the same legal entity, else itself.
CREATE TABLE core.undated_group AS
WITH given AS (
    SELECT name.account_id, siren_of(listed.siren) AS siren, parent.group_id
    FROM core.account_name AS name
    LEFT JOIN core.listed USING (account_id)
    LEFT JOIN core.parent ON parent.label = coalesce(listed.parent_id, listed.parent_name)
),
entity AS (
    SELECT siren, min(account_id) AS first_account, count(DISTINCT group_id) AS parents, any_value(group_id) AS group_id
    FROM given WHERE siren IS NOT NULL
    GROUP BY siren
    HAVING count(*) > 1
)
SELECT
    given.account_id,
    coalesce(given.group_id, CASE WHEN entity.parents = 1 THEN entity.group_id END, entity.first_account, given.account_id) AS group_id,
    CASE WHEN given.group_id IS NOT NULL THEN 'list' WHEN entity.siren IS NOT NULL THEN 'siren' END AS source
FROM given
LEFT JOIN entity USING (siren);

-- Memberships with dates: those of the files, and those set by hand, which win.
CREATE TABLE core.dated_membership AS
WITH given AS (
    SELECT ref.account_id, parent, from_on, to_on, false AS by_hand
    FROM core.group_membership
    JOIN core.reference AS ref ON ref.reference = group_membership.account
    UNION ALL
    SELECT codes.account_id, object, from_on, to_on, true
    FROM core.decision
    JOIN core.account_code AS codes ON codes.code = decision.subject
    WHERE kind = 'group'
)
SELECT
    given.account_id,
    parent.group_id,
    coalesce(from_on, DATE '0001-01-01') AS from_on,
    coalesce(to_on, min(from_on) OVER (
        PARTITION BY given.account_id, by_hand ORDER BY coalesce(from_on, DATE '0001-01-01')
        RANGE BETWEEN INTERVAL 1 DAY FOLLOWING AND UNBOUNDED FOLLOWING
    ) - 1, DATE '9999-12-31')::DATE AS to_on,
    by_hand
FROM given
JOIN core.parent ON parent.label = given.parent;

-- Every day of every account in exactly one group. An account with dates in a file stands alone on the other days.
CREATE TABLE core.membership AS
WITH edge AS (
    SELECT account_id, from_on AS day FROM core.dated_membership
    UNION SELECT account_id, to_on + 1 FROM core.dated_membership WHERE to_on < DATE '9999-12-31'
    UNION SELECT account_id, DATE '0001-01-01' FROM core.dated_membership
),
span AS (
    SELECT account_id, day AS from_on,
           coalesce(lead(day) OVER (PARTITION BY account_id ORDER BY day) - 1, DATE '9999-12-31')::DATE AS to_on
    FROM edge
),
filed AS (SELECT DISTINCT account_id FROM core.dated_membership WHERE NOT by_hand),
held AS (
    SELECT span.account_id, span.from_on, span.to_on,
           arg_max(dated.group_id, (by_hand, dated.from_on, dated.group_id)) AS group_id,
           bool_or(by_hand) AS by_hand
    FROM span
    LEFT JOIN core.dated_membership AS dated
        ON dated.account_id = span.account_id AND span.from_on BETWEEN dated.from_on AND dated.to_on
    GROUP BY span.account_id, span.from_on, span.to_on
)
SELECT
    held.account_id, held.from_on, held.to_on,
    CASE WHEN held.group_id IS NOT NULL THEN held.group_id
         WHEN filed.account_id IS NOT NULL THEN held.account_id
         ELSE undated.group_id END AS group_id,
    CASE WHEN held.by_hand THEN 'hand' WHEN held.group_id IS NOT NULL THEN 'groups'
         WHEN filed.account_id IS NULL THEN undated.source END AS source
FROM held
LEFT JOIN filed USING (account_id)
LEFT JOIN core.undated_group AS undated USING (account_id)
UNION ALL
SELECT account_id, DATE '0001-01-01', DATE '9999-12-31', group_id, source
FROM core.undated_group
WHERE account_id NOT IN (SELECT account_id FROM core.dated_membership);

-- Months in which an account changes group after the first day: its lines are counted one by one.
CREATE TABLE core.split_month AS
SELECT DISTINCT account_id, date_trunc('month', from_on)::DATE AS month
FROM core.membership WHERE day(from_on) > 1;

CREATE TABLE core.group_name AS
SELECT membership.group_id, coalesce(any_value(own.account_name), any_value(listed.parent_name), membership.group_id) AS group_name
FROM core.membership
LEFT JOIN core.account_name AS own ON own.account_id = membership.group_id
LEFT JOIN core.listed ON listed.account_id = membership.account_id AND listed.parent_id = membership.group_id
GROUP BY membership.group_id;

CREATE TABLE core.key_status AS
SELECT ref.account_id, from_on, coalesce(to_on, DATE '9999-12-31') AS to_on, reason
FROM core.key_accounts AS key_accounts
JOIN core.reference AS ref ON ref.reference = key_accounts.account;

-- The KAM of an account on the days that no assignment covers: of the list of accounts, else the last one on its lines.
CREATE TABLE core.kam_without_dates AS
SELECT name.account_id, coalesce(listed_kam.person_id, invoiced_kam.person_id) AS kam
FROM core.account_name AS name
LEFT JOIN core.listed ON listed.account_id = name.account_id
LEFT JOIN core.kam_label AS listed_kam ON listed_kam.kam = listed.kam
LEFT JOIN (
    SELECT codes.account_id, arg_max(kam, (month, amount)) AS kam
    FROM ledger.revenue_month
    JOIN core.account_code AS codes ON codes.code = revenue_month.source_account
    WHERE kam IS NOT NULL
    GROUP BY codes.account_id
) AS invoiced ON invoiced.account_id = name.account_id
LEFT JOIN core.kam_label AS invoiced_kam ON invoiced_kam.kam = invoiced.kam;
CREATE TABLE core.account AS
SELECT
    name.account_id,
    name.account_name,
    membership.group_id,
    group_name.group_name,
    listed.siren,
    listed.segment,
    listed.sector,
    listed.region,
    listed.country,
    listed.potential,
    listed.turnover,
    listed.created_on,
    name.first_on,
    name.last_on,
    coalesce(assigned.person_id, undated.kam) AS kam
FROM core.account_name AS name
CROSS JOIN core.last_day
LEFT JOIN core.membership ON membership.account_id = name.account_id
    AND coalesce(last_day, current_date) BETWEEN membership.from_on AND membership.to_on
LEFT JOIN core.group_name USING (group_id)
LEFT JOIN core.listed ON listed.account_id = name.account_id
LEFT JOIN (
    -- The largest share; of equal ones who looks after the account before an overlay, and always the same.
    SELECT account_id, arg_max(person_id, (share, from_on, coalesce(fold(role), '') <> 'overlay', person_id)) AS person_id
    FROM core.assignment CROSS JOIN core.last_day
    WHERE coalesce(last_day, current_date) BETWEEN from_on AND to_on
    GROUP BY account_id
) AS assigned ON assigned.account_id = name.account_id
LEFT JOIN core.kam_without_dates AS undated ON undated.account_id = name.account_id;

-- Targets, with the person or the account they are set for.
CREATE TABLE core.target AS
SELECT targets.*, coalesce(kam_label.person_id, who) AS person_id, reference.account_id
FROM core.targets AS targets
LEFT JOIN core.kam_label ON kam_label.kam = targets.who
LEFT JOIN core.reference ON targets.scope = 'account' AND reference.reference = targets.who;
