"""Charts of the growth page: causes of the change, and accounts that moved."""

import pandas as pd
import plotly.graph_objects as go

from kam_analytics.charts.theme import Style, dress, plain, room, short, slim
from kam_analytics.core.units import Quantity, Unit
from kam_analytics.language.numbers import scale_of, write


def bridge(rows: pd.DataFrame, style: Style) -> go.Figure:
    """The change alone, from zero, one bar per cause; the last bar is the total.

    rows: cause (Text), amount (EUR, signed), start (EUR, where the bar begins), role (gain, loss, neutral).
    """
    ordered = rows.iloc[::-1]
    p, scale = style.palette, scale_of(rows["amount"])
    causes = [cause.in_(style.lang) for cause in ordered["cause"]]
    ends = ordered["start"] + ordered["amount"]
    bars = go.Bar(
        orientation="h",
        base=ordered["start"],
        x=ordered["amount"],
        y=causes,
        marker_color=[p.of(role) for role in ordered["role"]],
        hoverinfo="skip",
    )
    low, high = room([*ordered["start"], *ends], 0.32)
    labels = go.Scatter(
        x=[max(a, b) for a, b in zip(ordered["start"], ends, strict=True)],
        y=causes,
        mode="text",
        text=[
            f"  {_arrow(v)}{write(Quantity(v, Unit.EUR), style.lang, scale=scale, sign=True)}"
            for v in ordered["amount"]
        ],
        textposition="middle right",
        cliponaxis=False,
        hoverinfo="skip",
    )
    fig = dress(go.Figure([bars, labels]), style)
    fig.add_vline(x=0, line={"color": p.ink, "width": 2})
    return slim(fig, len(ordered)).update_xaxes(visible=False, range=(low, high))


def movers(rows: pd.DataFrame, style: Style) -> go.Figure:
    """The accounts with the largest gains and losses, around zero.

    rows: account_id, account_name, change (EUR, signed), largest gain first.
    """
    ordered = rows.iloc[::-1]
    p, scale = style.palette, scale_of(rows["change"])
    bars = go.Bar(
        orientation="h",
        x=ordered["change"],
        y=list(range(len(ordered))),
        customdata=ordered[["account_id"]],
        marker_color=[p.gain if v >= 0 else p.loss for v in ordered["change"]],
        text=[
            f"{_arrow(v)}{write(Quantity(v, Unit.EUR), style.lang, scale=scale, sign=True)}" for v in ordered["change"]
        ],
        textposition="outside",
        cliponaxis=False,
        hovertext=[plain(n) for n in ordered["account_name"]],
        hovertemplate="%{hovertext}<br>%{text}<extra></extra>",
    )
    fig = dress(go.Figure(bars), style)
    fig.update_yaxes(tickvals=list(range(len(ordered))), ticktext=[short(n) for n in ordered["account_name"]])
    fig.add_vline(x=0, line={"color": p.ink, "width": 2})
    return slim(fig, len(ordered)).update_xaxes(visible=False, range=room(ordered["change"], 0.35))


def _arrow(value: float) -> str:
    return "▲ " if value > 0 else "▼ " if value < 0 else ""
