"""The unit of the amounts: k€, M€ or milliers in a title, in a caption above or below the table, or in the cells.

A unit that a title or a caption states is applied and said. It is asked where it cannot be checked against a total
(targets), where another statement contradicts it, or where it makes the amounts of single lines enormous.
"""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

from kam_analytics.core.kinds import Type
from kam_analytics.ingest.layout.layout import title_of
from kam_analytics.ingest.notation.expressions import ColumnReference, columns_of
from kam_analytics.ingest.notation.folding import trimmed
from kam_analytics.ingest.notation.units import cell_unit, currency_of, unit_of
from kam_analytics.ingest.stage.mapped_table import MappedTable
from kam_analytics.ingest.values.column_sums import total_and_median
from kam_analytics.language.imports import claims as words
from kam_analytics.warehouse.sql_files import statement

SQL = Path(__file__).parent / "sql"

ENORMOUS = 10_000_000  # of a middling line: more likely the unit is wrong
FOOT = 5  # rows at the end in which a caption may stand
FEW = 2  # cells of a row that may be a caption
MOST_TEXTS = 100_000
ASKED_KINDS = ("targets",)  # no total in the store tells whether a target in thousands was read right


def applied(sheet: MappedTable) -> MappedTable:
    """The sheet with the factor by which the amounts of each field are multiplied, and a note; or the question."""
    layout, answer = sheet.layout, sheet.mapping.answer("unit")
    stated = {} if layout.units else _stated(sheet)
    if not stated:
        return sheet
    if answer is not None:
        units = dict.fromkeys(stated, Decimal(answer)) if answer.isdigit() and answer != "1" else {}
        return replace(sheet, layout=replace(layout, units=units))
    factor, source = stated.get(layout.kind.money or "") or next(iter(stated.values()))
    columns = _columns(sheet, layout.kind.money or next(iter(stated)))
    total, median = total_and_median(sheet, columns)
    doubtful = source == sheet.opened.file or any(_contradicts(sheet, n, s) for n, (_, s) in stated.items())
    if layout.kind.id in ASKED_KINDS or doubtful or median * float(factor) > ENORMOUS:
        return replace(sheet, questions=(*sheet.questions, words.which_unit(source, factor, total)))
    notes = {s: words.unit_applied(s, f) for f, s in stated.values()}
    units = {name: f for name, (f, _) in stated.items()}
    return replace(sheet, layout=replace(layout, units=units)).with_notes(*notes.values())


def captions(sheet: MappedTable) -> list[str]:
    """The texts that stand alone above the titles and below the lines, and the name of the sheet."""
    rows = [*sheet.stage.between(0, sheet.title_row - 1), *sheet.stage.tail(FOOT)]
    texts = [[t for c in cells if (t := trimmed(c))] for _, cells in rows]
    return [*(t for row in texts if len(row) <= FEW for t in row), *([sheet.table.sheet] if sheet.table.sheet else [])]


def _stated(sheet: MappedTable) -> dict[str, tuple[Decimal, str]]:
    """Money field → the factor stated for it, and the text that states it."""
    layout, general = sheet.layout, _general(sheet)
    names = [n for n in layout.nodes if layout.kind.field(n).type is Type.MONEY]
    names += [layout.kind.money] if layout.spread and layout.kind.money else []
    stated: dict[str, tuple[Decimal, str]] = {}
    for name in names:
        titles = [c.title for c in _columns(sheet, name)]
        own = next(((f, t) for t in titles if (f := unit_of(t))), None)
        if own or general:
            stated[name] = own or general  # type: ignore[assignment]
    return stated


def _general(sheet: MappedTable) -> tuple[Decimal, str] | None:
    """The unit of every amount of the file, and the text that states it."""
    corner = [t for t in sheet.header.labels if sheet.layout.spread]
    texts = [*captions(sheet), *corner, sheet.opened.file]
    return next(((factor, text) for text in texts if (factor := unit_of(text))), None)


def _contradicts(sheet: MappedTable, name: str, source: str) -> bool:
    """Whether a caption gives a unit, and the title of a column a currency without one."""
    node = sheet.layout.nodes.get(name)
    title = title_of(node) if node is not None else ""
    return bool(title) and source not in title and unit_of(title) is None and currency_of(title) is not None


def _columns(sheet: MappedTable, name: str) -> Sequence[ColumnReference]:
    node = sheet.layout.nodes.get(name)
    return tuple(columns_of(node)) if node is not None else sheet.layout.spread


def write_out(sheet: MappedTable, columns: Sequence[ColumnReference]) -> MappedTable:
    """Write `120,5 k€` as 120,5e3 where every cell of a column says its unit; elsewhere such cells are to correct.

    columns: those with a cell that holds more than a number.
    """
    layout, after, notes = sheet.layout, sheet.title_row, []
    for name, node in layout.nodes.items():
        money = layout.kind.field(name).type is Type.MONEY
        if not money or not isinstance(node, ColumnReference) or node not in columns:
            continue
        query = statement(SQL, "cells_with_letters", column=node.index, after=after)
        if not sheet.stage.db.execute(query).fetchall()[0][0]:
            continue
        query = statement(SQL, "texts_of_column", column=node.index, after=after, most=MOST_TEXTS)
        cells = {str(t): cell_unit(str(t)) for (t,) in sheet.stage.db.execute(query).fetchall()}
        scaled = {t: f"{c[2]}e{len(str(c[0])) - 1}" for t, c in cells.items() if c and c[0]}
        silent = [t for t, c in cells.items() if c is None or (c[0] is None and c[1] is None)]
        if scaled and not silent:
            sheet.stage.dictionary("units_in_cells", "value", "VARCHAR", {t: _signed(t, n) for t, n in scaled.items()})
            sheet.stage.db.execute(statement(SQL, "cells_written_out", column=node.index))
            sheet.stage.replace_source("scaled")
            notes.append(words.units_in_cells(node.title, next(iter(scaled))))
    return sheet.with_notes(*notes)


def _signed(text: str, number: str) -> str:
    return f"-{number}" if text.strip().startswith(("-", "(", "−")) or text.strip().endswith("-") else number
