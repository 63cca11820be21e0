"""Sums over a column before its rows are typed: the figures that a question shows for each answer."""

from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path

from kam_analytics.ingest.notation import numbers as number_rules
from kam_analytics.ingest.notation.expressions import ColumnReference
from kam_analytics.ingest.stage import profile
from kam_analytics.ingest.stage.cells import number_text, trimmed_cell
from kam_analytics.ingest.stage.mapped_table import MappedTable
from kam_analytics.warehouse.sql_files import statement

SQL = Path(__file__).parent / "sql"


def number_of(sheet: MappedTable, column: ColumnReference) -> str:
    """SQL of the number in a column of `source`, as a double."""
    facts = profile.number_facts(sheet.stage, column.index, sheet.title_row)
    return f"try_cast({number_text(trimmed_cell(column.index), number_rules.style_of(facts))} AS DOUBLE)"


def total_and_median(sheet: MappedTable, columns: Sequence[ColumnReference]) -> tuple[Decimal, float]:
    """Sum of the numbers of some columns, and the largest median of their absolute values."""
    total, middle = Decimal(0), 0.0
    for column in columns:
        query = statement(SQL, "sum_and_median", number=number_of(sheet, column), title_row=sheet.title_row)
        summed, median = sheet.stage.db.execute(query).fetchall()[0]
        total, middle = total + round(Decimal(summed or 0), 2), max(middle, median or 0.0)
    return total, middle
