"""A chart on a printed page, drawn from the same values as in a presentation."""

from dataclasses import dataclass
from itertools import pairwise
from math import ceil, floor, log10

from reportlab.graphics.shapes import Drawing, Line, Polygon, PolyLine, Rect, String
from reportlab.lib import colors

from kam_analytics.charts.labels import DotLabel, place
from kam_analytics.charts.theme import LIGHT, percent
from kam_analytics.core.text import Lang
from kam_analytics.core.units import Unit
from kam_analytics.exports.native import ChartSeries, NativeChart
from kam_analytics.exports.native_marks import COLOUR
from kam_analytics.exports.printing import PLAIN, plain, register_fonts, width_of

SIZE, GAP = 9.0, 6.0  # points: texts, and what stands between things
MOST_NAMES, BAR_SHARE, TALLEST_BAR = 0.34, 0.62, 34.0  # of the width, of a row, points
MARK = 2.6  # points, half a diamond
TICKS, MONTHS_WRITTEN = 5, 6


@dataclass(frozen=True)
class _Scale:
    """From values to points along one side."""

    low: float
    high: float
    start: float
    length: float

    def at(self, value: float) -> float:
        return self.start + self.length * (value - self.low) / ((self.high - self.low) or 1.0)


def printed_chart(chart: NativeChart, width: float, height: float, lang: Lang) -> Drawing:
    """The chart as a drawing of a size in points."""
    register_fonts()
    drawing = Drawing(width, height)
    if chart.kind == "lines":
        _lines(drawing, chart, lang)
    elif chart.kind == "columns":
        _columns(drawing, chart, lang)
    else:
        _bars(drawing, chart)
    return drawing


def _ends(chart: NativeChart) -> tuple[float, float]:
    values = [v for s in chart.series for v in s.values if v is not None]
    low = min([0.0, *values]) if chart.low is None else chart.low
    high = max([0.0, *values]) if chart.high is None else chart.high
    return low, high


def _bars(drawing: Drawing, chart: NativeChart) -> None:
    """Horizontal bars, the first on top; stacked ones one behind the other."""
    width, height, count = drawing.width, drawing.height, len(chart.categories)
    names = [plain(name) for name in chart.categories]
    left = min(MOST_NAMES * width, max(width_of(name, SIZE) for name in names)) + GAP
    scale = _Scale(*_ends(chart), left, width - left)
    row = min(height / count, TALLEST_BAR / BAR_SHARE)
    own = [s for s in chart.series if not (s.is_hidden and s.labels)]
    for at, name in enumerate(names):
        middle = height - row * (at + 0.5)
        _write(drawing, left - GAP, middle - SIZE / 3, _cut(name, left - GAP), anchor="end", colour=LIGHT.muted)
        end = _row_of_bars(drawing, chart, own, at, scale, middle, BAR_SHARE * row)
        label = next((s.texts[at] for s in reversed(chart.series) if s.texts and s.texts[at]), "")
        _write(drawing, end + GAP, middle - SIZE / 3, _cut(plain(label).strip(), width - end - GAP))
    zero = scale.at(0.0)
    drawing.add(Line(zero, height - row * count, zero, height, strokeColor=_paint(LIGHT.ink), strokeWidth=0.8))


def _row_of_bars(
    drawing: Drawing, chart: NativeChart, own: list[ChartSeries], at: int, scale: _Scale, middle: float, tall: float
) -> float:
    """The bars of one category; returns the right end of the rightmost."""
    above, below, right = 0.0, 0.0, scale.at(0.0)
    each = tall if chart.kind == "stacked" else tall / len(own)
    for rank, series in enumerate(own):
        value = series.values[at]
        if value is None:
            continue
        base = 0.0 if chart.kind != "stacked" else above if value >= 0 else below
        start, end = sorted((scale.at(base), scale.at(base + value)))
        bottom = middle - tall / 2 if chart.kind == "stacked" else middle + tall / 2 - each * (rank + 1)
        if not series.is_hidden:
            drawing.add(_bar(start, bottom, end - start, each, series.colour(at)))
        above, below = (above + value, below) if value >= 0 else (above, below + value)
        right = max(right, end)
    return right


def _columns(drawing: Drawing, chart: NativeChart, lang: Lang) -> None:
    width, height, count = drawing.width, drawing.height, len(chart.categories)
    left = 0.0 if not chart.labelled_axis else _axis_width(chart, lang)
    scale = _Scale(*_ends(chart), 2 * SIZE, height - 3 * SIZE)
    if chart.labelled_axis:
        _ticks(drawing, chart, scale, left, width, lang)
    step = (width - left) / count
    each = BAR_SHARE * step / len(chart.series)
    written = max(1, -(-count // MONTHS_WRITTEN)) if count > 2 * MONTHS_WRITTEN else 1
    _marks(drawing, chart, _Scale(-0.5, count - 0.5, left, width - left), 2 * SIZE)
    for at, name in enumerate(chart.categories):
        middle = left + step * (at + 0.5)
        if at % written == 0:
            _write(drawing, middle, GAP, _cut(plain(name), written * step), anchor="middle", colour=LIGHT.muted)
        for rank, series in enumerate(chart.series):
            value = series.values[at]
            if value is None:
                continue
            bottom, top = sorted((scale.at(0.0), scale.at(value)))
            start = middle - BAR_SHARE * step / 2 + each * rank
            drawing.add(_bar(start, bottom, each, top - bottom, series.colour(at)))
            text = plain(series.texts[at]).strip() if series.texts else ""
            _write(drawing, start + each / 2, top + SIZE / 3, text, anchor="middle")
    zero = scale.at(0.0)
    drawing.add(Line(left, zero, width, zero, strokeColor=_paint(LIGHT.ink), strokeWidth=0.8))


def _lines(drawing: Drawing, chart: NativeChart, lang: Lang) -> None:
    """Lines over time, each with its name and its last value at its end."""
    width, height = drawing.width, drawing.height
    left = _axis_width(chart, lang)
    ends = {s.name: _end_text(s) for s in chart.series if not s.is_edge and s.values[-1] is not None}
    right = min(MOST_NAMES * width, max((width_of(plain(t), SIZE) for t in ends.values()), default=0.0)) + 2 * GAP
    scale = _Scale(*_ends(chart), 2 * SIZE, height - 3 * SIZE)
    _ticks(drawing, chart, scale, left, width - right, lang)
    across = _Scale(0, max(1, len(chart.categories) - 1), left, width - right - left)
    every = -(-len(chart.categories) // MONTHS_WRITTEN)
    for at in range(0, len(chart.categories), every):
        _write(drawing, across.at(at), GAP, plain(chart.categories[at]), anchor="middle", colour=LIGHT.muted)
    _marks(drawing, chart, across, 2 * SIZE)
    for series in chart.series:
        _line(drawing, series, scale, across)
    named = [s for s in chart.series if s.name in ends]
    tops = [height - scale.at(float(s.values[-1] or 0)) for s in named]
    for series, top in zip(named, place([DotLabel("", 0, 0, 0, y) for y in tops], height), strict=True):
        text = _cut(plain(ends[series.name]), right - GAP)
        _write(drawing, width - right + GAP, height - top - SIZE / 3, text, colour=LIGHT.ink)


def _marks(drawing: Drawing, chart: NativeChart, across: _Scale, bottom: float) -> None:
    """Dated notes: a diamond on the upper edge with its words, a thin line down to the axis."""
    top = drawing.height - SIZE / 2
    for mark in chart.marks:
        x = across.at(mark.place)
        drawing.add(Line(x, bottom, x, top - MARK, strokeColor=_paint(COLOUR), strokeWidth=0.5, strokeDashArray=(1, 2)))
        corners = [x - MARK, top, x, top + MARK, x + MARK, top, x, top - MARK]
        drawing.add(Polygon(corners, fillColor=_paint(COLOUR), strokeColor=None, strokeWidth=0))
        beside, anchor = (x - 2 * MARK, "end") if mark.on_left else (x + 2 * MARK, "start")
        _write(drawing, beside, top - SIZE / 3, plain(mark.label), anchor=anchor, colour=COLOUR)


def _line(drawing: Drawing, series: ChartSeries, scale: _Scale, across: _Scale) -> None:
    """A line, broken where a value is missing."""
    dash = (1, 2) if series.is_edge else None
    for (at, value), (after, following) in pairwise(enumerate(series.values)):
        if value is not None and following is not None:
            ends = [across.at(at), scale.at(value), across.at(after), scale.at(following)]
            stroke = {"strokeColor": _paint(series.colours[0]), "strokeWidth": 0.7 if series.is_edge else 1.8}
            drawing.add(PolyLine(ends, strokeDashArray=dash, strokeLineCap=1, **stroke))


def _end_text(series: ChartSeries) -> str:
    last = series.values[-1]
    return f"{series.name} {series.form.write(last or 0.0)}"


def _axis_width(chart: NativeChart, lang: Lang) -> float:
    return max(width_of(plain(text), SIZE) for _, text in _tick_texts(chart, lang)) + GAP


def _tick_texts(chart: NativeChart, lang: Lang) -> list[tuple[float, str]]:
    low, high = _ends(chart)
    rough = (high - low) / TICKS or 1.0
    power = 10.0 ** floor(log10(rough))
    step = next(power * size for size in (1, 2, 2.5, 5, 10) if power * size >= rough * 0.99)
    ticks = [step * i for i in range(ceil(low / step - 1e-9), floor(high / step + 1e-9) + 1)]
    form = chart.series[-1].form
    return [(tick, percent(tick, lang) if form.unit is Unit.SHARE else form.write(tick)) for tick in ticks]


def _ticks(drawing: Drawing, chart: NativeChart, scale: _Scale, left: float, right: float, lang: Lang) -> None:
    for tick, text in _tick_texts(chart, lang):
        at = scale.at(tick)
        drawing.add(Line(left, at, right, at, strokeColor=_paint(LIGHT.grid), strokeWidth=0.5))
        _write(drawing, left - GAP, at - SIZE / 3, plain(text), anchor="end", colour=LIGHT.muted)


def _bar(left: float, bottom: float, width: float, height: float, colour: str) -> Rect:
    return Rect(left, bottom, width, height, fillColor=_paint(colour), strokeColor=None, strokeWidth=0)


def _write(drawing: Drawing, x: float, y: float, text: str, *, anchor: str = "start", colour: str = LIGHT.ink) -> None:
    if text:
        drawing.add(String(x, y, text, fontName=PLAIN, fontSize=SIZE, fillColor=_paint(colour), textAnchor=anchor))


def _cut(text: str, width: float) -> str:
    """A text that fits a width, ended by an ellipsis where it is longer."""
    if width_of(text, SIZE) <= width:
        return text
    while text and width_of(text + "…", SIZE) > width:
        text = text[:-1]
    return f"{text.rstrip()}…"


def _paint(colour: str) -> colors.Color:
    return colors.HexColor(colour)
