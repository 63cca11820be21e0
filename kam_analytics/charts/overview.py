"""Charts of the overview and of the account sheet: revenue by month, and orders in time."""

from datetime import date

import pandas as pd
import plotly.graph_objects as go

from kam_analytics.charts.concentration import month_axis
from kam_analytics.charts.theme import TRANSPARENT, Style, dress
from kam_analytics.core.text import Text
from kam_analytics.core.units import Quantity, Unit
from kam_analytics.language.dates import day, month
from kam_analytics.language.numbers import scale_of, write


def months(rows: pd.DataFrame, style: Style) -> go.Figure:
    """Revenue by month, solid, before last year's, lighter and behind.

    rows: month, revenue (EUR), last_year (EUR, NaN where not known).
    """
    p, lang = style.palette, style.lang
    scale = scale_of([*rows["revenue"], *rows["last_year"].dropna()])

    def tip(values: pd.Series) -> list[str]:
        return [
            f"{month(m, lang)}<br>{write(Quantity(v, Unit.EUR), lang, scale=scale)}"
            for m, v in zip(rows["month"], values, strict=True)
        ]

    fig = go.Figure(
        [
            go.Bar(
                x=rows["month"], y=rows["last_year"], marker_color=p.others, offsetgroup="a",
                hovertext=tip(rows["last_year"]), hovertemplate="%{hovertext}<extra></extra>",
            ),
            go.Bar(
                x=rows["month"], y=rows["revenue"], marker_color=p.neutral, offsetgroup="b",
                hovertext=tip(rows["revenue"]), hovertemplate="%{hovertext}<extra></extra>",
            ),
        ]
    )  # fmt: skip
    fig = dress(fig, style).update_layout(barmode="group", bargap=0.2, bargroupgap=0.0)
    money_axis(fig, [*rows["revenue"], *rows["last_year"].dropna()], style)
    return month_axis(fig, list(rows["month"]), style)


def against_target(rows: pd.DataFrame, style: Style) -> go.Figure:
    """Revenue by quarter, solid, inside the outlined target.

    rows: label (Text, the quarter), revenue (EUR), target (EUR, NaN where there is none).
    """
    p, lang = style.palette, style.lang
    scale = scale_of([*rows["revenue"], *rows["target"].dropna()])
    labels = [label.in_(lang) for label in rows["label"]]
    fig = go.Figure(
        [
            go.Bar(x=labels, y=rows["revenue"], width=0.5, marker_color=p.neutral, hoverinfo="skip"),
            go.Bar(
                x=labels, y=rows["target"], width=0.72, hoverinfo="skip",
                marker={"color": TRANSPARENT, "line": {"color": p.ink, "width": 2}},
            ),
            go.Scatter(
                x=labels, y=rows[["revenue", "target"]].max(axis=1), mode="text", hoverinfo="skip",
                text=[write(Quantity(v, Unit.EUR), lang, scale=scale) for v in rows["revenue"]],
                textposition="top center", cliponaxis=False,
            ),
        ]
    )  # fmt: skip
    fig = dress(fig, style).update_layout(barmode="overlay")
    return fig.update_yaxes(visible=False, range=(0, 1.18 * float(rows[["revenue", "target"]].max().max() or 1)))


def order_days(rows: pd.DataFrame, style: Style, expected: date | None, label: Text) -> go.Figure:
    """One bar per invoice day, its height the amount; the next expected day dotted.

    rows: date, revenue (EUR).
    """
    p, lang = style.palette, style.lang
    bars = go.Bar(
        x=rows["date"],
        y=rows["revenue"],
        width=4 * 86_400_000,
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
            x=pd.Timestamp(expected), y=1, yref="paper", showarrow=False, xanchor="right", text=f"{label.in_(lang)} ",
            font={"color": p.key},
        )  # fmt: skip
    money_axis(fig, list(rows["revenue"]), style)
    first, last = rows["date"].min(), rows["date"].max()
    return month_axis(fig, list(pd.date_range(first.replace(day=1), last, freq="MS")), style)


def money_axis(fig: go.Figure, values: list[float], style: Style) -> go.Figure:
    """Four amounts on the vertical axis, written in the reader's language."""
    scale = scale_of(values)
    low, high = min([0.0, *values]), max([0.0, *values]) or 1.0
    rough = (high - low) / 4
    size = 10 ** (len(str(int(rough))) - 1) if rough >= 1 else 1
    step = max(size, round(rough / size) * size)
    ticks = [step * i for i in range(int(low // step) if low < 0 else 0, int(high // step) + 2)]
    return fig.update_yaxes(
        tickvals=ticks,
        ticktext=[write(Quantity(t, Unit.EUR), style.lang, scale=scale) for t in ticks],
        showgrid=True,
        gridcolor=style.palette.grid,
    )
