"""A review as a workbook: one sheet a slide, numbers as numbers, native charts, the definitions of what it shows."""

from collections.abc import Sequence
from io import BytesIO
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font

from kam_analytics.charts.theme import LIGHT
from kam_analytics.core.text import Lang
from kam_analytics.exports import words as labels
from kam_analytics.exports.native_sheet import add_native
from kam_analytics.exports.review.content import FigureContent, SlideContent
from kam_analytics.exports.sheets import put
from kam_analytics.exports.workbook import (
    HEADER_ROW,
    Circumstances,
    free_name,
    mark_sheet,
    write_about,
    write_definitions,
    write_heads,
    write_quantity,
    write_rows,
)

WIDTHS = (46, 18, 18, 60)  # characters, of a sheet of figures


def book_bytes(slides: Sequence[SlideContent], facts: Circumstances, lang: Lang) -> bytes:
    """The slides as the bytes of an .xlsx file."""
    book = Workbook()
    del book[book.active.title]
    for slide in slides:
        sheet = book.create_sheet(free_name(book, slide.name))
        mark_sheet(sheet, facts, lang, slide.message)
        bottom = _figures(sheet, slide.figures, lang) if slide.figures else _rows(sheet, slide, lang)
        for row, sentence in enumerate((*slide.beside, *slide.dated, slide.source), start=bottom + 2):
            put(sheet, row, 1, sentence).font = Font(color=LIGHT.muted.lstrip("#"))
    metrics = list(dict.fromkeys(metric for slide in slides for metric in slide.metrics))
    definitions = write_definitions(book, metrics, facts, lang)
    write_about(definitions, HEADER_ROW + len(metrics) + 3, facts, lang)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _figures(sheet: Any, figures: Sequence[FigureContent], lang: Lang) -> int:
    """One row a figure; returns the last row."""
    write_heads(sheet, HEADER_ROW, [labels.INDICATOR, labels.VALUE, labels.CHANGE, labels.REMARK], lang)
    for row, figure in enumerate(figures, start=HEADER_ROW + 1):
        put(sheet, row, 1, figure.name)
        write_quantity(sheet, row, 2, figure.number.value)
        write_quantity(sheet, row, 3, figure.number.change)
        note = figure.number.note
        put(sheet, row, 4, "" if note is None else figure.beside).alignment = Alignment(wrap_text=True)
    sheet.freeze_panes = sheet.cell(HEADER_ROW + 1, 1)
    for letter, width in zip("ABCD", WIDTHS, strict=True):
        sheet.column_dimensions[letter].width = width
    return HEADER_ROW + len(figures)


def _rows(sheet: Any, slide: SlideContent, lang: Lang) -> int:
    """The rows of the chart or the table with their types, and the native chart beside them; returns the last row."""
    block = slide.block if slide.block is not None else slide.table.block if slide.table is not None else None
    if block is None:
        return HEADER_ROW
    after = write_rows(sheet, block, lang)
    bottom = HEADER_ROW + len(block.rows)
    if slide.chart is None:
        return bottom
    add_native(sheet, slide.chart, HEADER_ROW, after, lang)
    return max(bottom, HEADER_ROW + len(slide.chart.categories))
