"""A statement of variable pay as a workbook: each component expands to its periods, its rule, its lines."""

from io import BytesIO
from typing import Any

import pandas as pd
from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from kam_analytics.answers.pay.statement import COLUMNS, Entry, Paper, measure_name
from kam_analytics.charts.theme import LIGHT
from kam_analytics.core.text import Lang
from kam_analytics.core.units import Unit
from kam_analytics.exports.number_formats import FORMATS
from kam_analytics.exports.sheets import put, put_head
from kam_analytics.exports.workbook import write_cell
from kam_analytics.language import shared
from kam_analytics.language.dates import day, period_text
from kam_analytics.language.pay import statement as words
from kam_analytics.language.typography import typeset
from kam_analytics.metrics.pay.rules.measures import is_amount

HEADS = (
    words.COMPONENT,
    words.MEASURE,
    words.WEIGHT,
    words.TARGET,
    words.ACTUAL,
    words.ATTAINMENT,
    words.SHARE,
    words.AMOUNT,
)
UNITS = (None, None, Unit.SHARE, None, None, Unit.SHARE, Unit.SHARE, Unit.EUR_EXACT)
WIDTHS = (34, 26, 12, 18, 18, 16, 14, 16)
WIDTH_OF_LINES = 18


def statement_workbook(paper: Paper, lang: Lang, *, demonstration: bool) -> bytes:
    """The statement as the bytes of an .xlsx file: amounts are numbers, texts stay texts."""
    book = Workbook()
    sheet = book.active
    sheet.title = typeset(words.SUMMARY, lang)
    detail = _free(typeset(words.DETAIL, lang), sheet.title)
    at = _head(sheet, paper, lang, demonstration)
    for column, label in enumerate(HEADS, start=1):
        put_head(sheet, at, column, typeset(label, lang))
    sheet.freeze_panes = sheet.cell(at + 1, 1)
    at += 1
    for entry in paper.entries:
        at = _entry(sheet, at, entry, detail, lang)
    for row, (label, amount) in enumerate(paper.closing, start=at):
        put(sheet, row, 1, typeset(label, lang)).font = Font(bold=label is words.TOTAL)
        _number(sheet, row, len(HEADS), float(amount), Unit.EUR_EXACT).font = Font(bold=label is words.TOTAL)
    sheet.sheet_properties.outlinePr.summaryBelow = False
    for column, width in enumerate(WIDTHS, start=1):
        sheet.column_dimensions[get_column_letter(column)].width = width
    _lines(book.create_sheet(detail), paper.lines, lang)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _free(name: str, taken: str) -> str:
    return name if name.lower() != taken.lower() else f"{name} (2)"


def _head(sheet: Any, paper: Paper, lang: Lang, demonstration: bool) -> int:
    """Person, plan and days of the statement; returns the row of the column titles."""
    put(sheet, 1, 1, typeset(words.TITLE, lang)).font = Font(bold=True, size=14, color=LIGHT.key.lstrip("#"))
    lines = [
        (words.PERSON, paper.name),
        (words.PLAN, typeset(paper.plan, lang)),
        (words.AS_OF, day(paper.as_of, lang)),
    ]
    for row, (label, value) in enumerate(lines, start=2):
        put(sheet, row, 1, typeset(label, lang)).font = Font(color=LIGHT.muted.lstrip("#"))
        put(sheet, row, 2, value)
    notes = [paper.standing, words.PERSONAL, *([shared.DEMONSTRATION] if demonstration else [])]
    for row, note in enumerate(notes, start=2 + len(lines)):
        put(sheet, row, 1, typeset(note, lang)).font = Font(italic=True, color=LIGHT.muted.lstrip("#"))
    return 3 + len(lines) + len(notes)


def _entry(sheet: Any, at: int, entry: Entry, detail: str, lang: Lang) -> int:
    """The component on one row; its periods, rule, convention and lines on collapsible rows below it."""
    values = (
        entry.label,
        typeset(measure_name(entry.measure), lang),
        entry.weight,
        entry.target,
        entry.actual,
        entry.attainment,
        entry.share,
        entry.payout,
    )
    _values(sheet, at, values, entry, bold=True)
    after = at + 1
    for row in entry.periods:
        span = typeset(period_text(row.period_start, row.period_end), lang)
        _values(sheet, after, ("", span, None, row.target, row.actual, row.attainment, None, None), entry)
        after += 1
    for label, text in entry.remarks:
        put(sheet, after, 1, typeset(label, lang)).font = Font(color=LIGHT.muted.lstrip("#"))
        put(sheet, after, 2, typeset(text, lang)).alignment = Alignment(vertical="top")
        after += 1
    if is_amount(entry.measure):
        link = put(sheet, after, 2, typeset(words.SEE_LINES, lang))
        link.hyperlink, link.font = f"#'{detail}'!A1", Font(underline="single", color=LIGHT.key.lstrip("#"))
        after += 1
    sheet.row_dimensions.group(at + 1, after - 1, outline_level=1, hidden=False)
    return after


def _values(sheet: Any, at: int, values: tuple[Any, ...], entry: Entry, *, bold: bool = False) -> None:
    for column, (value, unit) in enumerate(zip(values, UNITS, strict=True), start=1):
        if isinstance(value, str):
            put(sheet, at, column, value).font = Font(bold=bold)
        elif value is not None:
            unit_here = unit or entry.unit
            _number(sheet, at, column, float(value), unit_here).font = Font(bold=bold)


def _number(sheet: Any, at: int, column: int, value: float, unit: Unit) -> Any:
    cell = sheet.cell(at, column, value)
    cell.number_format = FORMATS[unit]
    return cell


def _lines(sheet: Any, rows: pd.DataFrame, lang: Lang) -> None:
    """Every credited line, with its source file and row."""
    columns = COLUMNS
    for column, declared in enumerate(columns.values(), start=1):
        put_head(sheet, 1, column, typeset(declared.label, lang))
        sheet.column_dimensions[get_column_letter(column)].width = WIDTH_OF_LINES
    for at, record in enumerate(rows.to_dict("records"), start=2):
        for column, (name, declared) in enumerate(columns.items(), start=1):
            write_cell(sheet, at, column, record[name], declared, lang)
    sheet.freeze_panes = sheet.cell(2, 1)
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(columns))}{len(rows) + 1}"
