"""The log of imports and the remembered mappings: queries and inserts, each on one connection."""

import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from kam_analytics.ingest.dialogue.mapping import NOT_REMEMBERED, ColumnMapping
from kam_analytics.warehouse.sql_files import statement
from kam_analytics.warehouse.store import PARTS, Connection, Store

SQL = Path(__file__).parent / "sql"


def next_import_id(ledger: Connection) -> int:
    """The next number; numbers only grow, also after the demonstration is removed."""
    return int(ledger.execute(statement(SQL, "next_import_id")).fetchall()[0][0])


def live_imports(ledger: Connection) -> list[int]:
    """The imports that count."""
    return [int(row[0]) for row in ledger.execute(statement(SQL, "live_imports")).fetchall()]


def find_same_file(ledger: Connection, sha256: str, kind: str, sheet: str | None) -> int | None:
    """The live import that brought the same bytes as the same kind from the same sheet."""
    rows = ledger.execute(
        statement(SQL, "same_file"),
        {"sha": sha256, "kind": kind, "sheet": sheet},
    ).fetchall()
    return int(rows[0][0]) if rows else None


def write_log(ledger: Connection, entry: Mapping[str, Any]) -> None:
    """One row of the log; the keys of `entry` are its columns."""
    columns = ", ".join(entry)
    values = ", ".join(f"${c}" for c in entry)
    ledger.execute(statement(SQL, "insert_log", columns=columns, values=values), dict(entry))


def update_counts(ledger: Connection, import_id: int, facts: Mapping[str, Any]) -> None:
    """Set columns of one row of the log."""
    assignments = ", ".join(f"{c} = ${c}" for c in facts)
    ledger.execute(statement(SQL, "update_log", assignments=assignments), {**facts, "import_id": import_id})


def remember(workspace: Connection, fingerprint: str, kind: str, mapping: ColumnMapping, who: str) -> None:
    """Store the mapping of these titles for the next export."""
    facts = mapping.as_json()
    facts["answers"] = {k: v for k, v in mapping.answers.items() if k not in NOT_REMEMBERED}
    workspace.execute(statement(SQL, "forget_mapping"), {"f": fingerprint})
    workspace.execute(
        statement(SQL, "remember_mapping"),
        {"f": fingerprint, "kind": kind, "mapping": json.dumps(facts), "who": who},
    )


def delete_all_rows(dbs: Mapping[str, Connection]) -> None:
    """Delete every row of every part, to replace the demonstration by own data."""
    for part in PARTS:
        tables = dbs[part].execute(statement(SQL, "tables")).fetchall()
        for (table,) in tables:
            dbs[part].execute(statement(SQL, "empty_table", table=table))


def count_own_imports(store: Store) -> int:
    """How many imports of one's own data the store holds."""
    if store.state().demonstration:
        return 0
    with store.connect(parts=("ledger",)) as db:
        return int(db.execute(statement(SQL, "count_live_imports")).fetchall()[0][0])


def own_accounts(store: Store, person_ids: tuple[str, ...]) -> frozenset[str]:
    """Every name under which the accounts of these people occur: code or name, by list, assignment or line."""
    with store.connect(parts=("ledger",)) as db:
        rows = db.execute(statement(SQL, "own_accounts"), {"ids": list(person_ids)}).fetchall()
    return frozenset(str(value) for row in rows for value in row if value is not None)


def last_invoice_day(store: Store) -> date | None:
    """The day of the last live invoice line."""
    with store.connect(parts=("ledger",)) as db:
        month = db.execute(statement(SQL, "last_month")).fetchall()[0][0]
        if month is None:
            return None
        query = statement(SQL, "last_day_of_month")
        return db.execute(query, {"month": month}).fetchall()[0][0]  # type: ignore[no-any-return]
