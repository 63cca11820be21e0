"""Recognises the example row of our own templates, which is never loaded as somebody's data."""

from pathlib import Path

from kam_analytics.ingest.layout.layout import Layout
from kam_analytics.ingest.stage.cells import literal
from kam_analytics.ingest.stage.mapped_table import MappedTable
from kam_analytics.language.imports.templates import EXAMPLE, EXAMPLE_CURRENCY, EXAMPLE_REVENUE
from kam_analytics.warehouse.sql_files import statement

SQL = Path(__file__).parent / "sql"

FIRST_ROWS = 50  # the template has it right below the titles
_NAMED = ("account", "account_id", "person_id", "who")


def set_aside(sheet: MappedTable) -> None:
    """Give the reason `example` to the rows of `typed` that a template wrote."""
    condition = _condition(sheet.layout)
    if condition:
        sheet.stage.db.execute(
            statement(SQL, "set_example_rows_aside", condition=condition),
            {"upto": sheet.title_row + FIRST_ROWS},
        )


def _condition(layout: Layout) -> str | None:
    listed = ", ".join(literal(word) for word in (EXAMPLE.fr, EXAMPLE.en))
    for name in _NAMED:
        if name in layout.nodes and name in layout.kind.names:
            return f"{name} IN ({listed})"
    if layout.kind.id == "books":
        return f"revenue = {EXAMPLE_REVENUE}::DECIMAL(18, 4)"
    if layout.kind.id == "fx_rates":
        return f"currency = {literal(EXAMPLE_CURRENCY)}"
    return None
