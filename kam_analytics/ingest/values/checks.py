"""Rows that cannot be loaded: each is set aside with the cell and the rule, never dropped."""

from dataclasses import dataclass
from pathlib import Path

from kam_analytics.core.imports import Rejection
from kam_analytics.ingest.layout.layout import Layout, title_of
from kam_analytics.ingest.notation.expressions import ColumnReference
from kam_analytics.ingest.stage.cells import cell, is_missing, joined_texts
from kam_analytics.ingest.stage.mapped_table import MappedTable
from kam_analytics.ingest.stage.stage import Stage
from kam_analytics.ingest.values.typed_rows import SPREAD, mapped_titles, row_number
from kam_analytics.ingest.values.value_sql import ValueSql
from kam_analytics.language.imports.reports import REJECTIONS
from kam_analytics.warehouse.sql_files import statement

SQL = Path(__file__).parent / "sql"

MOST_REJECTIONS = 50  # rejections in the report; all of them are in the store


@dataclass(frozen=True, slots=True)
class Unread:
    """Cells of an optional column left blank because they could not be read."""

    title: str
    cells: int


def set_aside_rejected(values: ValueSql, overflow: tuple[int, ...], formulas: tuple[int, ...] = ()) -> int:
    """Create `rejected(n, column_name, value, rule, raw)` and take its rows out; returns how many rows.

    overflow: columns beyond the titles of a text file whose content sets a row aside; formulas: rows whose amount
    is a formula that was never calculated.
    """
    stage, layout = values.sheet.stage, values.sheet.layout
    stage.db.execute(statement(SQL, "rejected"))
    for name in [f.name for f in layout.kind.fields if f.required]:
        _reject(values, name, f"{name} IS NULL")
    if layout.kind.id != "revenue":
        for group in layout.kind.one_of:
            filled = [n for n in group if n in layout.nodes] or [group[0]]
            _reject(values, filled[0], " AND ".join(f"{n} IS NULL" for n in group))
    if formulas and layout.kind.money:
        money = layout.kind.money
        _reject(values, money, f"{money} IS NOT NULL AND n IN ({', '.join(map(str, formulas))})")
    if overflow:
        _reject_overlong(stage, layout, overflow)
    stage.db.execute(statement(SQL, "set_rejected_aside"))
    return int(stage.db.execute(statement(SQL, "rejected_rows")).fetchall()[0][0])


def _reject(values: ValueSql, name: str, condition: str) -> None:
    layout = values.sheet.layout
    if name in layout.nodes:
        title, text = title_of(layout.nodes[name]), values.source_text(name)
    else:
        title, text = name, "NULL::VARCHAR"
    values.sheet.stage.db.execute(
        statement(
            SQL, "reject", text=text, missing=is_missing(f"trim({text})"), raw=_as_written(layout), condition=condition
        ),
        {"title": title},
    )


def _reject_overlong(stage: Stage, layout: Layout, overflow: tuple[int, ...]) -> None:
    extra = " || ' ' || ".join(f"coalesce(c{i}, '')" for i in overflow)
    filled = " OR ".join(f"{cell(i)} IS NOT NULL" for i in overflow)
    stage.db.execute(
        statement(
            SQL, "reject_overlong", first_column=overflow[0] + 1, extra=extra, raw=_as_written(layout), filled=filled
        )
    )


def _as_written(layout: Layout) -> str:
    """Every mapped cell of a row, in the order of `raw_titles`."""
    return joined_texts([f"c{i}" for i, _ in mapped_titles(layout)])


def first_rejections(stage: Stage) -> tuple[Rejection, ...]:
    """The first rejections, as the report shows them."""
    rows = stage.db.execute(statement(SQL, "first_rejections", spread=SPREAD, most=MOST_REJECTIONS)).fetchall()
    return tuple(Rejection(row_number(int(n)), title, value, rule, REJECTIONS[rule]) for n, title, value, rule in rows)


def unread_cells(values: ValueSql) -> tuple[Unread, ...]:
    """Optional cells that hold something unreadable; they are loaded as missing, with a note in the report."""
    stage, layout = values.sheet.stage, values.sheet.layout
    tested = [
        (name, node)
        for name, node in layout.nodes.items()
        if isinstance(node, ColumnReference)
        and not layout.kind.field(name).required
        and (layout.kind.field(name).type.sql != "VARCHAR" or name in values.formats.lexicon)
        and name != "document_class"
    ]
    if not tested:
        return ()
    counts = ", ".join(f"count(*) FILTER ({name} IS NULL)" for name, _ in tested)
    absent = stage.db.execute(statement(SQL, "count_nulls", counts=counts)).fetchall()[0]
    columns = []
    for (name, node), nulls in zip(tested, absent, strict=True):
        if nulls and (cells := _unreadable(stage, name, node.index)):
            columns.append(Unread(node.title, cells))
    return tuple(columns)


def contradicts_first_rows(sheet: MappedTable, provisional: frozenset[int]) -> bool:
    """Whether a column whose format follows from its first rows holds a cell that does not read that way."""
    stage, layout = sheet.stage, sheet.layout
    fields = [
        (n, c.index) for n, c in layout.nodes.items() if isinstance(c, ColumnReference) and c.index in provisional
    ]
    if not fields:
        return False
    counts = ", ".join(f"count(*) FILTER ({name} IS NULL)" for name, _ in fields)
    absent = stage.db.execute(statement(SQL, "count_nulls", counts=counts)).fetchall()[0]
    return any(nulls and _unreadable(stage, name, index) for (name, index), nulls in zip(fields, absent, strict=True))


def _unreadable(stage: Stage, name: str, index: int) -> int:
    query = statement(SQL, "unreadable_cells", field=name, missing=is_missing(cell(index)))
    return int(stage.db.execute(query).fetchall()[0][0])


def raw_titles(layout: Layout) -> list[str]:
    """The titles of the cells that are stored as written, in order."""
    return [title for _, title in mapped_titles(layout)]
