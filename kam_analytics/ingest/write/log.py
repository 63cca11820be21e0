"""The log of imports and the remembered mappings: queries and inserts, each on one connection."""

import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from kam_analytics.ingest.dialogue.mapping import NOT_REMEMBERED, ColumnMapping
from kam_analytics.warehouse.store import NOW, PARTS, Connection, Store


def next_import_id(ledger: Connection) -> int:
    """Numbers only grow, also after the demonstration was emptied."""
    return int(ledger.execute("SELECT coalesce(max(import_id), 0) + 1 FROM import_log").fetchall()[0][0])


def loaded_already(ledger: Connection, sha256: str, kind: str, sheet: str | None) -> int | None:
    """The live import that brought the same bytes as the same kind from the same sheet."""
    rows = ledger.execute(
        """SELECT import_id FROM import_log WHERE state = 'live' AND sha256 = $sha AND kind = $kind
           AND json_extract_string(mapping, '$.sheet') IS NOT DISTINCT FROM $sheet ORDER BY import_id LIMIT 1""",
        {"sha": sha256, "kind": kind, "sheet": sheet},
    ).fetchall()
    return int(rows[0][0]) if rows else None


def write_log(ledger: Connection, entry: Mapping[str, Any]) -> None:
    """One row of the log; the keys of `entry` are its columns."""
    columns = ", ".join(entry)
    values = ", ".join(f"${c}" for c in entry)
    ledger.execute(f"INSERT INTO import_log ({columns}, imported_at) VALUES ({values}, {NOW})", dict(entry))


def update_counts(ledger: Connection, import_id: int, facts: Mapping[str, Any]) -> None:
    """Set columns of one row of the log."""
    assignments = ", ".join(f"{c} = ${c}" for c in facts)
    ledger.execute(
        f"UPDATE import_log SET {assignments} WHERE import_id = $import_id", {**facts, "import_id": import_id}
    )


def remember(workspace: Connection, fingerprint: str, kind: str, mapping: ColumnMapping, who: str) -> None:
    """Store the mapping of these titles for the next export."""
    facts = mapping.as_json()
    facts["answers"] = {k: v for k, v in mapping.answers.items() if k not in NOT_REMEMBERED}
    workspace.execute("DELETE FROM remembered_mapping WHERE fingerprint = $f", {"f": fingerprint})
    workspace.execute(
        f"INSERT INTO remembered_mapping VALUES ($f, $kind, $mapping, {NOW}, $who)",
        {"f": fingerprint, "kind": kind, "mapping": json.dumps(facts), "who": who},
    )


def empty(dbs: Mapping[str, Connection]) -> None:
    """Delete every row of every part: the demonstration gives way to one's own data."""
    for part in PARTS:
        tables = (
            dbs[part]
            .execute(
                """SELECT table_name FROM duckdb_tables()
                WHERE NOT internal AND NOT temporary AND table_name <> 'schema_version'"""
            )
            .fetchall()
        )
        for (table,) in tables:
            dbs[part].execute(f'DELETE FROM "{table}"')


def own_imports(store: Store) -> int:
    """How many imports of one's own data the store holds."""
    if store.state().demonstration:
        return 0
    with store.connect(parts=("ledger",)) as db:
        return int(db.execute("SELECT count(*) FROM ledger.import_log WHERE state = 'live'").fetchall()[0][0])


def own_accounts(store: Store, person_ids: tuple[str, ...]) -> frozenset[str]:
    """Every name under which the accounts of these people occur: code or name, by list, assignment or line."""
    with store.connect(parts=("ledger",)) as db:
        rows = db.execute(_OWN_ACCOUNTS, {"ids": list(person_ids)}).fetchall()
    return frozenset(str(value) for row in rows for value in row if value is not None)


_OWN_ACCOUNTS = """
WITH live AS (SELECT import_id FROM ledger.import_log WHERE state = 'live'),
ids AS (SELECT unnest($ids::VARCHAR[]) AS person_id),
who AS (
    SELECT person_id AS name FROM ids
    UNION SELECT name FROM ledger.people SEMI JOIN live USING (import_id) SEMI JOIN ids USING (person_id)
    UNION SELECT login FROM ledger.people SEMI JOIN live USING (import_id) SEMI JOIN ids USING (person_id)
),
held AS (
    SELECT import_id, source_account AS code, kam AS name FROM ledger.accounts
    UNION ALL SELECT import_id, account, kam FROM ledger.assignments
    UNION ALL SELECT import_id, source_account, kam FROM ledger.line
),
own AS (SELECT DISTINCT code FROM held SEMI JOIN live USING (import_id) SEMI JOIN who USING (name)),
listed AS (SELECT source_account, account_name FROM ledger.accounts SEMI JOIN live USING (import_id))
SELECT own.code, listed.account_name, seen.account_name FROM own
LEFT JOIN listed ON listed.source_account = own.code
LEFT JOIN ledger.account_seen AS seen ON seen.source_account = own.code
"""


def last_invoice_day(store: Store) -> date | None:
    """The day of the last live invoice line."""
    with store.connect(parts=("ledger",)) as db:
        month = db.execute("SELECT max(month) FROM ledger.revenue_month").fetchall()[0][0]
        if month is None:
            return None
        query = "SELECT max(date) FROM ledger.live_line WHERE date >= $month"
        return db.execute(query, {"month": month}).fetchall()[0][0]  # type: ignore[no-any-return]
