"""Charts of the at-risk page: exposed revenue, and strength of the signals."""

from dataclasses import replace
from math import log10
from textwrap import shorten, wrap
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from kam_analytics.charts.labels import DotLabel, name_dots
from kam_analytics.charts.theme import SMALL, Style, dress, plain, room, short, slim
from kam_analytics.core.text import Lang, Text
from kam_analytics.core.units import Quantity, Unit
from kam_analytics.language.numbers import MILLIONS, THOUSANDS, UNITS, scale_of, write

POINTS = Text(fr="Points du score (alerte à partir de {alert})", en="Score points (alert from {alert})")
EXPOSED = Text(fr="CA exposé (échelle log)", en="Exposed revenue (log scale)")
LINE_LENGTH = 42


def reasoned_bars(rows: pd.DataFrame, style: Style, money: str) -> go.Figure:
    """Ordered bars of a column of euros, with the main reason in words after each bar.

    rows: account_id, account_name, role (key, others), the column (EUR), reason (Text), largest first.
    """
    ordered = rows.iloc[::-1]
    p, scale = style.palette, scale_of(ordered[money])
    amounts = [write(Quantity(v, Unit.EUR), style.lang, scale=scale) for v in ordered[money]]
    why = [reason.in_(style.lang) for reason in ordered["reason"]]
    said = [
        f"<b>{plain(name)}</b><br>{amount}<br>{plain(reason)}"
        for name, amount, reason in zip(ordered["account_name"], amounts, why, strict=True)
    ]
    clicked: dict[str, Any] = {
        "customdata": ordered[["account_id"]],
        "hovertext": said,
        "hovertemplate": "%{hovertext}<extra></extra>",
    }
    bars = go.Bar(
        orientation="h",
        x=ordered[money],
        y=list(range(len(ordered))),
        marker_color=[p.of(role) for role in ordered["role"]],
        **clicked,
    )
    labels = go.Scatter(
        x=ordered[money],
        y=list(range(len(ordered))),
        mode="text",
        text=[wrapped(f"{amount} · {reason}") for amount, reason in zip(amounts, why, strict=True)],
        textposition="middle right",
        textfont={"size": SMALL},
        cliponaxis=False,
        **clicked,  # a bar of a few pixels can be clicked at its end
    )
    fig = dress(go.Figure([bars, labels]), style)
    fig.update_yaxes(tickvals=list(range(len(ordered))), ticktext=[short(n) for n in ordered["account_name"]])
    return slim(fig, len(ordered)).update_xaxes(visible=False, range=room(ordered[money], 1.8))


def wrapped(text: str) -> str:
    """A sentence on two lines at most, so that it fits behind the longest bar."""
    lines = wrap(text, LINE_LENGTH, break_long_words=False, break_on_hyphens=False)
    first_lines = (
        [lines[0], shorten(" ".join(lines[1:]), LINE_LENGTH + 4, placeholder="…")] if len(lines) > 1 else lines
    )
    return "<br>".join(f"  {plain(line)}" for line in first_lines)


def score_scatter(rows: pd.DataFrame, style: Style, alert: int) -> go.Figure:
    """Score points against exposed revenue (log); the most exposed alerts have their names.

    rows: account_id, account_name, role, points, exposed (EUR > 0), named (bool).
    """
    p, lang = style.palette, style.lang
    labels = [write(Quantity(v, Unit.EUR), lang) for v in rows["exposed"]]
    dots = account_dots(rows, "points", labels, style)
    fig = dress(go.Figure(dots), style)
    fig.add_vline(x=alert - 0.5, line={"color": p.muted, "width": 2, "dash": "dot"})
    most = max(int(rows["points"].max()) if len(rows) else alert, alert)
    low, high = log_ends(rows["exposed"])
    _name_alerts(fig, rows[rows["named"]], style, (low, high))
    ticks = [10.0**n for n in range(2, 10) if low <= n <= high]
    fig.update_yaxes(
        type="log",
        range=(low, high),
        tickvals=ticks,
        ticktext=[round_amount(v, lang) for v in ticks],
        showgrid=True,
        gridcolor=p.grid,
        title={"text": EXPOSED.in_(lang)},
    )
    return fig.update_xaxes(
        range=(-0.5, most + 4.5), tickvals=list(range(most + 1)), title={"text": POINTS.in_(lang).format(alert=alert)}
    )


def account_dots(rows: pd.DataFrame, x: str, labels: list[str], style: Style) -> go.Scatter:
    """One dot per account at a column and its exposed revenue; `labels` are under its name in the tooltip."""
    p = style.palette
    return go.Scatter(
        x=rows[x],
        y=rows["exposed"],
        mode="markers",
        customdata=rows[["account_id"]],
        marker={"size": 12, "color": [p.of(role) for role in rows["role"]], "line": {"color": p.paper, "width": 1}},
        cliponaxis=False,
        hovertext=[f"{plain(n)}<br>{text}" for n, text in zip(rows["account_name"], labels, strict=True)],
        hovertemplate="%{hovertext}<extra></extra>",
    )


def log_ends(values: "pd.Series[float]") -> tuple[float, float]:
    """The ends of a logarithmic axis, in powers of ten, with room around the values."""
    return log10(float(values.min())) - 0.2, log10(float(values.max())) + 0.2


def round_amount(value: float, lang: Lang) -> str:
    """`1 k€`, `100 k€`, `1 M€`: a power of ten in its own unit."""
    scale = MILLIONS if value >= 1e6 else THOUSANDS if value >= 1e3 else UNITS
    return write(Quantity(value, Unit.EUR), lang, scale=replace(scale, digits=0))


def _name_alerts(fig: go.Figure, named: pd.DataFrame, style: Style, ends: tuple[float, float]) -> None:
    tall = style.height - 130.0
    labels = [
        DotLabel(short(n), x, log10(y), 0.0, tall * (ends[1] - log10(y)) / (ends[1] - ends[0]))
        for n, x, y in zip(named["account_name"], named["points"], named["exposed"], strict=True)
    ]
    name_dots(fig, labels, style, "right", tall)
