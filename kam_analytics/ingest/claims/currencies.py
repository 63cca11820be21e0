"""The currency of every amount: in a column, in the cells, in the number format of a workbook, or in a title.

It fills the field `currency`; what is then in another currency than that of the figures is converted or asked.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import pyarrow as pa

from kam_analytics.core.kinds import Type
from kam_analytics.ingest.claims.texts import unused_columns
from kam_analytics.ingest.claims.units import captions
from kam_analytics.ingest.layout.layout import title_of
from kam_analytics.ingest.notation.expressions import ColumnReference, Node, Word, columns_of
from kam_analytics.ingest.notation.folding import fold
from kam_analytics.ingest.notation.units import cell_unit, code_of, currency_of, currency_said, format_currency
from kam_analytics.ingest.stage import profile
from kam_analytics.ingest.stage.cells import cell
from kam_analytics.ingest.stage.mapped_table import MappedTable
from kam_analytics.language.imports import claims as sentences
from kam_analytics.warehouse.money import iso, reporting_currency
from kam_analytics.warehouse.sql_files import statement

SQL = Path(__file__).parent / "sql"

MOST_MARKS = 200  # distinct texts beside the digits of a column
LEAVE = "leave"  # the answer that leaves amounts in other currencies out
_COLUMN = ("currency", "devise", "monnaie", "curr", "curr.", "dev.", "iso")
_CONVERTED = ("converted", "converti", "company currency", "devise de l'entreprise", "devise societe", "(base)")


def locate(sheet: MappedTable, written: Sequence[ColumnReference]) -> MappedTable:
    """The arranged sheet with its field `currency` filled where the file says it.

    written: the columns of amounts with a cell that holds more than a number.
    """
    layout, amount = sheet.layout, _amount(sheet)
    if "currency" not in layout.kind.names or amount is None:
        return sheet
    title = title_of(amount)
    for column in columns_of(amount):  # what stands in the cells is surer than any title
        if column in written and "currency" not in layout.nodes and (marks := _marks(sheet, column)):
            return _with_marks(sheet, column, marks)
    if _is_converted(title):
        nodes = {n: node for n, node in layout.nodes.items() if n != "currency"}
        dropped = sentences.amounts_converted(title) if len(nodes) < len(layout.nodes) else None
        return replace(sheet, layout=replace(layout, nodes=nodes)).with_notes(dropped)
    if "currency" in layout.nodes:
        return sheet
    if named := _column(sheet, title):
        return _with_currency(sheet, named)
    return _of_amounts(sheet, amount, title)


def leave_out(sheet: MappedTable) -> MappedTable:
    """Give a reason to the lines of `typed` in another currency, where that was the answer."""
    if "currency" in sheet.layout.nodes and sheet.mapping.answer("currency") == LEAVE:
        foreign = f"{iso('currency')} <> '{reporting_currency()}'"
        sheet.stage.db.execute(statement(SQL, "set_foreign_aside", foreign=foreign))
    return sheet


def _amount(sheet: MappedTable) -> Node | None:
    """Where the amounts come from; the money of a kind, or its first column of money."""
    layout = sheet.layout
    names = [layout.kind.money or "", *(f.name for f in layout.kind.fields if f.type is Type.MONEY)]
    return next((layout.nodes[n] for n in names if n in layout.nodes), None)


def _is_converted(title: str) -> bool:
    folded = fold(title)
    return any(word in folded for word in _CONVERTED) or currency_of(title) == reporting_currency()


def _column(sheet: MappedTable, title: str) -> ColumnReference | None:
    """The column whose title speaks of a currency and whose values are all currencies; that of the amount first."""
    found = [
        column
        for column, texts in unused_columns(sheet)
        if set(fold(column.title).split()) & set(_COLUMN) and all(code_of(t) for t in texts if t.strip())
    ]
    own = [c for c in found if _without_currency(c.title) == fold(title)]
    return next(iter(own or found), None)


def _without_currency(title: str) -> str:
    return " ".join(w for w in fold(title).split() if w not in (*_COLUMN, "du", "de", "of"))


def _of_amounts(sheet: MappedTable, amount: Node, title: str) -> MappedTable:
    """The currencies of the number formats, of the title, of a caption: the first that says one."""
    if formatted := _of_formats(sheet, list(columns_of(amount))):
        return formatted
    texts = [c for text in captions(sheet) if (c := currency_said(text))]
    code = currency_of(title) or next(iter(texts), None)
    return _with_currency(sheet, Word(code)) if code and code != reporting_currency() else sheet


def _marks(sheet: MappedTable, column: ColumnReference) -> dict[str, str]:
    """The texts beside the digits of a column that name a currency → its code; empty where all are reported in."""
    query = statement(SQL, "marks", cell=cell(column.index), mark=profile.SIGN, after=sheet.title_row, most=MOST_MARKS)
    texts = [str(row[0]) for row in sheet.stage.db.execute(query).fetchall()]
    codes = {t: unit[1] for t in texts if (unit := cell_unit(f"1 {t}")) and unit[1]}
    return codes if set(codes.values()) - {reporting_currency()} else {}


def _with_marks(sheet: MappedTable, column: ColumnReference, codes: Mapping[str, str]) -> MappedTable:
    """A column of codes beside the last one, out of the sight of the steps that look at what a row holds."""
    sheet.stage.dictionary("marks", "code", "VARCHAR", codes)
    added = ColumnReference(sheet.stage.width, column.title)
    sheet.stage.db.execute(
        statement(SQL, "column_of_marks", cell=cell(column.index), mark=profile.SIGN, column=added.index)
    )
    sheet.stage.replace_source("marked")
    return _with_currency(sheet, added)


def _of_formats(sheet: MappedTable, columns: list[ColumnReference]) -> MappedTable | None:
    """The currencies of the number formats of a workbook."""
    for column in columns:
        formats = sheet.table.stored.formats(column.index) if sheet.table.stored else None
        codes = [format_currency(f) if f else None for f in formats.to_pylist()] if formats is not None else []
        if set(codes) - {None, reporting_currency()}:
            rows = pa.table({"row": pa.array(range(1, len(codes) + 1)), "code": pa.array(codes, pa.string())})
            sheet.stage.db.register("formats", rows)
            added = ColumnReference(sheet.stage.width, column.title)
            sheet.stage.db.execute(statement(SQL, "column_of_formats", column=added.index))
            sheet.stage.db.unregister("formats")
            sheet.stage.replace_source("marked")
            return _with_currency(sheet, added)
    return None


def _with_currency(sheet: MappedTable, node: Node) -> MappedTable:
    layout, used = sheet.layout, {c.title for c in columns_of(node)}
    unused = tuple(t for t in layout.unused if t not in used)
    return replace(sheet, layout=replace(layout, nodes={**layout.nodes, "currency": node}, unused=unused))
