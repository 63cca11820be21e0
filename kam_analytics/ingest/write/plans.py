"""Writes the sheets of a pay plan workbook, and reads approved versions back."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path

from kam_analytics.ingest.notation.folding import fold
from kam_analytics.plans.sheets import SHEETS
from kam_analytics.warehouse.sql_files import statement
from kam_analytics.warehouse.store import Connection

SQL = Path(__file__).parent / "sql"

APPROVAL = ("status", "approved_by", "approved_at")


def insert_rows(
    pay: Connection,
    table: str,
    columns: tuple[str, ...],
    rows: Sequence[tuple[str | int | Decimal | date | None, ...]],
    import_id: int,
) -> None:
    """Append rows to a table of the pay part; `columns` are names of this package, never of the file."""
    if not rows:
        return
    places = ", ".join(["?"] * (len(columns) + 1))
    names = ", ".join(("import_id", *columns))
    pay.executemany(
        statement(SQL, "insert_plan_rows", table=table, names=names, places=places), [(import_id, *row) for row in rows]
    )


def approved_rows(pay: Connection, plan_id: str, version: object, live: Sequence[int]) -> dict[str, list[str]] | None:
    """Table → rows of an approved version as `comparable` texts, sorted; None when none was approved.

    live: the imports that count; a version on which a period was closed stays fixed without its import.
    """
    imports = pay.execute(
        statement(SQL, "import_of_approved_plan"),
        {"id": plan_id, "version": version, "live": list(live)},
    ).fetchall()
    if not imports:
        return None
    rows: dict[str, list[str]] = {}
    for table, columns in SHEETS.values():
        key = "id" if table == "plan" else "plan"
        query = statement(SQL, "plan_rows", columns=", ".join(columns), table=table, key=key)
        listed = pay.execute(query, [plan_id, imports[0][0]]).fetchall()
        if listed:
            rows[table] = sorted(comparable(dict(zip(columns, row, strict=True))) for row in listed)
    return rows


def is_for_other_days(pay: Connection, plan_id: str, days: tuple[object, object], live: Sequence[int]) -> bool:
    """Whether an approved version of the plan is for other days; a new year is a new plan."""
    query = statement(SQL, "approved_for_other_days")
    facts = {"id": plan_id, "first": days[0], "last": days[1], "live": list(live)}
    return bool(pay.execute(query, facts).fetchall())


def labels(ledger: Connection) -> dict[str, str]:
    """Folded id, name or login → the one person it stands for, among the imported people."""
    query = statement(SQL, "people")
    people: dict[str, set[str]] = {}
    for person, *others in ledger.execute(query).fetchall():
        for label in (person, *others):
            if label:
                people.setdefault(fold(label), set()).add(person)
    return {label: next(iter(ids)) for label, ids in people.items() if len(ids) == 1}


def comparable(row: Mapping[str, object]) -> str:
    """A row as a text that equal rows share; status and approval are left out."""
    return repr([(name, _same(value)) for name, value in row.items() if name not in APPROVAL])


def _same(value: object) -> object:
    """Numbers without trailing zeros, at the six decimals that are stored; a missing flag is off."""
    if isinstance(value, bool):
        return value or None
    if isinstance(value, int | float | Decimal):
        return str(round(Decimal(str(value)), 6).normalize())
    return str(value) if value not in (None, "") else None
