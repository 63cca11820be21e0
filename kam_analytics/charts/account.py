"""Charts of the account sheet: revenue over margin, share over rank, families beside the base period."""

import pandas as pd
import plotly.graph_objects as go
from plotly.subplots import make_subplots

from kam_analytics.charts.labels import month_axis, month_codes
from kam_analytics.charts.overview import DAY, money_axis
from kam_analytics.charts.theme import SMALL, Style, dress, percent, room, short, slim
from kam_analytics.core.text import Text
from kam_analytics.core.units import Quantity, Unit
from kam_analytics.language import account as text
from kam_analytics.language import shared
from kam_analytics.language.dates import month
from kam_analytics.language.numbers import decimal, scale_of, write

NAMED_TOP = 88  # px: the name of the upper panel stands under the legend
UPPER, GAP = 0.62, 0.16  # share of the height that the upper panel takes, and the space between the two
WIDE, NARROW = 25, 14  # days, of the bars behind and in front
STEPS = (0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2)
LEAST_SHARE = 0.001  # below it one decimal is not enough: only the rank is written


def revenue_and_margin(rows: pd.DataFrame, style: Style) -> go.Figure:
    """Revenue by month in front of last year's, over gross margin by month; never two scales on one axis.

    rows: month, revenue, last_year (EUR, NaN where not known), margin (EUR, NaN where not known).
    """
    scale = scale_of([*rows["revenue"], *rows["last_year"].dropna()])

    def bars(name: str, role: str, days: int) -> go.Bar:
        written = [write(Quantity(v, Unit.EUR), style.lang, scale=scale) for v in rows[name]]
        return go.Bar(
            x=rows["month"],
            y=rows[name],
            width=days * DAY,
            marker_color=style.palette.of(role),
            customdata=month_codes(rows["month"]),
            hovertext=[f"{month(m, style.lang)}<br>{v}" for m, v in zip(rows["month"], written, strict=True)],
            hovertemplate="%{hovertext}<extra></extra>",
        )

    with_margin = bool(rows["margin"].notna().any())
    fig = _panels(style, (shared.REVENUE, shared.MARGIN) if with_margin else (shared.REVENUE,))
    fig.add_traces([bars("last_year", "others", WIDE), bars("revenue", "neutral", NARROW)], rows=[1, 1], cols=[1, 1])
    money_axis(fig, [*rows["revenue"], *rows["last_year"].dropna()], style, row=1)
    if with_margin:
        fig.add_trace(bars("margin", "neutral", NARROW), row=2, col=1)
        money_axis(fig, list(rows["margin"].dropna()), style, row=2, steps=2)
    fig.update_layout(barmode="overlay")
    return month_axis(fig, list(rows["month"]), style)


def share_and_rank(rows: pd.DataFrame, style: Style) -> go.Figure:
    """Share of revenue from zero, over the rank with the first place on top; both end values are written.

    rows: month (the last of twelve), share (0–1), rank, accounts; NaN where the account has no positive revenue.
    """
    with_share = float(rows["share"].max()) >= LEAST_SHARE
    fig = _panels(style, (shared.SHARE, shared.RANK) if with_share else (shared.RANK,))
    shares = [write(Quantity(v, Unit.SHARE), style.lang) for v in rows["share"]]
    ranks = [text.rank(v).in_(style.lang) for v in rows["rank"]]
    tips = [
        f"{month(m, style.lang)}<br>{share} · {rank} / {decimal(n, style.lang)}"
        for m, share, rank, n in zip(rows["month"], shares, ranks, rows["accounts"], strict=True)
    ]
    if with_share:
        fig.add_trace(_line(rows["month"], rows["share"], shares, tips, style), row=1, col=1)
        _share_axis(fig, float(rows["share"].max()), style)
    row = 2 if with_share else 1
    fig.add_trace(_line(rows["month"], rows["rank"], ranks, tips, style, upwards=False), row=row, col=1)
    first, last = float(rows["rank"].min()), float(rows["rank"].max())
    spare = max(1.0, 0.35 * (last - first))
    fig.update_yaxes(range=(last + spare, first - 2 * spare), showticklabels=False, row=row)
    return month_axis(fig, list(rows["month"]), style)


def _share_axis(fig: go.Figure, largest: float, style: Style) -> None:
    """From zero, with at most five round shares."""
    top = 1.3 * largest
    step = next((s for s in STEPS if top / s <= 5), STEPS[-1])
    ticks = [step * n for n in range(int(min(top, 1.0) / step + 1e-9) + 1)]
    fig.update_yaxes(
        range=(0, top),
        tickvals=ticks,
        ticktext=[percent(t, style.lang) for t in ticks],
        showgrid=True,
        gridcolor=style.palette.grid,
        row=1,
    )


def family_bars(rows: pd.DataFrame, style: Style) -> go.Figure:
    """Families of the period, solid, in front of the base period, lighter; families no longer bought are marked.

    rows: family (text or Text), revenue, base_revenue (EUR), stopped (bool), largest first.
    """
    p, lang, ordered = style.palette, style.lang, rows.iloc[::-1]
    named = [[f if isinstance(f, str) else ""] for f in ordered["family"]]
    scale = scale_of([*ordered["revenue"], *ordered["base_revenue"]])
    at = list(range(len(ordered)))
    amounts = [write(Quantity(v, Unit.EUR), lang, scale=scale) for v in ordered["revenue"]]
    before = [write(Quantity(v, Unit.EUR), lang, scale=scale) for v in ordered["base_revenue"]]
    words = [f"▼ {text.STOPPED_MARK.in_(lang)}" if s else a for s, a in zip(ordered["stopped"], amounts, strict=True)]
    longest = ordered[["revenue", "base_revenue"]].max(axis=1).clip(lower=0)
    told = {
        "customdata": named,
        "hovertext": [
            f"{short(f, lang)}<br>{a}<br>{text.BEFORE.in_(lang)} {b}"
            for f, a, b in zip(ordered["family"], amounts, before, strict=True)
        ],
        "hovertemplate": "%{hovertext}<extra></extra>",
    }
    fig = go.Figure(
        [
            go.Bar(orientation="h", x=ordered["base_revenue"], y=at, width=0.72, marker_color=p.others, **told),
            go.Bar(orientation="h", x=ordered["revenue"], y=at, width=0.42, marker_color=p.neutral, **told),
            go.Scatter(
                x=longest,
                y=at,
                mode="text",
                text=[f" {w}" for w in words],
                textposition="middle right",
                textfont={"color": [p.loss if s else p.ink for s in ordered["stopped"]]},
                cliponaxis=False,
                **told,
            ),
        ]
    )
    fig = dress(fig, style).update_layout(barmode="overlay")
    fig.update_yaxes(tickvals=at, ticktext=[short(f, lang) for f in ordered["family"]])
    everything = [*ordered["revenue"], *ordered["base_revenue"]]
    return slim(fig, len(ordered)).update_xaxes(visible=False, range=room(everything, 0.22))


def _panels(style: Style, names: tuple[Text, ...]) -> go.Figure:
    """One or two panels on one time axis, each with its name at its top left."""
    heights = [UPPER, 1 - UPPER][: len(names)]
    fig = make_subplots(rows=len(names), cols=1, shared_xaxes=True, vertical_spacing=GAP, row_heights=heights)
    fig = dress(fig, style).update_layout(margin_t=NAMED_TOP)
    for row, name in enumerate(names, start=1):
        fig.add_annotation(
            text=name.in_(style.lang),
            x=0,
            y=1,
            xref="x domain",
            yref="y domain" if row == 1 else f"y{row} domain",
            xanchor="left",
            yanchor="bottom",
            showarrow=False,
            font={"size": SMALL, "color": style.palette.muted},
        )
    return fig


def _line(
    months: "pd.Series[pd.Timestamp]",
    values: "pd.Series[float]",
    written: list[str],
    tips: list[str],
    style: Style,
    *,
    upwards: bool = True,
) -> go.Scatter:
    """A line whose first and last known values are written, on the side not crossed by the line."""
    measured = [i for i, v in enumerate(values) if v == v]
    ends = {measured[0], measured[-1]} if measured else set()
    colour = style.palette.neutral
    return go.Scatter(
        x=months,
        y=values,
        mode="lines+markers+text",
        line={"color": colour, "width": 3},
        marker={"size": [10 if i in ends else 1 for i in range(len(values))], "color": colour},
        text=[f"<b>{w}</b>" if i in ends else "" for i, w in enumerate(written)],
        textposition=_sides(values if upwards else -values, measured),
        cliponaxis=False,
        customdata=month_codes(months),
        hovertext=tips,
        hovertemplate="%{hovertext}<extra></extra>",
    )


def _sides(values: "pd.Series[float]", measured: list[int]) -> list[str]:
    """Above each point, but below an end from which the line rises or to which it falls."""
    sides = ["top center"] * len(values)
    if len(measured) > 1:
        for end, next_to_it in ((measured[0], measured[1]), (measured[-1], measured[-2])):
            if values.iloc[next_to_it] > values.iloc[end]:
                sides[end] = "bottom center"
    return sides
