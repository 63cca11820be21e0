"""Table `typed` of a FEC: its class 70 lines as revenue, or as the months of the books; every other row is left out."""

from pathlib import Path

from kam_analytics.core.kinds import KINDS, Kind
from kam_analytics.ingest.fec.columns import FecColumns
from kam_analytics.ingest.layout.layout import Layout
from kam_analytics.ingest.notation.expressions import ColumnReference
from kam_analytics.ingest.stage.cells import joined_texts, trimmed_cell
from kam_analytics.ingest.stage.stage import Stage
from kam_analytics.ingest.values.typed_rows import key
from kam_analytics.language.imports import fec as words
from kam_analytics.warehouse.sql_files import statement

SQL = Path(__file__).parent / "sql"

KIND = Kind(
    id="fec",
    label=words.KIND,
    part="ledger",
    table="line",
    fields=KINDS["revenue"].fields,
    one_of=KINDS["revenue"].one_of,
    natural_key=KINDS["revenue"].natural_key,
    money="amount",
    day="date",
)
_FROM = {
    "account_id": ("client", "account"),
    "account_name": ("client_name", "account_name"),
    "date": ("day",),
    "invoice_no": ("piece",),
    "document_class": ("account",),
    "product_family": ("account_name",),
    "paid_on": ("letter", "letter_day", "paid_day"),
}  # field → the column it is read from: the first that the file has
_QUOTED = ("account", "piece", "day", "debit", "credit", "amount", "side")  # shown with a line to correct


def as_revenue(stage: Stage, columns: FecColumns) -> Layout:
    """Create `typed` with one row for each row of the file; the fields are filled on class 70 lines only."""
    stage.db.execute(statement(SQL, "revenue_rows", key=key(KIND), aside=statement(SQL, "aside")))
    nodes = {f: _column(columns, names) for f, names in _FROM.items() if any(n in columns.position for n in names)}
    nodes["amount"] = _column(columns, columns.amounts)
    return Layout(KIND, nodes)


def as_books(stage: Stage, columns: FecColumns) -> Layout:
    """Create `typed` as months: the first class 70 line of a month carries its sum, the others are added to it."""
    kind = KINDS["books"]
    stage.db.execute(statement(SQL, "book_rows", key=key(kind), aside=statement(SQL, "aside")))
    return Layout(kind, {"month": _column(columns, ("day",)), "revenue": _column(columns, columns.amounts)})


def set_aside_rejected(stage: Stage, columns: FecColumns) -> int:
    """Create `rejected`: the unreadable cells of class 70 lines, with the accounting cells of that line only."""
    cells = {n: trimmed_cell(columns.position[n]) for n in quoted(columns)}
    raw = joined_texts(list(cells.values()))
    amounts = " || ' ' || ".join(f"coalesce({cells[n]}, '')" for n in columns.amounts)
    stage.db.execute(
        statement(SQL, "rejected", day=cells["day"], raw=raw, amounts=amounts),
        {"day": columns.title["day"], "amount": ", ".join(columns.title[n] for n in columns.amounts)},
    )
    return int(stage.db.execute(statement(SQL, "rejected_rows")).fetchall()[0][0])


def quoted(columns: FecColumns) -> tuple[str, ...]:
    """The columns stored with a line to correct: nothing that names a person."""
    return tuple(n for n in _QUOTED if n in columns.position)


def _column(columns: FecColumns, names: tuple[str, ...]) -> ColumnReference:
    first = next(n for n in names if n in columns.position)
    return ColumnReference(columns.position[first], ", ".join(columns.title[n] for n in names if n in columns.position))
