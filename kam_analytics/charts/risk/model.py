"""Charts of the at-risk page that need a model or dates: stakes, orders in time, reliability."""

from datetime import date
from math import log10
from typing import Any

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from kam_analytics.charts.labels import DotLabel, month_axis, name_dots
from kam_analytics.charts.risk.exposure import EXPOSED, account_dots, log_ends, round_amount
from kam_analytics.charts.theme import SMALL, Style, dress, percent, plain, short, slim
from kam_analytics.core.text import Text
from kam_analytics.core.units import Quantity, Unit
from kam_analytics.language.dates import day
from kam_analytics.language.numbers import write

SAID = Text(fr="Probabilité annoncée", en="Probability announced")
CAME = Text(fr="Part réellement perdue", en="Share really lost")
STAKES = (1e3, 1e4, 1e5, 1e6, 1e7)  # EUR of expected loss along each curve
STEPS = (0.0, 0.25, 0.5, 0.75, 1.0)
MOST_SHARE = 1.05
TICK_MONTHS = 3  # between two written months: five of them fit side by side in half a screen


def stakes_scatter(rows: pd.DataFrame, style: Style, severity: float, label: Text) -> go.Figure:
    """Probability against exposed revenue (log), with curves of equal expected loss: probability × severity × revenue.

    rows: account_id, account_name, role, probability (0 to 1), exposed (EUR > 0), named (bool). severity: share of the
        exposed revenue that an event costs; label: the event of the probability.
    """
    p, low_high = style.palette, log_ends(rows["exposed"])
    fig = go.Figure([*_equal_stakes(style, low_high, severity), _dots(rows, style)])
    fig = dress(fig, style)
    tall = style.height - 130.0
    named = rows[rows["named"]]
    labels = [
        DotLabel(short(n), x, log10(y), 0.0, tall * (low_high[1] - log10(y)) / (low_high[1] - low_high[0]))
        for n, x, y in zip(named["account_name"], named["probability"], named["exposed"], strict=True)
    ]
    name_dots(fig, labels, style, "right", tall)
    ticks = [10.0**n for n in range(2, 10) if low_high[0] <= n <= low_high[1]]
    fig.update_yaxes(
        type="log",
        range=low_high,
        tickvals=ticks,
        ticktext=[round_amount(v, style.lang) for v in ticks],
        showgrid=True,
        gridcolor=p.grid,
        title={"text": EXPOSED.in_(style.lang)},
    )
    return fig.update_xaxes(
        range=(0, 1.25),
        tickvals=STEPS,
        ticktext=[percent(v, style.lang) for v in STEPS],
        title={"text": label.in_(style.lang)},
    )


def _dots(rows: pd.DataFrame, style: Style) -> go.Scatter:
    labels = [
        f"{write(Quantity(q, Unit.SHARE), style.lang)} · {write(Quantity(v, Unit.EUR), style.lang)}"
        for q, v in zip(rows["probability"], rows["exposed"], strict=True)
    ]
    return account_dots(rows, "probability", labels, style)


def _equal_stakes(style: Style, ends: tuple[float, float], severity: float) -> list[go.Scatter]:
    """Curves p × severity × E = constant, each named at its right end."""
    curves = []
    for loss in STAKES:
        stake = loss / severity
        low, high = 10.0 ** ends[0], 10.0 ** ends[1]
        first = max(stake / high, 0.005)
        if first >= 1.0 or stake < low * 0.02:
            continue
        xs = np.geomspace(first, 1.0, 60)
        inside = xs[stake / xs >= low]
        if inside.size < 2:
            continue
        curves.append(_curve(inside, stake, round_amount(loss, style.lang), style))
    return curves


def _curve(shares: "np.ndarray[tuple[int], np.dtype[np.float64]]", stake: float, name: str, style: Style) -> go.Scatter:
    """One curve, with its amount at the end."""
    return go.Scatter(
        x=shares,
        y=stake / shares,
        mode="lines+text",
        hoverinfo="skip",
        text=[*[""] * (shares.size - 1), f"= {name}"],
        textposition="middle right",
        textfont={"size": SMALL, "color": style.palette.muted},
        line={"color": style.palette.muted, "width": 1, "dash": "dot"},
    )


def orders_in_time(rows: pd.DataFrame, style: Style, as_of: date) -> go.Figure:
    """One line per account: its invoice days of twelve months, and the day of the next expected order.

    rows: account_id, account_name, role, days (list of dates), next_expected (date or None), first account first.
    """
    ordered_, p = rows.iloc[::-1].reset_index(drop=True), style.palette
    ordered = ordered_.explode("days").dropna(subset=["days"])
    awaited = ordered_.dropna(subset=["next_expected"])
    marks = _days(ordered, "days", {"size": 9, "color": [p.of(role) for role in ordered["role"]]}, style)
    expected = _days(awaited, "next_expected", {"size": 13, "symbol": "triangle-down", "color": p.loss}, style)
    fig = dress(go.Figure([marks, expected]), style)
    fig.add_vline(x=as_of.isoformat(), line={"color": p.muted, "width": 1, "dash": "dot"})
    fig.update_xaxes(showgrid=True, gridcolor=p.grid)
    dates = [pd.Timestamp(d) for d in (*ordered["days"], *awaited["next_expected"], as_of)]
    months = list(pd.date_range(min(dates).replace(day=1), max(dates), freq="MS"))
    month_axis(fig, months[::-1][::TICK_MONTHS][::-1], style).update_xaxes(tickangle=0)
    fig.update_yaxes(tickvals=list(ordered_.index), ticktext=[short(n) for n in ordered_["account_name"]])
    return slim(fig, len(ordered_))


def _days(rows: pd.DataFrame, column: str, marker: dict[str, Any], style: Style) -> go.Scatter:
    """One mark per account and day, with the day in the reader's language in its tooltip."""
    named = zip(rows["account_name"], rows[column], strict=True)
    return go.Scatter(
        x=rows[column],
        y=rows.index,
        mode="markers",
        customdata=rows[["account_id"]],
        marker=marker,
        hovertext=[f"{plain(name)}<br>{day(on, style.lang)}" for name, on in named],
        hovertemplate="%{hovertext}<extra></extra>",
    )


def reliability_line(rows: pd.DataFrame, style: Style) -> go.Figure:
    """Predicted against observed share, by slice; on the dotted line both are equal.

    rows: said, came (0 to 1), count.
    """
    p, lang = style.palette, style.lang
    end = min(1.0, float(max(rows["said"].max(), rows["came"].max())) * 1.15)
    right = go.Scatter(
        x=[0, end], y=[0, end], mode="lines", hoverinfo="skip", line={"color": p.muted, "width": 2, "dash": "dot"}
    )
    observed = go.Scatter(
        x=rows["said"],
        y=rows["came"],
        mode="lines+markers+text",
        line={"color": p.key, "width": 3},
        marker={"size": 11, "color": p.key},
        text=[write(Quantity(v, Unit.SHARE), lang) for v in rows["came"]],
        textposition="top left",
        cliponaxis=False,
        hovertext=[
            f"{write(Quantity(s, Unit.SHARE), lang)} → {write(Quantity(c, Unit.SHARE), lang)}"
            for s, c in zip(rows["said"], rows["came"], strict=True)
        ],
        hovertemplate="%{hovertext}<extra></extra>",
    )
    fig = dress(go.Figure([right, observed]), style)
    ticks = [v for v in np.linspace(0, 1, 11) if v <= end * MOST_SHARE]
    axis = {"tickvals": ticks, "ticktext": [percent(v, lang) for v in ticks], "range": (0, end * MOST_SHARE)}
    fig.update_yaxes(**axis, title={"text": CAME.in_(lang)}, showgrid=True, gridcolor=p.grid)
    return fig.update_xaxes(**axis, title={"text": SAID.in_(lang)})
