"""Charts of the overview and of the account sheet: revenue by month, and orders in time."""

from dataclasses import replace
from datetime import date
from math import ceil, floor, log10

import pandas as pd
import plotly.graph_objects as go

from kam_analytics.charts.labels import month_axis, month_codes
from kam_analytics.charts.theme import TRANSPARENT, Style, dress, plain
from kam_analytics.core.text import Lang, Text
from kam_analytics.core.units import Quantity, Unit
from kam_analytics.language import shared
from kam_analytics.language.dates import day, month
from kam_analytics.language.numbers import Scale, scale_of, write

DAY = 86_400_000  # milliseconds, the unit of a time axis


def months(rows: pd.DataFrame, style: Style) -> go.Figure:
    """Revenue by month, solid, in front of last year's, lighter.

    rows: month, revenue (EUR), last_year (EUR, NaN where not known).
    """
    p, lang = style.palette, style.lang
    scale = scale_of([*rows["revenue"], *rows["last_year"].dropna()])

    tips = [
        f"<b>{month(m, lang)}</b><br>{_compared(now, shared.LAST_YEAR, before, lang, scale)}"
        for m, now, before in zip(rows["month"], rows["revenue"], rows["last_year"], strict=True)
    ]

    def bars(values: "pd.Series[float]", colour: str, days: int) -> go.Bar:
        return go.Bar(
            x=rows["month"],
            y=values,
            width=days * DAY,
            marker_color=colour,
            customdata=month_codes(rows["month"]),
            hovertext=tips,
            hovertemplate="%{hovertext}<extra></extra>",
        )

    fig = go.Figure([bars(rows["last_year"], p.others, 25), bars(rows["revenue"], p.neutral, 14)])
    fig = dress(fig, style).update_layout(barmode="overlay")
    money_axis(fig, [*rows["revenue"], *rows["last_year"].dropna()], style)
    return month_axis(fig, list(rows["month"]), style)


def _compared(now: float, what: Text, other: float, lang: Lang, scale: Scale) -> str:
    """An amount, what it is compared with, and the difference in percent, as the text of a tooltip."""
    amount = write(Quantity(now, Unit.EUR), lang, scale=scale)
    if other != other or other <= 0:
        return amount
    beside = write(Quantity(other, Unit.EUR), lang, scale=scale)
    change = write(Quantity(now / other - 1, Unit.GROWTH), lang, sign=True)
    return f"{amount} ({change})<br>{what.in_(lang)} : {beside}"


def against_target(rows: pd.DataFrame, style: Style) -> go.Figure:
    """Revenue by quarter, solid, inside the outlined target; both amounts written.

    rows: label (Text, the quarter), code (of the period), revenue (EUR), target (EUR, NaN where there is none).
    """
    p, lang = style.palette, style.lang
    scale = scale_of([*rows["revenue"], *rows["target"].dropna()])
    labels = [label.in_(lang) for label in rows["label"]]
    revenue, target = (
        ["" if v != v or not v else write(Quantity(v, Unit.EUR), lang, scale=scale) for v in rows[name]]
        for name in ("revenue", "target")
    )
    facts = zip(labels, rows["revenue"], rows["target"], strict=True)
    tips = [f"<b>{plain(label)}</b><br>{_compared(now, shared.TARGET, aim, lang, scale)}" for label, now, aim in facts]
    clicked = {"customdata": rows[["code"]], "hovertext": tips, "hovertemplate": "%{hovertext}<extra></extra>"}
    fig = go.Figure(
        [
            go.Bar(
                x=labels,
                y=rows["revenue"],
                width=0.5,
                marker_color=p.neutral,
                **clicked,
                text=revenue,
                textposition="inside",
                insidetextanchor="end",
                textangle=0,
                textfont={"color": p.paper},
            ),
            go.Bar(
                x=labels,
                y=rows["target"],
                width=0.72,
                **clicked,
                marker={"color": TRANSPARENT, "line": {"color": p.ink, "width": 2}},
            ),
            go.Scatter(
                x=labels,
                y=rows[["revenue", "target"]].max(axis=1),
                mode="text",
                hoverinfo="skip",
                text=target,
                textposition="top center",
                textfont={"color": p.muted},
                cliponaxis=False,
            ),
        ]
    )
    fig = dress(fig, style).update_layout(barmode="overlay")
    return fig.update_yaxes(visible=False, range=(0, 1.12 * float(rows[["revenue", "target"]].max().max() or 1)))


def order_days(
    rows: pd.DataFrame, style: Style, expected: date | None, label: Text, as_of: date | None = None
) -> go.Figure:
    """One bar per invoice day, as high as its amount; the next expected day dotted; the axis extends to as_of.

    rows: date, revenue (EUR).
    """
    p, lang = style.palette, style.lang
    bars = go.Bar(
        x=rows["date"],
        y=rows["revenue"],
        width=4 * DAY,
        customdata=month_codes(rows["date"]),
        marker_color=[p.neutral if v >= 0 else p.loss for v in rows["revenue"]],
        hovertext=[
            f"{day(d, lang)}<br>{write(Quantity(v, Unit.EUR), lang)}"
            for d, v in zip(rows["date"], rows["revenue"], strict=True)
        ],
        hovertemplate="%{hovertext}<extra></extra>",
    )
    fig = dress(go.Figure(bars), style)
    if expected is not None:
        fig.add_vline(x=pd.Timestamp(expected).timestamp() * 1000, line={"color": p.key, "width": 2, "dash": "dot"})
        fig.add_annotation(
            x=pd.Timestamp(expected),
            y=1,
            yref="paper",
            showarrow=False,
            xanchor="right",
            yanchor="bottom",
            text=f"{label.in_(lang)} ",
            font={"color": p.key},
        )
    money_axis(fig, list(rows["revenue"]), style)
    first, last = rows["date"].min(), max([rows["date"].max(), *(pd.Timestamp(d) for d in (expected, as_of) if d)])
    fig.update_xaxes(range=(first - pd.Timedelta(days=7), last + pd.Timedelta(days=7)))
    return month_axis(fig, list(pd.date_range(first.replace(day=1), last, freq="MS")), style)


def money_axis(fig: go.Figure, values: list[float], style: Style, row: int | None = None, steps: int = 4) -> go.Figure:
    """About `steps` round amounts on the vertical axis (of one row of panels), written in the reader's language."""
    low, high = min([0.0, *values]), max([0.0, *values]) or 1.0
    step = _round_step((high - low) / steps)
    ticks = [step * i for i in range(floor(low / step), ceil(high / step) + 1)]
    scale = scale_of([step])
    return fig.update_yaxes(
        tickvals=ticks,
        ticktext=[write(Quantity(t, Unit.EUR), style.lang, scale=replace(scale, digits=0)) for t in ticks],
        showgrid=True,
        gridcolor=style.palette.grid,
        row=row,
    )


def _round_step(rough: float) -> float:
    """The nearest of 1, 2 or 5 times a power of ten."""
    power = 10.0 ** floor(log10(max(rough, 1e-9)))
    return min((power * m for m in (1, 2, 5, 10)), key=lambda step: abs(step - rough))
