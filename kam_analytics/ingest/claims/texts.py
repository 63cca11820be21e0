"""The texts of a column with the lines and amounts that each of them marks."""

from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from kam_analytics.core.kinds import Type
from kam_analytics.ingest.notation.expressions import ColumnReference, columns_of
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


def more_than_numbers(sheet: MappedTable) -> list[ColumnReference]:
    """The columns of amounts of which some cell holds more than digits, signs and blanks."""
    nodes = [node for name, node in sheet.layout.nodes.items() if sheet.layout.kind.field(name).type is Type.MONEY]
    columns = list(dict.fromkeys(c for node in nodes for c in columns_of(node)))
    written = profile.more_than_numbers(sheet.stage, [c.index for c in columns], sheet.title_row)
    return [c for c in columns if c.index in written]


def unused_columns(sheet: MappedTable) -> list[tuple[ColumnReference, list[str]]]:
    """The titled columns that fill nothing and whose first texts are few, with these texts."""
    unused = set(sheet.layout.unused)
    columns = [ColumnReference(i, t) for i, t in sheet.titles.items() if t in unused]
    first = profile.first_texts(sheet.stage, [c.index for c in columns], sheet.title_row)
    return [(c, first[c.index]) for c in columns if 0 < len(first[c.index]) <= MOST]
