"""A native chart of a workbook, beside the cells that it draws."""

from typing import Any

from openpyxl.chart import BarChart, LineChart, Reference, Series
from openpyxl.chart.axis import DateAxis
from openpyxl.chart.label import DataLabel, DataLabelList
from openpyxl.chart.legend import LegendEntry
from openpyxl.chart.marker import DataPoint, Marker
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.drawing.line import LineProperties
from openpyxl.utils import get_column_letter

from kam_analytics.charts.theme import LIGHT
from kam_analytics.core.text import Lang
from kam_analytics.exports.native import ChartSeries, NativeChart
from kam_analytics.exports.native_marks import COLOUR, NativeMark
from kam_analytics.exports.number_formats import month_format
from kam_analytics.exports.sheets import put, put_head
from kam_analytics.language import packs as words

WIDTH, ROW_HEIGHT, LEAST_HEIGHT, MOST_HEIGHT = 24.0, 0.8, 9.0, 18.0  # cm
POINTS_OF_LINE, EMU_OF_POINT = 2.25, 12_700
LABELS_OF_LINES = 6
GAP = 45  # % of a bar, between bars
WIDEST = 40  # characters
MARK_SIZE = 8  # points


def add_native(sheet: Any, chart: NativeChart, row: int, column: int, lang: Lang) -> None:
    """Write the data of a chart from a cell on, with their heads, and the chart to the right of them."""
    put_head(sheet, row, column, words.CHART_DATA.in_(lang))
    for at, category in enumerate(chart.categories, start=row + 1):
        if chart.months:
            sheet.cell(at, column, chart.months[at - row - 1]).number_format = month_format(lang)
        else:
            put(sheet, at, column, category)
    for offset, (head, values, code) in enumerate(zip(chart.heads, chart.plotted, chart.codes, strict=True), start=1):
        put_head(sheet, row, column + offset, head)
        for at, value in enumerate(values, start=row + 1):
            sheet.cell(at, column + offset, value).number_format = code
        sheet.column_dimensions[get_column_letter(column + offset)].width = 14
    longest = max(len(category) for category in chart.categories)
    sheet.column_dimensions[get_column_letter(column)].width = min(WIDEST, longest + 2)
    drawn = _chart(sheet, chart, row, column, lang)
    sheet.add_chart(drawn, f"{get_column_letter(column + len(chart.heads) + 2)}{row}")


def _chart(sheet: Any, chart: NativeChart, row: int, column: int, lang: Lang) -> Any:
    drawn = LineChart() if chart.kind == "lines" else BarChart()
    last = row + len(chart.categories)
    for offset, series in enumerate(chart.series, start=1):
        values = Reference(sheet, min_col=column + offset, min_row=row, max_row=last)
        written = Series(values, title_from_data=True)
        _dress(written, series, chart.kind)
        drawn.series.append(written)
    drawn.set_categories(Reference(sheet, min_col=column, min_row=row + 1, max_row=last))
    if chart.kind != "lines":
        drawn.type = "col" if chart.kind == "columns" else "bar"
        drawn.gapWidth = GAP
        if chart.kind == "stacked":
            drawn.grouping, drawn.overlap = "stacked", 100
    if chart.months:
        drawn.x_axis = DateAxis(crossAx=drawn.y_axis.axId, numFmt=None, baseTimeUnit="months", majorTimeUnit="months")
        drawn.x_axis.number_format = month_format(lang)
        drawn.x_axis.majorUnit = -(-len(chart.months) // LABELS_OF_LINES)
        drawn.y_axis.crossAx = drawn.x_axis.axId
    elif chart.days:
        drawn.x_axis.tickLblSkip = -(-len(chart.days) // LABELS_OF_LINES)
    _axes(drawn, chart)
    visible = [s for s in chart.series if not s.is_hidden]
    if len(visible) == 1 or chart.kind == "stacked":
        drawn.legend = None
    else:
        drawn.legend.position = "r" if chart.kind == "lines" else "t"
    if chart.marks:
        _add_marks(drawn, sheet, chart, row, column)
    drawn.width = WIDTH
    drawn.height = min(MOST_HEIGHT, max(LEAST_HEIGHT, ROW_HEIGHT * len(chart.categories)))
    return drawn


def _axes(drawn: Any, chart: NativeChart) -> None:
    drawn.x_axis.delete, drawn.y_axis.delete = False, not chart.labelled_axis
    drawn.x_axis.tickLblPos = "low"
    drawn.x_axis.majorTickMark = drawn.y_axis.majorTickMark = "none"
    drawn.y_axis.scaling.min, drawn.y_axis.scaling.max = chart.low, chart.high
    drawn.y_axis.number_format = chart.axis_format
    if chart.labelled_axis:
        drawn.y_axis.majorGridlines.spPr = GraphicalProperties(ln=LineProperties(solidFill=LIGHT.grid.lstrip("#")))
    else:
        drawn.y_axis.majorGridlines = None
    if chart.kind in ("bars", "stacked"):
        drawn.x_axis.scaling.orientation = "maxMin"


def _dress(written: Any, series: ChartSeries, kind: str) -> None:
    """Colours and labels of one series."""
    if kind == "lines":
        width = round(EMU_OF_POINT * (1 if series.is_edge else POINTS_OF_LINE))
        dash = "sysDot" if series.is_edge else None
        written.graphicalProperties.line = LineProperties(
            solidFill=series.colours[0].lstrip("#"), w=width, prstDash=dash
        )
        written.smooth = False
        return
    written.invertIfNegative = False
    if series.is_hidden:
        written.graphicalProperties.noFill = True
    else:
        written.graphicalProperties.solidFill = series.colours[0].lstrip("#")
        if len(set(series.colours)) > 1:
            written.dPt = [_point(at, colour) for at, colour in enumerate(series.colours)]
    if any(series.labels):
        written.dLbls = _labels(series, "inBase" if kind == "stacked" else "outEnd")


def _point(at: int, colour: str) -> DataPoint:
    return DataPoint(idx=at, invertIfNegative=False, spPr=GraphicalProperties(solidFill=colour.lstrip("#")))


def _labels(series: ChartSeries, position: str) -> DataLabelList:
    """A label for each value that has one, with a format of its own."""
    common = {"showLegendKey": False, "showCatName": False, "showSerName": False, "showPercent": False}
    each = [
        DataLabel(idx=at, numFmt=code, dLblPos=position, showVal=True, **common)
        for at, code in enumerate(series.labels)
        if code
    ]
    return DataLabelList(dLbl=each, showVal=False, **common)


def _add_marks(drawn: Any, sheet: Any, chart: NativeChart, row: int, column: int) -> None:
    """A series of one point for each note, on the axes of the chart; row, column: the first head of its data."""
    lines = drawn if chart.kind == "lines" else LineChart()
    last = row + len(chart.categories)
    for number, mark in enumerate(chart.marks, start=len(chart.series)):
        data = Reference(sheet, min_col=column + number + 1, min_row=row, max_row=last)
        series = Series(data, title_from_data=True)
        series.marker = Marker(symbol="diamond", size=MARK_SIZE, spPr=_mark_paint())
        series.graphicalProperties = GraphicalProperties(ln=LineProperties(noFill=True))
        series.smooth = False
        if mark.label:
            series.dLbls = _mark_label(mark)
        lines.series.append(series)
    lines.set_categories(Reference(sheet, min_col=column, min_row=row + 1, max_row=last))
    if lines is not drawn:
        lines.x_axis, lines.y_axis = drawn.x_axis, drawn.y_axis
        drawn += lines
    if drawn.legend is not None:
        marks = range(len(chart.series), len(chart.heads))
        drawn.legend.legendEntry = [LegendEntry(idx=at, delete=True) for at in marks]


def _mark_paint() -> GraphicalProperties:
    return GraphicalProperties(solidFill=COLOUR.lstrip("#"), ln=LineProperties(noFill=True))


def _mark_label(mark: NativeMark) -> DataLabelList:
    """The name of the series beside its only point."""
    common = {"showLegendKey": False, "showCatName": False, "showVal": False, "showPercent": False}
    position = "l" if mark.on_left else "r"
    return DataLabelList(
        dLbl=[DataLabel(idx=mark.place, dLblPos=position, showSerName=True, **common)], showSerName=False, **common
    )
