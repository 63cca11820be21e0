"""A written pack is read back and compared with its slides, figure by figure, before anybody gets it."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from io import BytesIO
from math import isclose
from typing import Any

import pandas as pd
from openpyxl import load_workbook
from pptx import Presentation
from pptx.oxml.ns import qn

from kam_analytics.core.units import Quantity, Unit
from kam_analytics.exports.native import NativeChart
from kam_analytics.exports.printing import plain
from kam_analytics.exports.review.content import SlideContent, TableContent
from kam_analytics.exports.review.errors import FigureDiffers
from kam_analytics.exports.review.printed_text import pages_of, same_spaces, without_spaces
from kam_analytics.exports.workbook import HEADER_ROW

KEPT_DIGITS = 1e-15  # a workbook keeps sixteen digits of a number
Cells = list[tuple[Any, ...]]


def prove(content: bytes, slides: Sequence[SlideContent], format: str, texts: Sequence[str] | None = None) -> None:
    """Compare the file with the slides. Raises FigureDiffers.

    texts: what was put for the tokens of a template, whose slides need not show every figure.
    """
    proofs: dict[str, Callable[[bytes, Sequence[SlideContent]], None]] = {"xlsx": _prove_book, "pdf": _prove_printed}
    if format == "pptx":
        _prove_deck(content, slides, texts)
    else:
        proofs[format](content, slides)


def _prove_deck(content: bytes, slides: Sequence[SlideContent], texts: Sequence[str] | None) -> None:
    """Charts by their embedded workbook and by what is drawn before it is opened, tables by cell, texts."""
    deck = Presentation(BytesIO(content))
    shapes = [shape for slide in deck.slides for shape in slide.shapes if shape.has_chart or shape.has_table]
    written = {same_spaces(text) for text in _texts(deck)}
    for slide in slides:
        _require_texts(slide, written, texts)
        if slide.chart is not None:
            charts = [s.chart for s in shapes if s.has_chart and s.name == slide.chart.title]
            if charts or texts is None:
                _any_of(slide, charts, partial(_prove_chart, slide, slide.chart))
        if slide.table is not None:
            tables = [s.table for s in shapes if s.has_table and s.name == slide.table.title]
            if tables or texts is None:
                _any_of(slide, tables, partial(_prove_table, slide, slide.table))


def _any_of(slide: SlideContent, drawn: Sequence[Any], check: Callable[[Any], None]) -> None:
    """Whether one of the charts, or tables, of a title is the slide's. Raises FigureDiffers, of the last one."""
    difference = FigureDiffers(slide.name, "", slide.message)
    for one in drawn:
        try:
            check(one)
        except FigureDiffers as error:
            difference = error
        else:
            return
    raise difference


def _texts(deck: Any) -> Iterator[str]:
    for slide in deck.slides:
        for paragraph in slide._element.iter(qn("a:p")):
            yield "".join(text.text or "" for text in paragraph.iter(qn("a:t")))


def _require_texts(slide: SlideContent, written: set[str], texts: Sequence[str] | None) -> None:
    """The message and every figure, or every text that was put for a token."""
    wanted = [slide.message, *(figure.value for figure in slide.figures)] if texts is None else texts
    for text in wanted:
        if same_spaces(text) not in written and not (texts and any(same_spaces(text) in whole for whole in written)):
            raise FigureDiffers(slide.name, "", text)


def _prove_chart(slide: SlideContent, chart: NativeChart, drawn: Any) -> None:
    book = load_workbook(BytesIO(drawn.part.chart_workbook.xlsx_part.blob))
    rows = [tuple(row) for row in book.active.iter_rows(values_only=True)]
    _same(slide, rows[1:], _expected(chart))
    _same(slide, [rows[0][1:]], [chart.heads])
    plotted = [tuple(series.values) for plot in drawn.plots for series in plot.series]
    _same(slide, plotted, list(chart.plotted))


def _expected(chart: NativeChart) -> Cells:
    names = [pd.Timestamp(m) for m in chart.months] if chart.months else chart.categories
    return list(zip(names, *chart.plotted, strict=True))


def _prove_table(slide: SlideContent, table: TableContent, drawn: Any) -> None:
    """Every row that is there; the last one may say how many are not."""
    rows = [tuple(cell.text for cell in row.cells) for row in drawn.rows]
    expected: Cells = [table.heads, *table.rows]
    whole = len(rows) if len(rows) == len(expected) else len(rows) - 1
    _same(slide, [_spaced(row) for row in rows[:whole]], [_spaced(row) for row in expected[:whole]])


def _spaced(row: Sequence[Any]) -> tuple[Any, ...]:
    return tuple(same_spaces(cell) for cell in row)


def _prove_book(content: bytes, slides: Sequence[SlideContent]) -> None:
    """Every sheet in the order of the slides: figures, rows and the data of the chart as the cells have them."""
    book = load_workbook(BytesIO(content))
    for slide, sheet in zip(slides, book.worksheets, strict=False):
        live = [cell.coordinate for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]
        if live:
            raise FigureDiffers(slide.name, live[0], "")
        for row, figure in enumerate(slide.figures, start=HEADER_ROW + 1):
            written = (sheet.cell(row, 1).value, sheet.cell(row, 2).value)
            _same(slide, [written], [(figure.name, _cell_of(figure.number.value))])
        block = slide.block or (slide.table.block if slide.table is not None else None)
        if block is not None:
            columns = [n for n, c in block.columns.items() if not c.secret and n in block.rows]
            numeric = [(i, n) for i, n in enumerate(columns, start=1) if block.columns[n].unit is not None]
            for at, name in numeric:
                cells = [sheet.cell(row, at).value for row in range(HEADER_ROW + 1, HEADER_ROW + 1 + len(block.rows))]
                unit = block.columns[name].unit or Unit.COUNT
                _same(slide, [(c,) for c in cells], [(_typed(value, unit),) for value in block.rows[name]])
            if slide.chart is not None:
                _prove_data(slide, slide.chart, sheet, len(columns) + 2)


def _prove_data(slide: SlideContent, chart: NativeChart, sheet: Any, column: int) -> None:
    """The cells that the native chart draws, and that there is one."""
    size = (len(chart.categories), len(chart.heads) + 1)
    first, last = HEADER_ROW + 1, HEADER_ROW + size[0]
    cells = sheet.iter_rows(min_row=first, max_row=last, min_col=column, max_col=column + size[1] - 1, values_only=True)
    _same(slide, [tuple(row) for row in cells], _expected(chart))
    if len(sheet._charts) != 1:
        raise FigureDiffers(slide.name, "", chart.title)


def _cell_of(quantity: Quantity) -> Any:
    return _typed(quantity.value, quantity.unit)


def _typed(value: Any, unit: Unit) -> Any:
    """What a cell of a workbook holds for a value."""
    if value is None or pd.isna(value):
        return None
    if unit in (Unit.DATE, Unit.MONTH):
        return pd.Timestamp(value)
    return 100 * float(value) if unit is Unit.POINTS else float(value)


def _prove_printed(content: bytes, slides: Sequence[SlideContent]) -> None:
    """What a viewer would copy: messages, figures, cells and labels of charts, on one page or on several."""
    text = without_spaces("".join(pages_of(content)))
    for slide in slides:
        cells = [cell for row in slide.table.rows for cell in row] if slide.table is not None else []
        labels = [t for s in slide.chart.series for t in s.texts if t] if slide.chart is not None else []
        labels += [mark.label for mark in slide.chart.marks if mark.label] if slide.chart is not None else []
        for figure in (slide.message, *(f.value for f in slide.figures), *cells, *labels):
            if without_spaces(plain(figure)) not in text:
                raise FigureDiffers(slide.name, "", figure)


def _same(slide: SlideContent, written: Cells, expected: Cells) -> None:
    """Equal cell by cell: numbers to the last bit that a file keeps, nothing missing and nothing more."""
    if len(written) != len(expected):
        raise FigureDiffers(slide.name, f"{len(written)}", f"{len(expected)}")
    for row, wanted in zip(written, expected, strict=True):
        for cell, value in zip(row, wanted, strict=True):
            if not _is_same(cell, value):
                raise FigureDiffers(slide.name, str(cell), str(value))


def _is_same(cell: Any, value: Any) -> bool:
    if isinstance(value, pd.Timestamp):
        return cell is not None and pd.Timestamp(cell) == value
    if isinstance(value, float):
        return isinstance(cell, int | float) and isclose(float(cell), value, rel_tol=KEPT_DIGITS)
    return cell == value or (cell is None and value in ("", None))
