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
CREATE VIEW core.people AS
SELECT * FROM ledger.people SEMI JOIN core.live_import USING (import_id)
QUALIFY import_id = max(import_id) OVER (PARTITION BY key);
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
