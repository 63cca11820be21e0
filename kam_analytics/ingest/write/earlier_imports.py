"""Earlier imports: their list, their rejected rows, and the withdrawal of one."""

import json
from datetime import date
from pathlib import Path
from typing import Any

from kam_analytics.core.errors import UnknownImport
from kam_analytics.warehouse import mart
from kam_analytics.warehouse.sql_files import statement
from kam_analytics.warehouse.store import Connection, Store

SQL = Path(__file__).parent / "sql"

_LISTED = (
    "import_id",
    "file",
    "kind",
    "state",
    "imported_at",
    "imported_by",
    "rows_read",
    "rows_loaded",
    "rows_known",
    "rows_skipped",
    "rows_quarantined",
    "amount_total",
    "first_on",
    "last_on",
    "withdrawn_at",
    "withdrawn_by",
    "sent_by",
)


def list_imports(store: Store) -> list[dict[str, Any]]:
    """The rows of the log, the latest first."""
    with store.connect(parts=("ledger",)) as db:
        rows = db.execute(statement(SQL, "listed_imports", listed=", ".join(_LISTED))).fetchall()
    return [dict(zip(_LISTED, row, strict=True)) for row in rows]


def importer(store: Store, import_id: int) -> str:
    """The person who imported it."""
    return str(next(r["imported_by"] for r in list_imports(store) if r["import_id"] == import_id))


def figures_without(store: Store, import_id: int) -> dict[str, Any] | None:
    """Figures before and after an import is taken back; None when it is not live."""
    with store.connect() as db:
        rows = db.execute(
            statement(SQL, "live_import"),
            {"i": import_id},
        ).fetchall()
        if not rows:
            return None
        file, kind, loaded = rows[0]
        before = db.execute(statement(SQL, "totals_of_live_lines")).fetchall()[0]
        after, leaving_rows, returning = before, int(loaded), 0
        months: tuple[date, ...] = ()
        if kind in ("revenue", "fec"):
            facts = {"i": import_id}
            remaining = statement(SQL, "remaining_lines")
            totals = statement(SQL, "totals_without_import", remaining=remaining)
            counts = statement(SQL, "rows_of_withdrawal", remaining=remaining)
            after = db.execute(totals, facts).fetchall()[0]
            months = tuple(r[0] for r in db.execute(statement(SQL, "months_of_import"), facts).fetchall())
            leaving_rows, returning = (int(x) for x in db.execute(counts, facts).fetchall()[0])
    return {
        "import_id": import_id,
        "file": file,
        "kind": kind,
        "revenue_before": before[0],
        "revenue_after": after[0],
        "lines_before": before[1],
        "lines_after": after[1],
        "accounts_before": before[2],
        "accounts_after": after[2],
        "months": months,
        "rows_leaving": leaving_rows,
        "rows_returning": returning,
    }


def is_closed_on(store: Store, import_id: int) -> bool:
    """Whether a pay period was closed on the plan of an import."""
    with store.connect(parts=("pay",)) as db:
        query = statement(SQL, "closed_periods_of_plan")
        return bool(db.execute(query, [import_id]).fetchall())


def withdraw(store: Store, import_id: int, who: str) -> None:
    """Mark an import as withdrawn and derive the figures again. Raises UnknownImport."""
    store.change(("ledger",), lambda dbs: take_back(dbs["ledger"], import_id, who))


def take_back(ledger: Connection, import_id: int, who: str) -> None:
    """The same inside an open change. Raises UnknownImport."""
    kinds = ledger.execute(
        statement(SQL, "withdraw"),
        {"i": import_id, "who": who},
    ).fetchall()
    if not kinds:
        raise UnknownImport(import_id)
    if kinds[0][0] in ("revenue", "fec"):
        mart.reconsider(ledger, import_id)


def rejected_cells(store: Store, import_id: int) -> list[dict[str, Any]]:
    """The cells set aside by an import, with the mapped cells of their rows."""
    names = ("row_no", "column_name", "value", "rule", "reason_fr", "reason_en", "raw")
    with store.connect(parts=("ledger",)) as db:
        rows = db.execute(
            statement(SQL, "quarantined_cells", names=", ".join(names)),
            {"i": import_id},
        ).fetchall()
    listed_rows = [dict(zip(names, row, strict=True)) for row in rows]
    return [{**row, "raw": json.loads(row["raw"] or "{}")} for row in listed_rows]
