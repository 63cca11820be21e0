"""A FEC and invoices of the same days hold the same revenue twice; the user decides which of them counts."""

from datetime import date
from pathlib import Path

from kam_analytics.core.kinds import Kind
from kam_analytics.warehouse.sql_files import statement
from kam_analytics.warehouse.store import Connection, Store

SQL = Path(__file__).parent / "sql"

_OTHER = {"fec": "revenue", "revenue": "fec"}


def same_days(ledger: Connection, import_id: int, kind: Kind) -> tuple[int, ...]:
    """The live imports of the other kind whose days meet those of the new import."""
    rows = ledger.execute(
        statement(SQL, "imports_of_same_days"),
        {"i": import_id, "other": _OTHER[kind.id]},
    ).fetchall()
    return tuple(int(row[0]) for row in rows)


def replace_by(ledger: Connection, import_id: int, import_ids: tuple[int, ...]) -> None:
    """Let the lines of FEC imports stop counting from the first to the last day of a new import, and no further.

    They come back when it is withdrawn.
    """
    ledger.execute(
        statement(SQL, "supersede_fec_lines"),
        {"i": import_id, "others": list(import_ids)},
    )


def starts_before(store: Store, day: date) -> bool:
    """Whether the store holds revenue of earlier months than the month of a day."""
    with store.connect(parts=("ledger",)) as db:
        query = statement(SQL, "count_months_before")
        return bool(db.execute(query, {"month": day.replace(day=1)}).fetchall()[0][0])
