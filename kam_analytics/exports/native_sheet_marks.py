"""The marks of dated notes on a native chart of a workbook."""

from typing import Any

from openpyxl.chart import LineChart, Reference, Series
from openpyxl.chart.label import DataLabel, DataLabelList
from openpyxl.chart.legend import LegendEntry
from openpyxl.chart.marker import Marker
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.drawing.line import LineProperties

from kam_analytics.exports.native import NativeChart
from kam_analytics.exports.native_marks import COLOUR, NativeMark

SIZE = 8  # points


def add_marks(drawn: Any, sheet: Any, chart: NativeChart, row: int, column: int) -> None:
    """A series of one point for each note, on the axes of the chart; row, column: the first head of its data."""
    lines = drawn if chart.kind == "lines" else LineChart()
    last = row + len(chart.categories)
    for number, mark in enumerate(chart.marks, start=len(chart.series)):
        data = Reference(sheet, min_col=column + number + 1, min_row=row, max_row=last)
        series = Series(data, title_from_data=True)
        series.marker = Marker(symbol="diamond", size=SIZE, spPr=_paint())
        series.graphicalProperties = GraphicalProperties(ln=LineProperties(noFill=True))
        series.smooth = False
        if mark.label:
            series.dLbls = _label(mark)
        lines.series.append(series)
    lines.set_categories(Reference(sheet, min_col=column, min_row=row + 1, max_row=last))
    if lines is not drawn:
        lines.x_axis, lines.y_axis = drawn.x_axis, drawn.y_axis
        drawn += lines
    if drawn.legend is not None:
        marks = range(len(chart.series), len(chart.heads))
        drawn.legend.legendEntry = [LegendEntry(idx=at, delete=True) for at in marks]


def _paint() -> GraphicalProperties:
    return GraphicalProperties(solidFill=COLOUR.lstrip("#"), ln=LineProperties(noFill=True))


def _label(mark: NativeMark) -> DataLabelList:
    """The name of the series beside its only point."""
    common = {"showLegendKey": False, "showCatName": False, "showVal": False, "showPercent": False}
    position = "l" if mark.on_left else "r"
    return DataLabelList(
        dLbl=[DataLabel(idx=mark.place, dLblPos=position, showSerName=True, **common)], showSerName=False, **common
    )
