-- The rows that count of each kind of file: of live imports, the latest one for each fact.
CREATE SCHEMA core;
CREATE SCHEMA scoped;
CREATE MACRO fold(label) AS lower(strip_accents(trim(regexp_replace(label, '\s+', ' ', 'g'))));
CREATE TABLE core.live_import AS
SELECT import_id, kind, imported_at, file FROM ledger.import_log WHERE state = 'live';

CREATE VIEW core.accounts AS
SELECT * FROM ledger.accounts SEMI JOIN core.live_import USING (import_id)
QUALIFY import_id = max(import_id) OVER (PARTITION BY key);
CREATE VIEW core.assignments AS
SELECT * FROM ledger.assignments SEMI JOIN core.live_import USING (import_id)
QUALIFY import_id = max(import_id) OVER (PARTITION BY key);
CREATE VIEW core.group_membership AS
SELECT * FROM ledger.group_membership SEMI JOIN core.live_import USING (import_id)
QUALIFY import_id = max(import_id) OVER (PARTITION BY key);
CREATE VIEW core.key_accounts AS
SELECT * FROM workspace.key_accounts SEMI JOIN core.live_import USING (import_id)
QUALIFY import_id = max(import_id) OVER (PARTITION BY key);
-- Files of people drop leavers: a day of departure that somebody confirmed holds until a later file names the person.
CREATE VIEW core.people AS
SELECT people.* REPLACE (coalesce(decided.end_on, people.end_on) AS end_on), decided.end_on AS decided_end_on
FROM (
    SELECT * FROM ledger.people SEMI JOIN core.live_import USING (import_id)
    QUALIFY import_id = max(import_id) OVER (PARTITION BY key)
) AS people
LEFT JOIN workspace.person_end AS decided
    ON decided.person_id = people.person_id AND decided.import_id = people.import_id AND decided.undone_at IS NULL;
CREATE VIEW core.targets AS
SELECT * FROM ledger.targets SEMI JOIN core.live_import USING (import_id)
QUALIFY import_id = max(import_id) OVER (PARTITION BY key);
CREATE VIEW core.books AS
SELECT * FROM ledger.books SEMI JOIN core.live_import USING (import_id)
QUALIFY import_id = max(import_id) OVER (PARTITION BY key);
CREATE VIEW core.orders AS
SELECT * FROM ledger.orders SEMI JOIN core.live_import USING (import_id)
QUALIFY import_id = max(import_id) OVER (PARTITION BY key);
CREATE VIEW core.opportunities AS
SELECT * FROM ledger.opportunities SEMI JOIN core.live_import USING (import_id)
QUALIFY import_id = max(import_id) OVER (PARTITION BY key);
CREATE VIEW core.contracts AS
SELECT * FROM ledger.contracts SEMI JOIN core.live_import USING (import_id)
QUALIFY import_id = max(import_id) OVER (PARTITION BY key);
CREATE VIEW core.interactions AS
SELECT * FROM ledger.interactions SEMI JOIN core.live_import USING (import_id)
QUALIFY import_id = max(import_id) OVER (PARTITION BY key, occurrence);
CREATE VIEW core.contacts AS
SELECT * FROM ledger.contacts SEMI JOIN core.live_import USING (import_id)
QUALIFY import_id = max(import_id) OVER (PARTITION BY key);
CREATE VIEW core.incidents AS
SELECT * FROM ledger.incidents SEMI JOIN core.live_import USING (import_id)
QUALIFY import_id = max(import_id) OVER (PARTITION BY key);
CREATE VIEW core.satisfaction AS
SELECT * FROM ledger.satisfaction SEMI JOIN core.live_import USING (import_id)
QUALIFY import_id = max(import_id) OVER (PARTITION BY key);
