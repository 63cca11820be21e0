"""Charts of the at-risk page: how much is exposed, and how loud the signals are."""

import pandas as pd
import plotly.graph_objects as go

from kam_analytics.charts.theme import Style, dress, plain, room, short
from kam_analytics.core.text import Text
from kam_analytics.core.units import Quantity, Unit
from kam_analytics.language.numbers import scale_of, write

POINTS = Text(fr="Points du score (alerte à partir de {alert})", en="Score points (alert from {alert})")
EXPOSED = Text(fr="CA exposé (échelle log)", en="Exposed revenue (log scale)")
LABELLED = 6


def exposed_bars(rows: pd.DataFrame, style: Style) -> go.Figure:
    """Ordered bars of exposed revenue; the main reason in words behind each bar.

    rows: account_id, account_name, role (key, others), exposed (EUR), reason (Text), largest first.
    """
    shown = rows.iloc[::-1]
    p, scale = style.palette, scale_of(shown["exposed"])
    bars = go.Bar(
        orientation="h",
        x=shown["exposed"],
        y=list(range(len(shown))),
        customdata=shown[["account_id"]],
        marker_color=[p.of(role) for role in shown["role"]],
        text=[
            f"{write(Quantity(v, Unit.EUR), style.lang, scale=scale)} · {plain(reason.in_(style.lang))}"
            for v, reason in zip(shown["exposed"], shown["reason"], strict=True)
        ],
        textposition="outside",
        cliponaxis=False,
        hovertext=[plain(n) for n in shown["account_name"]],
        hovertemplate="%{hovertext}<br>%{text}<extra></extra>",
    )
    fig = dress(go.Figure(bars), style)
    fig.update_yaxes(tickvals=list(range(len(shown))), ticktext=[short(n) for n in shown["account_name"]])
    return fig.update_xaxes(visible=False, range=room(shown["exposed"], 1.6))


def score_scatter(rows: pd.DataFrame, style: Style, alert: int) -> go.Figure:
    """Score points against exposed revenue (log); the most exposed of the alerts are named.

    rows: account_id, account_name, role, points, exposed (EUR > 0), named (bool).
    """
    p, lang = style.palette, style.lang
    dots = go.Scatter(
        x=rows["points"],
        y=rows["exposed"],
        mode="markers+text",
        customdata=rows[["account_id"]],
        marker={"size": 12, "color": [p.of(role) for role in rows["role"]], "line": {"color": p.paper, "width": 1}},
        text=[f"  {short(n)}" if named else "" for n, named in zip(rows["account_name"], rows["named"], strict=True)],
        textposition="middle right",
        cliponaxis=False,
        hovertext=[
            f"{plain(n)}<br>{write(Quantity(v, Unit.EUR), lang)}"
            for n, v in zip(rows["account_name"], rows["exposed"], strict=True)
        ],
        hovertemplate="%{hovertext}<extra></extra>",
    )
    fig = dress(go.Figure(dots), style)
    fig.add_vline(x=alert - 0.5, line={"color": p.muted, "width": 2, "dash": "dot"})
    ticks = [v for v in (1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8) if rows["exposed"].min() / 5 <= v <= rows["exposed"].max() * 5]
    fig.update_yaxes(
        type="log", tickvals=ticks, ticktext=[write(Quantity(v, Unit.EUR), lang) for v in ticks],
        showgrid=True, gridcolor=p.grid, title={"text": EXPOSED.in_(lang)},
    )  # fmt: skip
    most = int(rows["points"].max()) if len(rows) else alert
    return fig.update_xaxes(
        range=(-0.5, max(most, alert) + 3), tickvals=list(range(0, max(most, alert) + 1)),
        title={"text": POINTS.in_(lang).format(alert=alert)},
    )  # fmt: skip
