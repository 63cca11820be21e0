"""Charts of the growth page: two groups over time, causes of the change, accounts that moved."""

import pandas as pd
import plotly.graph_objects as go

from kam_analytics.charts.labels import month_axis, month_codes
from kam_analytics.charts.theme import SMALL, Style, dress, plain, room, short, slim
from kam_analytics.core.text import Text
from kam_analytics.core.units import Quantity, Unit
from kam_analytics.language.dates import month
from kam_analytics.language.growth import GAP, KEYS, OTHERS
from kam_analytics.language.numbers import scale_of, write

LABEL_ROOM = 0.24  # of the width, for the names at the ends of the lines


def bridge(rows: pd.DataFrame, style: Style, opening: float = 0.0) -> go.Figure:
    """The change alone, from zero, one bar per cause; the last bar is the total.

    rows: cause (Text), amount (EUR, signed), start (EUR, where the bar begins), role (gain, loss, neutral).
    opening: the revenue before, EUR.
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
        customdata=[[cause if role != "neutral" else ""] for cause, role in zip(causes, ordered["role"], strict=True)],
        hovertext=[_of_opening(v, opening, style) for v in ordered["amount"]],
        hovertemplate="<b>%{y}</b><br>%{hovertext}<extra></extra>",
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


def _of_opening(amount: float, opening: float, style: Style) -> str:
    """A change, and what it is of the revenue before."""
    changed = write(Quantity(amount, Unit.EUR), style.lang, sign=True)
    if opening <= 0:
        return changed
    return f"{changed} ({write(Quantity(amount / opening, Unit.POINTS), style.lang)})"


def movers(rows: pd.DataFrame, style: Style) -> go.Figure:
    """The accounts with the largest gains and losses, around zero.

    rows: account_id, account_name, base_revenue, revenue, change (EUR, signed), largest gain first.
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
        hovertext=[
            f"<b>{plain(name)}</b><br>{_from_to(before, now, style)}"
            for name, before, now in zip(
                ordered["account_name"], ordered["base_revenue"], ordered["revenue"], strict=True
            )
        ],
        hovertemplate="%{hovertext}<extra></extra>",
    )
    fig = dress(go.Figure(bars), style)
    fig.update_yaxes(tickvals=list(range(len(ordered))), ticktext=[short(n) for n in ordered["account_name"]])
    fig.add_vline(x=0, line={"color": p.ink, "width": 2})
    return slim(fig, len(ordered)).update_xaxes(visible=False, range=room(ordered["change"], 0.35))


def _from_to(before: float, now: float, style: Style) -> str:
    """Revenue of both periods and the growth, where there is one."""
    amounts = " → ".join(write(Quantity(v, Unit.EUR), style.lang) for v in (before, now))
    return (
        f"{amounts} ({write(Quantity(now / before - 1, Unit.GROWTH), style.lang, sign=True)})"
        if before > 0
        else amounts
    )


def _arrow(value: float) -> str:
    return "▲ " if value > 0 else "▼ " if value < 0 else ""


def history(rows: pd.DataFrame, style: Style, since: pd.Timestamp | None, sentence: str) -> go.Figure:
    """Rolling years of key accounts and of the others, 100 at the start; the band of accounts of the same size behind.

    rows: as `GrowthHistory.rows`; since: the month from which the gap has its sign, marked with the sentence.
    """
    p = style.palette
    months = list(rows["month"])
    edges = [
        go.Scatter(
            x=months,
            y=rows[edge],
            mode="lines",
            line={"width": 0},
            fill=fill,
            fillcolor=p.grid,
            hoverinfo="skip",
        )
        for edge, fill in (("low", None), ("high", "tonexty"))
    ]
    lines = [_index_line(rows, role, label, style) for role, label in (("others", OTHERS), ("key", KEYS))]
    fig = dress(go.Figure([*edges, *lines]), style)
    if since is not None:
        fig.add_vline(x=since, line={"color": p.loss, "width": 1, "dash": "dot"})
        is_late = months.index(since) > len(months) / 2
        fig.add_annotation(
            x=since,
            y=1,
            yref="paper",
            yanchor="top",
            xanchor="right" if is_late else "left",
            text=f"{plain(sentence)}\u00a0" if is_late else f"\u00a0{plain(sentence)}",
            showarrow=False,
            font={"color": p.loss, "size": SMALL},
        )
    fig.update_xaxes(range=(months[0], months[-1] + (months[-1] - months[0]) * LABEL_ROOM))
    fig.update_yaxes(showgrid=True, gridcolor=p.grid, tickformat=".0f")
    return month_axis(fig, months, style, most=5)


def _index_line(rows: pd.DataFrame, role: str, label: Text, style: Style) -> go.Scatter:
    column = "key" if role == "key" else "other"
    name, scale = label.in_(style.lang), scale_of(rows[f"{column}_revenue"])
    hover = [
        "<br>".join(
            [
                f"<b>{month(on, style.lang)}</b>",
                f"{name} : {write(Quantity(revenue, Unit.EUR), style.lang, scale=scale)}",
                *_gap_line(gap, style),
            ]
        )
        for on, revenue, gap in zip(rows["month"], rows[f"{column}_revenue"], rows["gap"], strict=True)
    ]
    last = rows[column].iloc[-1]
    return go.Scatter(
        x=rows["month"],
        y=rows[column],
        mode="lines+text",
        line={"color": style.palette.of(role), "width": 3 if role == "key" else 2},
        text=[""] * (len(rows) - 1) + [f"  <b>{plain(name)} {last:.0f}</b>"],
        textposition="middle right",
        textfont={"color": style.palette.of(role) if role == "key" else style.palette.muted},
        cliponaxis=False,
        customdata=month_codes(rows["month"]),
        hovertext=hover,
        hovertemplate="%{hovertext}<extra></extra>",
    )


def _gap_line(gap: float, style: Style) -> list[str]:
    if gap != gap:
        return []
    return [f"{GAP.in_(style.lang)} : {write(Quantity(100 * gap, Unit.POINTS), style.lang, sign=True)}"]
