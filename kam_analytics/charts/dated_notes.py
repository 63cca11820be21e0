"""Dated notes on any figure with a time axis: a quiet mark, the text on hover, and beside the mark where there is room.

The marks stand in a strip of their own above the plot, so that they never cover what a chart says.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from textwrap import wrap

import pandas as pd
import plotly.graph_objects as go

from kam_analytics.charts.theme import SMALL, Style, plain
from kam_analytics.core.text import Lang, Text
from kam_analytics.language import dated_notes as words
from kam_analytics.language.dates import day_text
from kam_analytics.language.sentences import fill
from kam_analytics.language.typography import typeset

MARK = "◆"
STRIP, LINE = 20, 19  # px above the plot: the strip, and a line of text that is there already
CHART, AXIS = 640.0, 40.0  # px: one of two charts side by side on a laptop; an axis of numbers
NEAR, GAP, LEAST = 18.0, 14.0, 64.0  # px: marks that become one, around a label, of the shortest label
HOVER_WIDTH = 60  # characters
WASH = 0.13  # of the ink, over a span of days
_NARROW, _WIDE = "iljtfrI.,:;'’|()! ", "MWmw@%ŒÆ—"


@dataclass(frozen=True, slots=True)
class DatedNote:
    """What happened, from a day to a day; `about` is the name of the account, family or person, if it is one."""

    first: date
    last: date
    wording: str
    about: str = ""

    @property
    def label(self) -> Text:
        """The words, after the name of what they are about."""
        if not self.about:
            return Text(fr=self.wording, en=self.wording)
        return fill(words.ABOUT, about=self.about, wording=self.wording)

    @property
    def sentence(self) -> Text:
        """The same with its day or days."""
        template = words.ON_DAY if self.first == self.last else words.ON_DAYS
        return fill(template, first=day_text(self.first), last=day_text(self.last), note=self.label)


@dataclass(frozen=True, slots=True)
class PlacedMark:
    """A mark for one or several notes: where it is, what stands beside it, on which side."""

    at: pd.Timestamp
    notes: tuple[DatedNote, ...]
    label: str
    on_left: bool


def with_notes(fig: go.Figure, notes: Sequence[DatedNote], style: Style) -> go.Figure:
    """Add the notes to a figure; one without a time axis, or without notes on it, is returned as it is."""
    places = _places(fig)
    if not notes or not places:
        return fig
    low, high = _ends(fig, places)
    monthly = all(place.day == 1 for place in places)
    fig.update_xaxes(range=(low, high))
    above = STRIP + LINE if any(_stands_above(a) for a in fig.layout.annotations) else STRIP
    fig.update_layout(margin_t=(fig.layout.margin.t or 0) + STRIP)
    for note in notes:
        _draw_days(fig, _snapped(note.first, monthly), _snapped(note.last, monthly), style)
    fig.update_annotations(bgcolor=style.palette.paper, selector={"yref": "paper", "yanchor": "top"})
    for mark in placed(notes, low, high, style.lang, monthly=monthly, width=_plot_width(fig)):
        _draw_mark(fig, mark, above - STRIP, style)
    return fig


def _places(fig: go.Figure) -> list[pd.Timestamp]:
    """The days on the horizontal axis; none where it is no time axis."""
    upright = [trace for trace in fig.data if getattr(trace, "orientation", None) != "h"]
    values = [x for trace in upright for x in ([] if getattr(trace, "x", None) is None else trace.x)]
    if not all(isinstance(v, date) or type(v).__name__ == "datetime64" for v in values):
        return []
    return [pd.Timestamp(v) for v in values]


def _plot_width(fig: go.Figure) -> float:
    """Pixels of the plot on a laptop: a label that fits there fits everywhere."""
    names = [text_width(str(name)) for axis in fig.select_yaxes() for name in axis.ticktext or ()]
    return CHART - max([AXIS, *names]) - (fig.layout.margin.l or 0) - (fig.layout.margin.r or 0)


def _ends(fig: go.Figure, places: list[pd.Timestamp]) -> tuple[pd.Timestamp, pd.Timestamp]:
    """The ends of the axis, which labels of the notes must not move."""
    given_ends = next((axis.range for axis in fig.select_xaxes() if axis.range), None)
    if given_ends is not None:
        return pd.Timestamp(given_ends[0]), pd.Timestamp(given_ends[1])
    half_a_month = pd.Timedelta(days=16)
    return min(places) - half_a_month, max(places) + half_a_month


def _stands_above(annotation: go.layout.Annotation) -> bool:
    """Whether a text stands on the upper edge of the plot."""
    return bool(annotation.y == 1 and annotation.yanchor == "bottom")


def _snapped(day: date, monthly: bool) -> pd.Timestamp:
    """A day on an axis; of months, their first day, where their bar or point is."""
    at = pd.Timestamp(day)
    return at.replace(day=1) if monthly else at


def placed(
    notes: Sequence[DatedNote], low: pd.Timestamp, high: pd.Timestamp, lang: Lang, *, monthly: bool, width: float
) -> list[PlacedMark]:
    """The marks from left to right. Labels have room between their neighbours; a mark without room has none.

    low, high: the ends of the axis; width: pixels between them.
    """
    scale = width / max((high - low).total_seconds(), 1.0)
    grouped: list[tuple[float, pd.Timestamp, list[DatedNote]]] = []
    for note in sorted(notes, key=lambda n: (n.first, n.last, n.wording)):
        at = max(low, _snapped(note.first, monthly))
        px = (at - low).total_seconds() * scale
        if grouped and px - grouped[-1][0] < NEAR:
            grouped[-1][2].append(note)
        else:
            grouped.append((px, at, [note]))
    marks: list[PlacedMark] = []
    taken_to = 0.0
    for place, (px, at, group) in enumerate(grouped):
        following = grouped[place + 1][0] - GAP if place + 1 < len(grouped) else width
        right, left = following - px - GAP, px - GAP - taken_to
        texts = _texts(group, lang)
        on_left = right < min(text_width(texts[0]), left)
        room = left if on_left else right
        label = next((text for text in texts if text_width(text) <= room), shortened(texts[-1], room))
        taken_to = px + GAP + (0.0 if on_left else text_width(label))
        marks.append(PlacedMark(at, tuple(group), label, on_left))
    return marks


def _texts(group: Sequence[DatedNote], lang: Lang) -> tuple[str, ...]:
    """What may stand beside a mark, the fullest first."""
    if len(group) > 1:
        return (typeset(fill(words.SEVERAL, count=str(len(group))), lang),)
    return typeset(group[0].label, lang), group[0].wording


def shortened(text: str, room: float) -> str:
    """The text, or its first words with an ellipsis; blank where there is no room for a few letters."""
    if text_width(text) <= room:
        return text
    if room < LEAST:
        return ""
    while text and text_width(f"{text}…") > room:
        text = text[:-1]
    return f"{text.rstrip(' ,:;.')}…"


def text_width(text: str) -> float:
    """Pixels of a text of `SMALL` size, rather too many than too few."""
    return sum(4.4 if c in _NARROW else 12.0 if c in _WIDE else 9.6 if c.isupper() else 7.7 for c in text)


def _draw_days(fig: go.Figure, first: pd.Timestamp, last: pd.Timestamp, style: Style) -> None:
    """A thin line at a day, a pale area over a span, behind what the chart draws."""
    line = {"color": style.palette.muted, "width": 1, "dash": "dot"}
    fig.add_shape(type="line", x0=first, x1=first, y0=0, y1=1, xref="x", yref="paper", line=line, layer="below")
    if last > first:
        fig.add_shape(
            type="rect",
            x0=first,
            x1=last,
            y0=0,
            y1=1,
            xref="x",
            yref="paper",
            fillcolor=style.palette.muted,
            opacity=WASH,
            line={"width": 0},
            layer="below",
        )


def _draw_mark(fig: go.Figure, mark: PlacedMark, above: int, style: Style) -> None:
    sentences = [plain(line) for note in mark.notes for line in wrap(typeset(note.sentence, style.lang), HOVER_WIDTH)]
    label = plain(mark.label)
    beside = f"{label} {MARK}" if mark.on_left else f"{MARK} {label}".rstrip()
    fig.add_annotation(
        x=mark.at,
        y=1,
        xref="x",
        yref="paper",
        xanchor="right" if mark.on_left else "left",
        yanchor="bottom",
        xshift=6 if mark.on_left else -6,
        yshift=above,
        text=beside,
        hovertext="<br>".join(sentences),
        showarrow=False,
        borderpad=0,
        font={"size": SMALL, "color": style.palette.muted},
    )
