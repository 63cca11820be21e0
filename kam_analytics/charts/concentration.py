"""Charts of the concentration page: rows in, a figure out, nothing else touched."""

import pandas as pd
import plotly.graph_objects as go

from kam_analytics.charts.theme import TRANSPARENT, Style, dress, percent, plain, room, short, slim
from kam_analytics.core.text import Text
from kam_analytics.core.units import Quantity, Unit
from kam_analytics.language.dates import month
from kam_analytics.language.numbers import Scale, scale_of, write

OFF_SCALE = 1.6  # times the largest account: beyond, the bar of the others would leave the accounts no room
NO_BAR = Text(fr="hors échelle", en="off the scale")


def ranked_accounts(rows: pd.DataFrame, style: Style) -> go.Figure:
    """Ordered bars of the largest accounts; the others last, outlined, or written only where their bar would dwarf all.

    rows: account_id, account_name, role (key, others, or rest for the last bar), revenue (EUR), share (0–1).
    """
    shown = rows.iloc[::-1]
    p, rest = style.palette, (shown["role"] == "rest").to_numpy()
    largest = float(shown["revenue"][~rest].max())
    off_scale = rest & (shown["revenue"] > OFF_SCALE * largest).to_numpy()
    drawn = shown["revenue"].mask(off_scale, 0.0)
    scale = scale_of(shown["revenue"][~rest])
    bars = go.Bar(
        orientation="h",
        x=drawn,
        y=list(range(len(shown))),
        customdata=shown[["account_id"]],
        marker={
            "color": [TRANSPARENT if r else p.of(role) for r, role in zip(rest, shown["role"], strict=True)],
            "line": {"color": [p.others if r else TRANSPARENT for r in rest], "width": 2},
        },
        text=[
            _amount_and_share(v, s, style, scale, off)
            for v, s, off in zip(shown["revenue"], shown["share"], off_scale, strict=True)
        ],
        textposition="outside",
        cliponaxis=False,
        hovertext=[plain(n, style.lang) for n in shown["account_name"]],
        hovertemplate="%{hovertext}<br>%{text}<extra></extra>",
    )
    fig = dress(go.Figure(bars), style)
    fig.update_yaxes(tickvals=list(range(len(shown))), ticktext=[short(n, style.lang) for n in shown["account_name"]])
    return slim(fig, len(shown)).update_xaxes(visible=False, range=room(drawn, 0.32))


def _amount_and_share(amount: float, share: float, style: Style, scale: Scale, off_scale: bool) -> str:
    parts = [write(Quantity(amount, Unit.EUR), style.lang, scale=scale), write(Quantity(share, Unit.SHARE), style.lang)]
    if off_scale:
        parts.append(f"({NO_BAR.in_(style.lang)})")
    return "   ".join(parts)


def rolling_share(rows: pd.DataFrame, style: Style) -> go.Figure:
    """Share of the largest accounts over rolling twelve months, from zero.

    rows: month (first day of the last month of each window), share (0–1).
    """
    p = style.palette
    labels = [write(Quantity(v, Unit.SHARE), style.lang) for v in rows["share"]]
    ends = [i in (0, len(rows) - 1) for i in range(len(rows))]
    line = go.Scatter(
        x=rows["month"],
        y=rows["share"],
        mode="lines+markers+text",
        line={"color": p.neutral, "width": 3},
        marker={"size": [10 if e else 1 for e in ends], "color": p.neutral},
        text=[f"<b>{label}</b>" if e else "" for label, e in zip(labels, ends, strict=True)],
        textposition="top center",
        cliponaxis=False,
        hovertext=[f"{month(m, style.lang)}<br>{label}" for m, label in zip(rows["month"], labels, strict=True)],
        hovertemplate="%{hovertext}<extra></extra>",
    )
    fig = dress(go.Figure(line), style)
    top = max(0.1, float(rows["share"].max()) * 1.25)
    size = 0.05 if top <= 0.25 else 0.1 if top <= 0.5 else 0.2
    steps = [size * i for i in range(int(min(top, 1.0) / size + 1e-9) + 1)]
    fig.update_yaxes(
        range=(0, min(top, 1.05)),
        showgrid=True,
        gridcolor=p.grid,
        tickvals=steps,
        ticktext=[percent(t, style.lang) for t in steps],
    )
    return month_axis(fig, list(rows["month"]), style)


def month_axis(fig: go.Figure, months: list[pd.Timestamp], style: Style) -> go.Figure:
    """At most seven months written on the axis, in the reader's language."""
    step = max(1, -(-len(months) // 7))
    ticks = months[::-1][::step][::-1]
    fig.update_xaxes(tickvals=ticks, ticktext=[month(m, style.lang, short=True) for m in ticks])
    return fig
