"""A chart as values that office programs draw natively: decks, workbooks and PDF read the same ones."""

import html
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from math import ceil, floor, inf, log10
from typing import Any, Literal

import pandas as pd
import plotly.graph_objects as go

from kam_analytics.answers.page.blocks import Chart
from kam_analytics.charts.dated_notes import CHART
from kam_analytics.charts.theme import Style
from kam_analytics.core.text import Lang
from kam_analytics.core.units import Unit
from kam_analytics.exports import number_formats as formats
from kam_analytics.exports.native_marks import NativeMark, marks_of
from kam_analytics.exports.number_formats import NumberFormat
from kam_analytics.exports.sheets import clean
from kam_analytics.language import packs as words
from kam_analytics.language.dates import day, month
from kam_analytics.language.typography import typeset

Kind = Literal["bars", "columns", "stacked", "lines"]
Values = tuple[float | None, ...]
_TAGS = re.compile(r"</?[a-z][^>]*>")
LONG_SHARES, LONG_THOUSANDS = 0.04, 20_000.0  # an axis of shares, and one of thousands of euros
ABOVE = 1.08  # of the highest value: where dated notes stand on an axis without an end
SHARE_OF_LINES = 0.55  # of the width of a chart, beside the names at the ends of its lines
HIDDEN = ""  # the colour of a series that only lifts the next one


@dataclass(frozen=True)
class ChartSeries:
    """One series, with the values of the figure as they are.

    colours: one for every value, or one for all; `HIDDEN` is not drawn. format: of the values, as office programs write
    it; labels: the same for the label of each value, empty where it has none.
    """

    name: str
    values: Values
    colours: tuple[str, ...]
    format: str
    labels: tuple[str, ...] = ()
    texts: tuple[str, ...] = ()  # the labels as the figure writes them
    is_edge: bool = False  # an edge of a band behind the lines
    form: NumberFormat = formats.PLAIN  # how a page without cells writes a value

    @property
    def is_hidden(self) -> bool:
        return self.colours == (HIDDEN,)

    def colour(self, at: int) -> str:
        return self.colours[at] if len(self.colours) > 1 else self.colours[0]


@dataclass(frozen=True)
class NativeChart:
    """Bars (the first on top), columns, stacked bars or lines over named categories.

    low, high: the ends of the axis of values, None where the program chooses; legend: colours and their words.
    """

    id: str
    kind: Kind
    title: str
    categories: tuple[str, ...]
    series: tuple[ChartSeries, ...]
    low: float | None = None
    high: float | None = None
    legend: tuple[tuple[str, str], ...] = ()
    labelled_axis: bool = False  # whether values are read on the axis, because they have no labels
    days: tuple[date, ...] = ()  # over time: the days that the categories name
    marks: tuple[NativeMark, ...] = ()  # what happened in these months

    @property
    def months(self) -> tuple[date, ...]:
        """The days, where all of them are first days of months."""
        return self.days if all(day.day == 1 for day in self.days) else ()

    @property
    def heads(self) -> tuple[str, ...]:
        """The names of all series, marks last."""
        return (*(s.name for s in self.series), *(mark.name for mark in self.marks))

    @property
    def plotted(self) -> tuple[Values, ...]:
        """The values of all series, marks last."""
        return (*(s.values for s in self.series), *(mark.values(len(self.categories)) for mark in self.marks))

    @property
    def codes(self) -> tuple[str, ...]:
        """The formats of the values of all series, marks last."""
        return (*(s.format for s in self.series), *(self.series[-1].format for _ in self.marks))

    @property
    def axis_format(self) -> str:
        """The format of the axis of values: without a decimal where the axis is long enough to do without."""
        code = self.series[-1].format
        if self.high is None or self.low is None:
            return code
        least = LONG_SHARES if "%" in code else LONG_THOUSANDS if "0.0," in code else inf
        return code.replace("0.0", "0") if self.high - self.low > least else code

    @property
    def is_empty(self) -> bool:
        """Whether nothing would be drawn: no category, or no value other than zero."""
        return not any(value for series in self.series if not series.is_hidden for value in series.values)


def native(chart: Chart, lang: Lang) -> NativeChart | None:
    """The chart in the language requested; None where it has no native form, or draws what exports leave out."""
    style = Style(lang)
    fig = chart.draw(chart.rows, style)
    bars = [t for t in fig.data if t.type == "bar"]
    lines = [t for t in fig.data if t.type == "scatter" and "lines" in (t.mode or "")]
    if any(t.type not in ("bar", "scatter") for t in fig.data) or any(c.secret for c in chart.columns.values()):
        return None
    translated = _bars(fig, bars, chart, lang) if bars else _lines(fig, lines, chart, lang) if lines else None
    if translated is None or any(_is_undeclared(series) for series in translated.series):
        return None
    roles = [("muted" if role == "grid" else role, word) for role, word in chart.legend]  # a band becomes two lines
    legend = tuple((style.palette.of(role), clean(typeset(word, lang))) for role, word in roles)
    highest = max([0.0, *(value for series in translated.series for value in series.values if value is not None)])
    height = ABOVE * highest if translated.high is None else translated.high
    width = CHART * (SHARE_OF_LINES if translated.kind == "lines" else 1.0)
    marks = marks_of(chart.notes, translated.days, height, lang, width)
    return replace(translated, id=chart.id, title=clean(typeset(chart.title, lang)), legend=legend, marks=marks)


def _is_undeclared(series: ChartSeries) -> bool:
    """Values that no column of the chart declares may be what exports leave out."""
    return series.form is formats.PLAIN and not series.is_edge and not series.is_hidden and any(series.values)


def _bars(fig: go.Figure, bars: Sequence[Any], chart: Chart, lang: Lang) -> NativeChart | None:
    across = bars[0].orientation == "h"
    floating = [t for t in bars if t.base is not None]
    if floating and len(bars) > 1:
        return None
    places = [_listed(t.y if across else t.x) for t in bars]
    if any(place != places[0] for place in places):
        return None
    texts = _labels_beside(fig, across)
    series = [_bar_series(t, places[0], across, texts if t is bars[-1] else {}, chart, lang) for t in bars]
    if floating:
        series = _lifted(series[0], _spread(floating[0].base, len(places[0])), lang)
    elif fig.layout.barmode == "stack" and any(series[-1].labels):
        series = [*series[:-1], replace(series[-1], labels=(), texts=()), _carrier(series[-1], lang)]
    axis = fig.layout.yaxis if across else fig.layout.xaxis
    low, high = (fig.layout.xaxis if across else fig.layout.yaxis).range or (None, None)
    stacked = bool(floating) or fig.layout.barmode == "stack"
    kind: Kind = "stacked" if stacked and across else "bars" if across else "columns"
    if stacked and not across:
        return None
    drawn = NativeChart("", kind, "", _categories(axis, places[0], lang), tuple(series), _end(low), _end(high))
    drawn = replace(drawn, labelled_axis=not any(any(s.labels) for s in series), days=_days(places[0]))
    return _turned(_beyond_scale(drawn)) if across else drawn


def _bar_series(
    trace: Any, places: list[Any], across: bool, texts: dict[Any, str], chart: Chart, lang: Lang
) -> ChartSeries:
    values = _numbers(trace.x if across else trace.y)
    form, name = _declared(values, chart, lang)
    written = [_plain(t) for t in _spread(trace.text, len(values))] if trace.text is not None else []
    written = written or [texts.get(place, "") for place in places]
    labels = tuple(form.label(text, value) for text, value in zip(written, values, strict=True))
    return ChartSeries(
        name or clean(typeset(chart.title, lang)), values, _colours(trace), form.code, labels, tuple(written), form=form
    )


def _lifted(series: ChartSeries, bases: list[Any], lang: Lang) -> list[ChartSeries]:
    """Floating bars as stacked ones: a hidden series up to where each begins, then its length.

    A bar across zero has a part on each side, which add up to its length.
    """
    hidden: list[float | None] = []
    lengths: list[float | None] = []
    below: list[float | None] = []
    for value, base in zip(series.values, bases, strict=True):
        start, length = float(base), value or 0.0
        low, high = sorted((start, start + length))
        crosses = low < 0 < high
        hidden.append(0.0 if crosses else low if low >= 0 else high)
        lengths.append(high if crosses else abs(length) if low >= 0 else -abs(length))
        below.append(low if crosses else None)
    lift = ChartSeries(words.START.in_(lang), tuple(hidden), (HIDDEN,), series.format)
    parts = [lift, replace(series, values=tuple(lengths), labels=(), texts=())]
    if any(part is not None for part in below):
        parts.append(replace(parts[1], name=words.BELOW_ZERO.in_(lang), values=tuple(below)))
    return [*parts, _carrier(series, lang)]


def _carrier(series: ChartSeries, lang: Lang) -> ChartSeries:
    """Stacked bars have no label outside of them: a hidden series behind the last one carries the labels."""
    values = tuple(None if value is None else abs(value) for value in series.values)
    return replace(series, name=words.LABELS.in_(lang), values=values, colours=(HIDDEN,))


def _lines(fig: go.Figure, lines: Sequence[Any], chart: Chart, lang: Lang) -> NativeChart | None:
    places = _listed(lines[0].x)
    if any(_listed(t.x) != places for t in lines) or not all(isinstance(p, pd.Timestamp | str) for p in places):
        return None
    if any(t.yaxis not in (None, "y") for t in lines):
        return None
    series = _with_edges_written([_line_series(t, chart, lang) for t in lines])
    low, high = fig.layout.yaxis.range or _round_ends([v for s in series for v in s.values if v is not None])
    categories = _categories(fig.layout.xaxis, places, lang)
    return NativeChart(
        "", "lines", "", categories, tuple(series), _end(low), _end(high), labelled_axis=True, days=_days(places)
    )


def _days(places: list[Any]) -> tuple[date, ...]:
    """The places as days, where all of them are some."""
    return tuple(p.date() for p in places) if all(isinstance(p, pd.Timestamp) for p in places) else ()


def _round_ends(values: list[float]) -> tuple[float | None, float | None]:
    """Round ends of an axis around lines that need not start at zero."""
    if not values or min(values) == max(values):
        return None, None
    step = 10.0 ** floor(log10(max(values) - min(values)))
    return floor(min(values) / step - 0.1) * step, ceil(max(values) / step + 0.1) * step


def _with_edges_written(series: list[ChartSeries]) -> list[ChartSeries]:
    """The edges of a band are no figures of their own: they are written like the lines within it."""
    form = next((s.form for s in series if not s.is_edge), formats.PLAIN)
    return [replace(s, form=form, format=form.code) if s.is_edge else s for s in series]


def _line_series(trace: Any, chart: Chart, lang: Lang) -> ChartSeries:
    values = _numbers(trace.y)
    form, name = _declared(values, chart, lang)
    is_edge = trace.line.width == 0
    if is_edge:
        band = next((typeset(word, lang) for role, word in chart.legend if role == "grid"), "")
        edge = (words.HIGH if trace.fill else words.LOW).in_(lang)
        muted = Style(lang).palette.muted
        return ChartSeries(
            clean(f"{band} ({edge})" if band else edge), values, (muted,), form.code, is_edge=True, form=form
        )
    return ChartSeries(name or clean(_plain(trace.name or "")), values, (trace.line.color,), form.code, form=form)


def _declared(values: Values, chart: Chart, lang: Lang) -> tuple[NumberFormat, str]:
    """The format and the name of the column of the rows that holds these values."""
    present = sorted(v for v in values if v is not None)
    for name, column in chart.columns.items():
        if column.unit not in (None, Unit.DATE, Unit.MONTH) and name in chart.rows and column.unit is not None:
            own = sorted(float(v) for v in pd.to_numeric(chart.rows[name], errors="coerce").dropna())
            if own == present or (0.0 in present and set(present) <= {0.0, *own}):
                return formats.of_unit(column.unit, own, lang), clean(typeset(column.label, lang))
    return formats.PLAIN, ""


def _labels_beside(fig: go.Figure, across: bool) -> dict[Any, str]:
    """The text-only traces by the place of the bar they stand behind."""
    traces = [t for t in fig.data if t.type == "scatter" and t.mode == "text" and t.text is not None]
    return {
        place: _plain(text)
        for t in traces
        for place, text in zip(_listed(t.y if across else t.x), _spread(t.text, len(t.x)), strict=True)
    }


def _categories(axis: Any, places: list[Any], lang: Lang) -> tuple[str, ...]:
    ticks = _listed(axis.tickvals or ())
    are_months = all(isinstance(p, pd.Timestamp) and p.day == 1 for p in places)
    names = {} if are_months else dict(zip(ticks, axis.ticktext or (), strict=False))
    return tuple(clean(_plain(str(names[p])) if p in names else _named(p, places, lang)) for p in places)


def _named(place: Any, places: list[Any], lang: Lang) -> str:
    if not isinstance(place, pd.Timestamp):
        return _plain(str(place))
    return month(place, lang, short=True) if all(p.day == 1 for p in places) else day(place, lang)


def _beyond_scale(chart: NativeChart) -> NativeChart:
    """A bar of no length with a label of its own is beyond the scale: its category says its figure instead."""
    first = chart.series[0]
    pairs = enumerate(zip(first.values, first.texts, strict=False))
    beyond = [i for i, (value, text) in pairs if value == 0 and len(text) > 1 and not text.startswith("0")]
    if not beyond or len(chart.series) > 1:
        return chart
    names = [f"{c} : {first.texts[i]}" if i in beyond else c for i, c in enumerate(chart.categories)]
    labels = tuple("" if i in beyond else label for i, label in enumerate(first.labels))
    values = tuple(None if i in beyond else value for i, value in enumerate(first.values))
    return replace(chart, categories=tuple(names), series=(replace(first, values=values, labels=labels),))


def _turned(chart: NativeChart) -> NativeChart:
    """Bars as a reader lists them: the first on top."""

    def turned(series: ChartSeries) -> ChartSeries:
        return replace(
            series,
            values=series.values[::-1],
            colours=series.colours[::-1],
            labels=series.labels[::-1],
            texts=series.texts[::-1],
        )

    return replace(chart, categories=chart.categories[::-1], series=tuple(turned(s) for s in chart.series))


def _colours(trace: Any) -> tuple[str, ...]:
    """Fill colours; an outlined bar has the colour of its outline."""
    fill, line = trace.marker.color, trace.marker.line.color
    fills = list(fill) if isinstance(fill, (list, tuple)) else [fill]
    lines = list(line) if isinstance(line, (list, tuple)) else [line] * len(fills)
    return tuple(edge if str(colour).startswith("rgba") else colour for colour, edge in zip(fills, lines, strict=False))


def _listed(values: Any) -> list[Any]:
    rows = list(values)
    return [pd.Timestamp(v) for v in rows] if any(_is_day(v) for v in rows) else rows


def _is_day(value: Any) -> bool:
    return isinstance(value, pd.Timestamp) or type(value).__name__ in ("datetime64", "datetime", "date")


def _spread(values: Any, count: int) -> list[Any]:
    """One value for each point, where a figure may give one for all."""
    if isinstance(values, str) or not hasattr(values, "__len__"):
        return [values] * count
    return list(values)


def _numbers(values: Any) -> Values:
    return tuple(None if v is None or v != v else float(v) for v in values)


def _plain(text: Any) -> str:
    """The text of a label without its marks; what stands apart in it is set apart by a dot."""
    joined = re.sub(" *<br ?/?> *", " ", str(text))
    parts = re.split(" {3,}", html.unescape(_TAGS.sub("", joined)).strip(" \u00a0"))
    return clean(" · ".join(re.sub(" {2,}", " ", part) for part in parts))


def _end(value: Any) -> float | None:
    return None if value is None else float(value)
