"""The marks of dated notes on a native chart of a presentation."""

from typing import Any

from lxml import etree
from pptx.chart.series import LineSeries
from pptx.enum.chart import XL_MARKER_STYLE
from pptx.oxml.ns import qn

from kam_analytics.exports.native import NativeChart
from kam_analytics.exports.native_marks import COLOUR, NativeMark
from kam_analytics.exports.review.deck.chart_labels import label_holder, shows, unwrapped
from kam_analytics.exports.review.deck.text import paint

SIZE = 9  # points


def draw_marks(drawn: Any, chart: NativeChart) -> None:
    """The last series of the chart as diamonds with the words of their notes; over columns they are a plot of lines."""
    plot = drawn.plots[0]._element
    elements = plot.findall(qn("c:ser"))[len(chart.series) :]
    if chart.kind != "lines":
        _as_lines(plot, elements)
    for mark, element in zip(chart.marks, elements, strict=True):
        _mark(LineSeries(element), mark)  # type: ignore[no-untyped-call]


def _as_lines(plot: Any, elements: list[Any]) -> None:
    """Move the series into a plot of their own on the same axes."""
    lines = etree.Element(qn("c:lineChart"))
    etree.SubElement(lines, qn("c:grouping")).set("val", "standard")
    etree.SubElement(lines, qn("c:varyColors")).set("val", "0")
    for element in elements:
        for child in element.findall(qn("c:invertIfNegative")):  # of bars alone
            element.remove(child)
        lines.append(element)
    etree.SubElement(lines, qn("c:marker")).set("val", "1")
    for axis in plot.findall(qn("c:axId")):
        etree.SubElement(lines, qn("c:axId")).set("val", axis.get("val"))
    plot.addnext(lines)


def _mark(series: Any, mark: NativeMark) -> None:
    series.smooth = False
    series.format.line.fill.background()
    series.marker.style, series.marker.size = XL_MARKER_STYLE.DIAMOND, SIZE
    series.marker.format.fill.solid()
    paint(series.marker.format.fill.fore_color, COLOUR)
    series.marker.format.line.fill.background()
    holder = label_holder(series)
    if mark.label:
        label = etree.SubElement(holder, qn("c:dLbl"))
        etree.SubElement(label, qn("c:idx")).set("val", str(mark.place))
        unwrapped(label)
        etree.SubElement(label, qn("c:dLblPos")).set("val", "l" if mark.on_left else "r")
        shows(label, value=False, name=True)
    shows(holder, value=False)
