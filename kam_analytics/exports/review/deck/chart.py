"""A native chart of a presentation: editable, in the colours of the theme, its data unrounded in its own workbook."""

from datetime import date
from io import BytesIO
from typing import Any

from lxml import etree
from openpyxl import Workbook
from pptx.chart.data import CategoryChartData
from pptx.chart.xlsx import CategoryWorkbookWriter
from pptx.enum.chart import XL_CHART_TYPE, XL_LEGEND_POSITION, XL_MARKER_STYLE, XL_TICK_LABEL_POSITION, XL_TICK_MARK
from pptx.enum.dml import MSO_LINE
from pptx.oxml.ns import qn
from pptx.util import Emu, Pt

from kam_analytics.charts.labels import DotLabel, place
from kam_analytics.charts.theme import LIGHT
from kam_analytics.core.text import Lang
from kam_analytics.exports.native import ChartSeries, NativeChart
from kam_analytics.exports.number_formats import month_format
from kam_analytics.exports.review.deck.chart_labels import label_holder, shows, unwrapped
from kam_analytics.exports.review.deck.chart_marks import draw_marks
from kam_analytics.exports.review.deck.text import Box, paint
from kam_analytics.exports.sheets import put

TYPES = {
    "bars": XL_CHART_TYPE.BAR_CLUSTERED,
    "stacked": XL_CHART_TYPE.BAR_STACKED,
    "columns": XL_CHART_TYPE.COLUMN_CLUSTERED,
    "lines": XL_CHART_TYPE.LINE,
}
GAP = 45  # % of a bar, between bars
PLOT = (0.07, 0.03, 0.66, 0.85)  # of the chart: left, top, width, height of lines that are named at their ends
LABELS_OF_LINES = 5  # months written under a line


class _TextOnly(CategoryWorkbookWriter):
    """The embedded workbook: a text that begins like a formula or an address stays a text."""

    @property
    def xlsx_blob(self) -> bytes:
        book = Workbook()
        sheet = book.active
        sheet.title = "Sheet1"
        for row, category in enumerate(self._chart_data.categories, start=2):
            if isinstance(category.label, date):
                sheet.cell(row, 1, category.label).number_format = self._chart_data.categories.number_format
            else:
                put(sheet, row, 1, category.label)
        for column, series in enumerate(self._chart_data, start=2):
            put(sheet, 1, column, series.name)
            for row, value in enumerate(series.values, start=2):
                cell = sheet.cell(row, column, value)
                cell.number_format = series.number_format
        out = BytesIO()
        book.save(out)
        return out.getvalue()


class _Data(CategoryChartData):
    @property
    def _workbook_writer(self) -> _TextOnly:
        return _TextOnly(self)  # type: ignore[no-untyped-call]


def add_chart(shapes: Any, chart: NativeChart, box: Box, lang: Lang, size: float) -> Any:
    """The chart in a box of a slide; size: points of its texts. Returns its frame."""
    data: Any = _Data()  # type: ignore[no-untyped-call]
    data.categories = chart.months or chart.categories
    data.categories.number_format = month_format(lang) if chart.months else "General"
    for head, values, code in zip(chart.heads, chart.plotted, chart.codes, strict=True):
        data.add_series(head, values, number_format=code)
    corners = (Emu(box.left), Emu(box.top), Emu(box.width), Emu(box.height))
    frame = shapes.add_chart(TYPES[chart.kind], *corners, data)
    frame.name = chart.title
    frame._element.nvGraphicFramePr.cNvPr.set("descr", chart.title)
    drawn = frame.chart
    drawn.has_title = False
    drawn.font.size = Pt(size)
    _legend(drawn, chart)
    _axes(drawn, chart, lang)
    if chart.marks:
        draw_marks(drawn, chart)
    plot = drawn.plots[0]
    if chart.kind == "lines":
        _named_lines(drawn, chart, box)
    else:
        plot.gap_width, plot.overlap = GAP, 100 if chart.kind == "stacked" else 0
        for series, written in zip(chart.series, plot.series, strict=True):
            _bars(series, written, chart.kind)
    return frame


def _legend(drawn: Any, chart: NativeChart) -> None:
    """Words for several series; where the slide has its own legend, or lines their names, none."""
    visible = [s for s in chart.series if not s.is_hidden]
    drawn.has_legend = len(visible) > 1 and not chart.legend and chart.kind in ("bars", "columns")
    if drawn.has_legend:
        drawn.legend.position, drawn.legend.include_in_layout = XL_LEGEND_POSITION.TOP, False


def _axes(drawn: Any, chart: NativeChart, lang: Lang) -> None:
    values, categories = drawn.value_axis, drawn.category_axis
    values.minimum_scale, values.maximum_scale = chart.low, chart.high
    values.visible = chart.labelled_axis
    values.has_major_gridlines = chart.labelled_axis
    values.major_tick_mark = categories.major_tick_mark = XL_TICK_MARK.NONE
    if chart.labelled_axis:
        values.format.line.fill.background()
        paint(values.major_gridlines.format.line.color, LIGHT.grid)
        values.tick_labels.number_format = chart.axis_format
        values.tick_labels.number_format_is_linked = False
    categories.has_major_gridlines = False
    categories.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    paint(categories.format.line.color, LIGHT.muted)
    categories.tick_labels.font.size = drawn.font.size
    body = categories._element.find(f"{qn('c:txPr')}/{qn('a:bodyPr')}")
    if chart.months or not chart.days:  # of many days, programs leave out the labels that do not fit
        body.set("rot", "0")
    if chart.kind in ("bars", "stacked"):
        categories.reverse_order = True
    if chart.months:
        categories.tick_labels.number_format, categories.tick_labels.number_format_is_linked = month_format(lang), False
        _every_few_months(categories._element, len(chart.months))
    elif chart.days:
        skip = etree.Element(qn("c:tickLblSkip"))
        skip.set("val", str(-(-len(chart.days) // LABELS_OF_LINES)))
        categories._element.find(qn("c:noMultiLvlLbl")).addprevious(skip)


def _every_few_months(axis: Any, months: int) -> None:
    """Months on the axis as the date axis of every program writes them: a few, evenly apart."""
    for name in ("c:baseTimeUnit", "c:majorUnit", "c:majorTimeUnit"):
        for child in axis.findall(qn(name)):
            axis.remove(child)
    step = -(-months // LABELS_OF_LINES)
    for name, value in (("baseTimeUnit", "months"), ("majorUnit", str(step)), ("majorTimeUnit", "months")):
        etree.SubElement(axis, qn(f"c:{name}")).set("val", value)


def _bars(series: ChartSeries, written: Any, kind: str) -> None:
    written.invert_if_negative = False
    if series.is_hidden:
        written.format.fill.background()
    elif len(set(series.colours)) == 1:
        written.format.fill.solid()
        paint(written.format.fill.fore_color, series.colours[0])
    else:
        for at in range(len(series.values)):
            fill = written.points[at].format.fill
            fill.solid()
            paint(fill.fore_color, series.colour(at))
    if any(series.labels):
        _labels(written, series.labels, "inBase" if kind == "stacked" else "outEnd")


def _labels(written: Any, formats: tuple[str, ...], position: str) -> None:
    """A label for each value with a format of its own, so that it follows the value when somebody edits it."""
    holder = label_holder(written)
    for at, code in enumerate(formats):
        label = etree.SubElement(holder, qn("c:dLbl"))
        etree.SubElement(label, qn("c:idx")).set("val", str(at))
        if not code:
            etree.SubElement(label, qn("c:delete")).set("val", "1")
            continue
        form = etree.SubElement(label, qn("c:numFmt"))
        form.set("formatCode", code)
        form.set("sourceLinked", "0")
        unwrapped(label)
        etree.SubElement(label, qn("c:dLblPos")).set("val", position)
        shows(label, value=True)
    shows(holder, value=False)


def _named_lines(drawn: Any, chart: NativeChart, box: Box) -> None:
    """Each line with its name and last value at its end, moved apart where two would overlap."""
    _inner_plot(drawn)
    offsets = _offsets(chart, box)
    for series, written in zip(chart.series, drawn.plots[0].series, strict=False):  # marks come after them
        written.smooth = False
        written.marker.style = XL_MARKER_STYLE.NONE
        line = written.format.line
        paint(line.color, series.colours[0])
        line.width = Pt(1 if series.is_edge else 2.5)
        line.dash_style = MSO_LINE.ROUND_DOT if series.is_edge else None
        if series.name in offsets:
            _end_label(written, len(series.values) - 1, series, offsets[series.name])


def _inner_plot(drawn: Any) -> None:
    area = drawn._chartSpace.chart.plotArea
    layout = area.find(qn("c:layout"))
    if layout is None:
        layout = area.makeelement(qn("c:layout"), {})
        area.insert(0, layout)
    manual = etree.SubElement(layout, qn("c:manualLayout"))
    etree.SubElement(manual, qn("c:layoutTarget")).set("val", "inner")
    for name in ("xMode", "yMode"):
        etree.SubElement(manual, qn(f"c:{name}")).set("val", "edge")
    for name, share in zip("xywh", PLOT, strict=True):
        etree.SubElement(manual, qn(f"c:{name}")).set("val", str(share))


def _offsets(chart: NativeChart, box: Box) -> dict[str, float]:
    """How far each name moves down from the end of its line, as a share of the chart."""
    named = [s for s in chart.series if not s.is_edge and s.values and s.values[-1] is not None]
    ends = [float(s.values[-1] or 0) for s in named]
    low = chart.low if chart.low is not None else min([0.0, *ends])
    high = chart.high if chart.high is not None else max([1.0, *ends])
    tall = box.points[1] * PLOT[3]
    at = [tall * (high - end) / ((high - low) or 1.0) for end in ends]
    places = place([DotLabel("", 0, 0, 0, y) for y in at], tall)
    return {s.name: (new - old) / box.points[1] for s, new, old in zip(named, places, at, strict=True)}


def _end_label(written: Any, at: int, series: ChartSeries, offset: float) -> None:
    holder = label_holder(written)
    label = etree.SubElement(holder, qn("c:dLbl"))
    etree.SubElement(label, qn("c:idx")).set("val", str(at))
    layout = etree.SubElement(label, qn("c:layout"))
    if abs(offset) > 0.001:
        manual = etree.SubElement(layout, qn("c:manualLayout"))
        etree.SubElement(manual, qn("c:x")).set("val", "0")
        etree.SubElement(manual, qn("c:y")).set("val", f"{offset:.4f}")
    form = etree.SubElement(label, qn("c:numFmt"))
    form.set("formatCode", series.format)
    form.set("sourceLinked", "0")
    unwrapped(label)
    etree.SubElement(label, qn("c:dLblPos")).set("val", "r")
    shows(label, value=True, name=True)
    etree.SubElement(label, qn("c:separator")).text = "  "
    shows(holder, value=False)
