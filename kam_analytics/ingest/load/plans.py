"""Writes the sheets of a pay plan workbook."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from kam_analytics.warehouse.store import Connection


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
    pay.executemany(f"INSERT INTO {table} ({names}) VALUES ({places})", [(import_id, *row) for row in rows])
