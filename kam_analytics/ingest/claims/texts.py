"""The texts of a column with the lines and amounts that each of them marks."""

from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from kam_analytics.ingest.notation.expressions import ColumnReference
from kam_analytics.ingest.stage import profile
from kam_analytics.ingest.stage.mapped_table import MappedTable
from kam_analytics.warehouse.sql_files import statement

SQL = Path(__file__).parent / "sql"

MOST = 40  # distinct texts of a column that splits the amounts


@dataclass(frozen=True, slots=True)
class MarkedAmount:
    """One text of a column, and the lines to load that carry it."""

    text: str
    rows: int
    amount: Decimal


def marked_amounts(sheet: MappedTable, column: ColumnReference) -> list[MarkedAmount]:
    """The texts of a column over the lines to load, most lines first; empty with more than `MOST` of them."""
    query = statement(SQL, "amounts_by_text", column=column.index, money=sheet.layout.kind.money or "0", most=MOST + 1)
    rows = sheet.stage.db.execute(query).fetchall()
    return [MarkedAmount(str(t), int(n), Decimal(a)) for t, n, a in rows] if len(rows) <= MOST else []


def unused_columns(sheet: MappedTable) -> list[tuple[ColumnReference, list[str]]]:
    """The titled columns that fill nothing and whose first texts are few, with these texts."""
    unused = set(sheet.layout.unused)
    columns = [ColumnReference(i, t) for i, t in sheet.titles.items() if t in unused]
    first = [(c, profile.first_texts(sheet.stage, c.index, sheet.title_row)) for c in columns]
    return [(c, texts) for c, texts in first if 0 < len(texts) <= MOST]
