"""The visual style: roles, not colours. No other module names a colour."""

from dataclasses import dataclass
from textwrap import wrap
from typing import Any

import plotly.graph_objects as go

from kam_analytics.core.text import Lang, Text
from kam_analytics.core.units import Quantity, Unit
from kam_analytics.language.numbers import write
from kam_analytics.language.typography import typeset

FONT = "Inter, Segoe UI, sans-serif"
TEXT_SIZE = 14
TITLE_SIZE, SMALL = 15, 13
LONGEST_NAME = 30
FULL = 6  # bars that fill a chart


@dataclass(frozen=True, slots=True)
class Palette:
    """Semantic colours; hue shows *who*, fill pattern shows *which scenario*."""

    ink: str
    muted: str
    grid: str
    paper: str
    neutral: str
    key: str
    others: str
    gain: str
    loss: str

    def of(self, role: str) -> str:
        """The colour of a role; raises AttributeError for an unknown one."""
        colour: str = getattr(self, role)
        return colour


LIGHT = Palette("#1D2530", "#5A6675", "#E4E8EC", "#FFFFFF", "#4A5563", "#1C2A86", "#A7B2BD", "#1F9A93", "#A8330A")
DARK = Palette("#E6EBF0", "#A3AFBB", "#2A343F", "#12181F", "#B4BFCA", "#7B86E8", "#5A6774", "#74F0DA", "#F09A5E")
TRANSPARENT = "rgba(0,0,0,0)"
# On a coloured cell the better of the two has a contrast of at least √21 = 4.58, whatever the colour: 4.5 is WCAG's AA.
ON_PALE, ON_DEEP = "#000000", "#FFFFFF"


@dataclass(frozen=True, slots=True)
class Style:
    """A chart's reader (language) and surface."""

    lang: Lang = "fr"
    palette: Palette = LIGHT
    height: int = 440


def dress(fig: go.Figure, style: Style) -> go.Figure:
    """Apply fonts, margins, quiet axes and number separators; the last step of every chart."""
    p = style.palette
    fig.update_layout(
        autosize=True,
        margin={"l": 8, "r": 32, "t": 72, "b": 32},
        font={"family": FONT, "size": TEXT_SIZE, "color": p.ink},
        paper_bgcolor=p.paper,
        plot_bgcolor=p.paper,
        separators=",\u202f" if style.lang == "fr" else ".,",
        showlegend=False,
        bargap=0.28,
        dragmode=False,
        hoverlabel={"font": {"family": FONT, "size": TEXT_SIZE}},
    )
    quiet = {
        "showgrid": False,
        "zeroline": False,
        "fixedrange": True,  # a small drag must not move bars away from their names
        "automargin": True,
        "tickfont_color": p.muted,
        "ticklabelstandoff": 6,
        "title_font": {"size": SMALL, "color": p.muted},
    }
    return fig.update_xaxes(quiet).update_yaxes(quiet)


def enlarged(fig: go.Figure, least: int) -> go.Figure:
    """The figure with every text at `least` px or larger, in proportion: for a screen that is read from afar."""
    factor = least / SMALL
    drawn = fig.to_dict()
    _enlarge(drawn, factor)
    margin = drawn["layout"]["margin"]
    figure = go.Figure(drawn, skip_invalid=True)
    figure.update_traces(constraintext="none", selector={"type": "bar"})  # else labels shrink with their bars
    return figure.update_layout(margin={k: round(factor * v) for k, v in margin.items()})


def _enlarge(node: Any, factor: float) -> None:
    if isinstance(node, dict):
        for key, value in node.items():
            if key.endswith("font") and isinstance(value, dict) and isinstance(value.get("size"), (int, float)):
                value["size"] = round(factor * value["size"])
            elif key in ("xshift", "yshift"):
                node[key] = round(factor * value)
            _enlarge(value, factor)
    elif isinstance(node, (list, tuple)):
        for child in node:
            _enlarge(child, factor)


def slim(fig: go.Figure, bars: int) -> go.Figure:
    """Draw a few horizontal bars as thin as many, so that a single bar is no block of colour."""
    spare = max(0.0, (FULL - bars) / 2)
    return fig.update_yaxes(range=(-0.5 - spare, bars - 0.5 + spare))


def titled(fig: go.Figure, title: Text, legend: tuple[tuple[str, Text], ...], style: Style) -> go.Figure:
    """Put the title over a chart, with its legend as coloured words on a line of its own."""
    words = "   ".join(
        f'<span style="color:{style.palette.of(role)}">{_MARKS.get(role, "■")}</span> {plain(word.in_(style.lang))}'
        for role, word in legend
    )
    title_font = {"size": TITLE_SIZE, "color": style.palette.muted, "family": FONT}
    fig.update_layout(
        title={
            "text": plain(typeset(title, style.lang)),
            "subtitle": {"text": words, "font": {**title_font, "color": style.palette.ink}},
            "x": 0,
            "xref": "container",
            "y": 1,
            "yref": "container",
            "yanchor": "top",
            "pad": {"l": 8, "t": 10},
            "font": title_font,
        }
    )
    return fig


_MARKS = {"gain": "▲", "loss": "▼", "ink": "□"}


def plain(text: str | Text, lang: Lang = "fr") -> str:
    """Text from a file as text: no tag in it is interpreted."""
    text = text.in_(lang) if isinstance(text, Text) else text
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def in_two_lines(name: str | Text, lang: Lang = "fr") -> str:
    """A name on at most two lines, for few and high rows."""
    first, *rest = wrap(name.in_(lang) if isinstance(name, Text) else name, LONGEST_NAME) or [""]
    return "<br>".join([plain(first), *([short(" ".join(rest))] if rest else [])])


def short(name: str | Text, lang: Lang = "fr") -> str:
    """A name short enough to leave room for its bar; the tooltip has the full name."""
    name = name.in_(lang) if isinstance(name, Text) else name
    return plain(name if len(name) <= LONGEST_NAME else name[: LONGEST_NAME - 1].rstrip() + "…")


def room(values: Any, share: float = 0.3) -> tuple[float, float]:
    """A range from zero with room for the labels behind the longest bar."""
    numbers = [float(v) for v in values if v == v]
    low, high = min([0.0, *numbers]), max([0.0, *numbers])
    span = (high - low) or 1.0
    return (low - share * span if low < 0 else 0.0, high + share * span)


def percent(share: float, lang: Lang) -> str:
    """A round share for an axis: `80 %`, `80%`, with a decimal only where there is one."""
    written = write(Quantity(share, Unit.SHARE), lang)
    return written.replace(",0", "").replace(".0", "") if round(1000 * share) % 10 == 0 else written
