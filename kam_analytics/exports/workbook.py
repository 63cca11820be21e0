"""A page as an Excel workbook: sentence, numbers, one sheet for each table and chart, definitions."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from typing import Any

import pandas as pd
from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter

from kam_analytics.answers.page.blocks import Block, Chart, Column, Details, Link, Message, Note, Number, Table
from kam_analytics.answers.page.cells import word
from kam_analytics.charts.theme import LIGHT
from kam_analytics.core.metrics import Metric
from kam_analytics.core.text import Lang, Text
from kam_analytics.core.units import Quantity, Unit
from kam_analytics.exports import words
from kam_analytics.exports.delimited import visible_columns
from kam_analytics.exports.native import native
from kam_analytics.exports.native_sheet import add_native
from kam_analytics.exports.number_formats import FORMATS
from kam_analytics.exports.sheets import put, put_head
from kam_analytics.language import shared
from kam_analytics.language.dates import day
from kam_analytics.language.typography import typeset

HEADER_ROW, WIDEST, SHEET_NAME = 3, 60, 31
_LINE = Border(bottom=Side(style="thin", color=LIGHT.grid.lstrip("#")))


@dataclass(frozen=True)
class Circumstances:
    """The context of an export: viewer, filters, as-of day, import, state of the store.

    with_pay: whether it holds the pay that the viewer sees.
    """

    page: Text
    viewer: str
    filters: tuple[tuple[Text, str], ...]
    as_of: date
    import_number: int | None
    demonstration: bool
    state: int | None = None
    with_pay: bool = False


def workbook(blocks: Sequence[Block], facts: Circumstances, lang: Lang) -> bytes:
    """The blocks of a page as the bytes of an .xlsx file.

    Amounts, shares and dates are numbers with a format; a text that starts like a formula stays a text; what is marked
    secret is left out, unless the viewer exports the pay that they see.
    """
    book = Workbook()
    shown = list(flat(blocks))
    everything = [block for block in shown if facts.with_pay or not getattr(block, "secret", False)]
    summary = book.active
    summary.title = words.SUMMARY.in_(lang)
    _summary(summary, everything, facts, lang, lacks_pay=not facts.with_pay and any(map(holds_pay, shown)))
    for block in everything:
        if isinstance(block, Table | Chart):
            _sheet_of(book, block, facts, lang)
    write_definitions(book, dict.fromkeys(b.metric for b in everything if isinstance(b, Number)), facts, lang)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def holds_pay(block: Block) -> bool:
    """Whether a block, or a column of it, is secret."""
    return getattr(block, "secret", False) or any(column.secret for column in getattr(block, "columns", {}).values())


def flat(blocks: Iterable[Block]) -> Iterator[Block]:
    """The blocks, with those of collapsed sections in their place."""
    for block in blocks:
        if isinstance(block, Details):
            yield from flat(block.blocks)
        else:
            yield block


def _summary(sheet: Any, blocks: list[Block], facts: Circumstances, lang: Lang, *, lacks_pay: bool) -> None:
    """Sentence, numbers, notes, what is withheld, and the context of the export."""
    at = mark_sheet(sheet, facts, lang)
    for block in blocks:
        if isinstance(block, Message):
            put(sheet, at, 1, typeset(block.text, lang)).font = Font(bold=block.lead, size=14 if block.lead else 11)
            at += 1
    numbers = [b for b in blocks if isinstance(b, Number)]
    if numbers:
        at = write_heads(sheet, at + 1, [words.INDICATOR, words.VALUE, words.CHANGE, words.REMARK], lang)
    for number in numbers:
        put(sheet, at, 1, typeset(number.metric.name, lang))
        for column, quantity in ((2, number.value), (3, number.change)):
            _with_unit(write_quantity(sheet, at, column, quantity), quantity, lang)
        put(sheet, at, 4, "" if number.note is None else typeset(number.note, lang))
        at += 1
    at += 1
    for block in blocks:
        if isinstance(block, Note | Link):
            put(sheet, at, 1, typeset(block.text, lang))
            at += 1
    if lacks_pay:
        put(sheet, at, 1, typeset(words.WITHOUT_PAY, lang))
        at += 1
    write_about(sheet, at + 1, facts, lang)
    for letter, width in zip("ABCD", (WIDEST, 18, 18, WIDEST), strict=True):
        sheet.column_dimensions[letter].width = width


def write_about(sheet: Any, at: int, facts: Circumstances, lang: Lang) -> None:
    """Viewer, filters, day and import."""
    if facts.with_pay:
        put(sheet, at, 1, typeset(words.WITH_PAY, lang)).font = Font(bold=True, color=LIGHT.loss.lstrip("#"))
        at += 1
    lines: list[tuple[Text, str]] = [
        (words.PAGE, facts.page.in_(lang)),
        (words.VIEWER, facts.viewer),
        *facts.filters,
        (words.AS_OF, day(facts.as_of, lang)),
        (words.IMPORT, "" if facts.import_number is None else str(facts.import_number)),
    ]
    for offset, (label, value) in enumerate(lines):
        put(sheet, at + offset, 1, typeset(label, lang)).font = Font(color=LIGHT.muted.lstrip("#"))
        put(sheet, at + offset, 2, value).font = Font(color=LIGHT.muted.lstrip("#"))


def _sheet_of(book: Any, block: Table | Chart, facts: Circumstances, lang: Lang) -> None:
    """One sheet: title, rows, and the chart beside them where office programs can draw it."""
    title = typeset(block.title, lang)
    sheet = book.create_sheet(free_name(book, title))
    mark_sheet(sheet, facts, lang, title)
    after = write_rows(sheet, block, lang, with_pay=facts.with_pay)
    for row, line in enumerate(dated_lines(block, lang), start=HEADER_ROW + len(block.rows) + 2):
        put(sheet, row, 1, line).font = Font(color=LIGHT.muted.lstrip("#"))
    chart = native(block, lang) if isinstance(block, Chart) else None
    if chart is not None and not chart.is_empty:
        add_native(sheet, chart, HEADER_ROW, after, lang)


def dated_lines(block: Table | Chart | None, lang: Lang) -> tuple[str, ...]:
    """The dated notes on a chart, one line each with its day."""
    return tuple(typeset(note.sentence, lang) for note in block.notes) if isinstance(block, Chart) else ()


def write_rows(sheet: Any, block: Table | Chart, lang: Lang, *, with_pay: bool = False) -> int:
    """A frozen header and one typed row per displayed row. Returns the first free column, after a gap."""
    columns = visible_columns(block, with_pay=with_pay)
    write_heads(sheet, HEADER_ROW, [c.label for c in columns.values()], lang)
    for row, record in enumerate(block.rows[list(columns)].to_dict("records"), start=HEADER_ROW + 1):
        for column, (name, declared) in enumerate(columns.items(), start=1):
            write_cell(sheet, row, column, record[name], declared, lang)
    sheet.freeze_panes = sheet.cell(HEADER_ROW + 1, 1)
    if columns:
        sheet.auto_filter.ref = f"A{HEADER_ROW}:{get_column_letter(len(columns))}{HEADER_ROW + len(block.rows)}"
    for column, declared in enumerate(columns.values(), start=1):
        sheet.column_dimensions[get_column_letter(column)].width = _width(sheet, column, declared)
    return len(columns) + 2


def write_definitions(book: Any, metrics: Iterable[Metric], facts: Circumstances, lang: Lang) -> Any:
    """A sheet with the definitions of metrics, for readers without the application. Returns it."""
    sheet = book.create_sheet(words.DEFINITIONS.in_(lang))
    mark_sheet(sheet, facts, lang, words.DEFINITIONS.in_(lang))
    write_heads(sheet, HEADER_ROW, [words.INDICATOR, words.DEFINITION, words.FORMULA, words.SOURCE], lang)
    for row, metric in enumerate(metrics, start=HEADER_ROW + 1):
        values = (
            typeset(metric.name, lang),
            typeset(metric.definition, lang),
            metric.formula_text,
            typeset(metric.source, lang),
        )
        for index, value in enumerate(values, start=1):
            put(sheet, row, index, value).alignment = Alignment(wrap_text=True, vertical="top")
    sheet.freeze_panes = sheet.cell(HEADER_ROW + 1, 1)
    for letter, width in zip("ABCD", (34, 70, 60, 34), strict=True):
        sheet.column_dimensions[letter].width = width
    return sheet


def mark_sheet(sheet: Any, facts: Circumstances, lang: Lang, title: str = "") -> int:
    """The first two rows: title, and « DÉMONSTRATION » for demonstration data. Returns the next row."""
    if facts.demonstration:
        mark = f"{words.DEMONSTRATION.in_(lang)} · {typeset(shared.DEMONSTRATION, lang)}"
        put(sheet, 2, 1, mark).font = Font(bold=True, color=LIGHT.loss.lstrip("#"))
    put(sheet, 1, 1, title or facts.page.in_(lang)).font = Font(bold=True, size=14, color=LIGHT.key.lstrip("#"))
    return HEADER_ROW


def write_heads(sheet: Any, row: int, labels: list[Text], lang: Lang) -> int:
    for column, label in enumerate(labels, start=1):
        put_head(sheet, row, column, typeset(label, lang))
    return row + 1


def write_cell(sheet: Any, row: int, column: int, value: Any, declared: Column, lang: Lang) -> None:
    if declared.unit in (Unit.DATE, Unit.MONTH):
        cell = sheet.cell(row, column, None if pd.isna(value) else pd.Timestamp(value).to_pydatetime())
        cell.number_format = FORMATS[declared.unit]
    elif declared.unit is not None:
        cell = write_quantity(sheet, row, column, Quantity(None if pd.isna(value) else float(value), declared.unit))
    else:
        cell = put(sheet, row, column, word(value, lang, ""))
    cell.border = _LINE


def write_quantity(sheet: Any, row: int, column: int, quantity: Quantity | None) -> Any:
    """A number with the format of its unit; empty when it is not measurable."""
    cell = sheet.cell(row, column)
    if quantity is not None and quantity.value is not None:
        cell.value = 100 * quantity.value if quantity.unit is Unit.POINTS else quantity.value
        cell.number_format = FORMATS[quantity.unit]
    return cell


def _with_unit(cell: Any, quantity: Quantity | None, lang: Lang) -> None:
    """Points beside percentages need their unit: a column of the summary holds both."""
    if quantity is not None and quantity.unit is Unit.POINTS:
        cell.number_format = ";".join(f'{part}" {words.POINTS.in_(lang)}"' for part in FORMATS[Unit.POINTS].split(";"))


def _width(sheet: Any, column: int, declared: Column) -> float:
    if declared.unit is not None:
        return 16
    longest = max((len(str(c.value or "")) for c in sheet[get_column_letter(column)][HEADER_ROW - 1 :]), default=10)
    return float(min(WIDEST, max(10, longest + 2)))


def free_name(book: Any, title: str) -> str:
    """A sheet name Excel accepts, not used yet in this workbook."""
    subject = re.split(r"[,:(]", title)[0]
    base = _whole_words("".join(" " if c in "[]*?/\\" else c for c in subject).strip(" \u00a0\u202f'")) or "1"
    name, number = base, 2
    while name.lower() in {s.lower() for s in book.sheetnames}:
        suffix = f" ({number})"
        name, number = base[: SHEET_NAME - len(suffix)] + suffix, number + 1
    return name


def _whole_words(name: str) -> str:
    """The words that fit the name of a sheet, without a little word at the end."""
    if len(name) <= SHEET_NAME:
        return name
    fitting = name[: SHEET_NAME + 1].rsplit(None, 1)[0].split()
    while len(fitting) > 1 and (fitting[-1].lower() in words.LITTLE or not fitting[-1].isalnum()):
        fitting.pop()
    return " ".join(fitting)[:SHEET_NAME]
