"""Charts of the team's pay: its distribution, and its relation to the growth of key accounts."""

from collections.abc import Mapping
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from kam_analytics.charts.labels import DotLabel, name_dots
from kam_analytics.charts.theme import Style, dress, percent, plain, short
from kam_analytics.core.text import Text
from kam_analytics.core.units import Quantity, Unit
from kam_analytics.language.numbers import write

GROWTH = Text(fr="croissance des comptes clés", en="key-account growth")
PAID = Text(fr="part de la variable à 100 %", en="share of pay at 100%")
TIP = Text(
    fr="<b>{name}</b><br>Croissance des comptes clés\u00a0: {growth}<br>Part de la variable à 100\u00a0%\u00a0: {paid}",
    en="<b>{name}</b><br>Key-account growth: {growth}<br>Share of pay at 100%: {paid}",
)
ROOM = 0.18  # of the span, around the outermost dots


def distribution(rows: pd.DataFrame, style: Style) -> go.Figure:
    """Number of people in each band of expected pay.

    rows: band, people.
    """
    p = style.palette
    bars = go.Bar(
        x=[plain(band, style.lang) for band in rows["band"]],
        y=rows["people"],
        marker_color=p.neutral,
        hoverinfo="skip",
        text=[str(n) if n else "" for n in rows["people"]],
        textposition="outside",
        cliponaxis=False,
    )
    fig = dress(go.Figure(bars), style)
    return fig.update_yaxes(visible=False, range=(0, 1.2 * max(1, int(rows["people"].max()))))


def growth_and_pay(rows: pd.DataFrame, style: Style) -> go.Figure:
    """One dot per person: growth of their key accounts, and expected share of their pay.

    rows: person_id, name, growth (0.05 is +5 %), paid (1 is pay at 100 %).
    """
    p = style.palette
    marker = {"size": 14, "color": p.key, "line": {"color": p.paper, "width": 2}}
    dots = go.Scatter(
        x=rows["growth"],
        y=rows["paid"],
        mode="markers",
        marker=marker,
        customdata=[[who] for who in rows["person_id"]],
        hovertext=[_tip(row, style) for row in rows.to_dict("records")],
        hovertemplate="%{hovertext}<extra></extra>",
    )
    fig = dress(go.Figure(dots), style)
    low, high = _span(rows["growth"])
    bottom, top = 0.0, max(1.1, float(rows["paid"].max()) * 1.1)
    tall = style.height - 130.0
    labels = [
        DotLabel(short(n), x, y, 0.0, tall * (1 - (y - bottom) / (top - bottom)))
        for n, x, y in zip(rows["name"], rows["growth"], rows["paid"], strict=True)
    ]
    name_dots(fig, labels, style, "right", tall)
    ticks = [t / 10 for t in range(-10, 21) if low <= t / 10 <= high]
    fig.update_xaxes(
        range=(low, high),
        tickvals=ticks,
        ticktext=[percent(t, style.lang) for t in ticks],
        title_text=GROWTH.in_(style.lang),
        showgrid=True,
        gridcolor=p.grid,
    )
    steps = [t / 4 for t in range(9) if t / 4 <= top]
    return fig.update_yaxes(
        range=(bottom, top),
        tickvals=steps,
        ticktext=[percent(t, style.lang) for t in steps],
        title_text=PAID.in_(style.lang),
        showgrid=True,
        gridcolor=p.grid,
    )


def _tip(row: Mapping[Any, Any], style: Style) -> str:
    growth = write(Quantity(row["growth"], Unit.GROWTH), style.lang)
    paid = write(Quantity(row["paid"], Unit.SHARE), style.lang)
    facts = {"growth": growth, "paid": paid, "name": plain(row["name"], style.lang)}
    return TIP.in_(style.lang).format(**facts)


def _span(values: "pd.Series[float]") -> tuple[float, float]:
    low, high = min(0.0, float(values.min())), max(0.0, float(values.max()))
    spare = ROOM * ((high - low) or 1.0)
    return low - spare, high + 2 * spare
