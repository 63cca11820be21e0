"""Labels without overlap: names beside dots, months under an axis."""

from dataclasses import dataclass
from typing import Literal

import pandas as pd
import plotly.graph_objects as go

from kam_analytics.charts.theme import SMALL, Style
from kam_analytics.language.dates import month

LINE = 21.0  # px from one line of text to the next


@dataclass(frozen=True, slots=True)
class DotLabel:
    """A name and its dot: `x`, `y` in the units of the axes, `px`, `py` in pixels from the top left."""

    text: str
    x: float
    y: float
    px: float
    py: float


def month_codes(months: "pd.Series[pd.Timestamp]") -> list[list[str]]:
    """Months as custom data, in the form in which the filter of the period has them: `2026-03`."""
    return [[f"{m:%Y-%m}"] for m in months]


def place(labels: list[DotLabel], height: float, *, upward: bool = False) -> list[float]:
    """The height, in pixels, of each label: its dot's own if free, else the nearest free one below (or above).

    Labels stay in the order of their dots, `LINE` apart, and within the height as long as they fit.
    """
    if upward:
        mirrored = [DotLabel(label.text, label.x, label.y, label.px, height - label.py) for label in labels]
        return [height - at for at in place(mirrored, height)]
    order = sorted(range(len(labels)), key=lambda i: labels[i].py)
    heights, at = [0.0] * len(labels), -LINE
    for i in order:
        at = heights[i] = max(labels[i].py, at + LINE)
    floor = height
    for i in reversed(order):
        heights[i] = min(heights[i], floor)
        floor = heights[i] - LINE
    return heights


def name_dots(
    fig: go.Figure, labels: list[DotLabel], style: Style, side: Literal["left", "right"], height: float
) -> None:
    """Write each name beside its dot, joined by a thin line; on the left names move up, on the right down."""
    reach = 26 if side == "right" else -26
    for label, at in zip(labels, place(labels, height, upward=side == "left"), strict=True):
        fig.add_annotation(
            x=label.x,
            y=label.y,
            ax=reach,
            ay=at - label.py,
            text=label.text,
            showarrow=True,
            arrowhead=0,
            arrowwidth=1,
            arrowcolor=style.palette.muted,
            standoff=8,
            xanchor="left" if side == "right" else "right",
            font={"size": SMALL, "color": style.palette.ink},
            bgcolor=style.palette.paper,
            borderpad=0,
        )


def month_axis(fig: go.Figure, months: list[pd.Timestamp], style: Style, most: int = 7) -> go.Figure:
    """At most that many months written on the axis, in the reader's language."""
    step = max(1, -(-len(months) // most))
    ticks = months[::-1][::step][::-1]
    fig.update_xaxes(tickvals=ticks, ticktext=[month(m, style.lang, short=True) for m in ticks])
    return fig
