"""Charts of the variable pay page: attainment against target, and what the plan pays for it."""

import pandas as pd
import plotly.graph_objects as go

from kam_analytics.charts.labels import Label, name_dots
from kam_analytics.charts.theme import SMALL, TRANSPARENT, Style, dress, percent, short, slim
from kam_analytics.core.text import Text
from kam_analytics.core.units import Quantity, Unit
from kam_analytics.language.numbers import write

THRESHOLD = Text(fr="seuil {share}", en="threshold {share}")


def bullets(rows: pd.DataFrame, style: Style) -> go.Figure:
    """Attainment as bars inside an outlined target at 100 %; the threshold dotted where there is one.

    rows: name, attainment (1 is 100 %, NaN where not measurable), threshold (or NaN), best first.
    """
    shown = rows.iloc[::-1]
    p, lang = style.palette, style.lang
    rank = list(range(len(shown)))
    target = go.Bar(
        orientation="h",
        x=[1.0] * len(shown),
        y=rank,
        width=0.72,
        marker={"color": TRANSPARENT, "line": {"color": p.ink, "width": 2}},
        hoverinfo="skip",
    )
    actual = go.Bar(
        orientation="h",
        x=shown["attainment"].fillna(0),
        y=rank,
        width=0.44,
        marker_color=p.neutral,
        hoverinfo="skip",
    )
    labels = go.Scatter(
        x=[max(1.0, v) if v == v else 1.0 for v in shown["attainment"]],
        y=rank,
        mode="text",
        text=[f"  {write(Quantity(v, Unit.SHARE), lang)}" for v in shown["attainment"]],
        textposition="middle right",
        cliponaxis=False,
        hoverinfo="skip",
    )
    fig = slim(dress(go.Figure([actual, target, labels]), style).update_layout(barmode="overlay"), len(shown))
    fig.update_yaxes(tickvals=rank, ticktext=[short(n) for n in shown["name"]])
    threshold = shown["threshold"].dropna()
    if len(threshold):
        value = float(threshold.iloc[0])
        fig.add_vline(x=value, line={"color": p.muted, "width": 2, "dash": "dot"})
        fig.add_annotation(
            x=value, y=0, yref="paper", yshift=-18, showarrow=False, font={"color": p.muted, "size": SMALL},
            text=THRESHOLD.in_(lang).format(share=percent(value, lang)),
        )  # fmt: skip
    return fig.update_xaxes(
        visible=False, range=(0, max(1.25, float(shown["attainment"].max(skipna=True) or 0) * 1.18))
    )


def payout_curve(rows: pd.DataFrame, style: Style) -> go.Figure:
    """What the plan pays for each attainment, one dot per person on the curve.

    rows: kind (curve or person), attainment, payout (share of the target incentive), name.
    """
    p = style.palette
    curve = rows[rows["kind"] == "curve"]
    people = rows[rows["kind"] == "person"]
    fig = go.Figure(
        [
            go.Scatter(
                x=curve["attainment"], y=curve["payout"], mode="lines",
                line={"color": p.neutral, "width": 3}, hoverinfo="skip",
            ),
            go.Scatter(
                x=people["attainment"], y=people["payout"], mode="markers", cliponaxis=False, hoverinfo="skip",
                marker={"size": 14, "color": p.key, "line": {"color": p.paper, "width": 2}},
            ),
        ]
    )  # fmt: skip
    fig = dress(fig, style)
    _name_people(fig, people, float(curve["payout"].max()), style)
    return _percent_axes(fig, curve, style)


def _name_people(fig: go.Figure, people: pd.DataFrame, top: float, style: Style) -> None:
    """Names on the left of the dots, where a curve that rises leaves room."""
    tall = style.height - 110.0
    labels = [
        Label(short(n), x, y, 0.0, tall * (1 - y / (1.08 * top or 1.0)))
        for n, x, y in zip(people["name"], people["attainment"], people["payout"], strict=True)
    ]
    name_dots(fig, labels, style, "left", tall - 24)


def _percent_axes(fig: go.Figure, curve: pd.DataFrame, style: Style) -> go.Figure:
    ticks = [0, 0.5, 0.8, 1.0, 1.25, 1.5, 2.0]

    def written(values: list[float]) -> list[str]:
        return [percent(v, style.lang) for v in values]

    across = [t for t in ticks if curve["attainment"].min() <= t <= curve["attainment"].max()]
    up = [t for t in ticks if t <= curve["payout"].max() * 1.05]
    fig.update_xaxes(tickvals=across, ticktext=written(across), showgrid=True, gridcolor=style.palette.grid)
    return fig.update_yaxes(
        tickvals=up, ticktext=written(up), showgrid=True, gridcolor=style.palette.grid,
        range=(0, 1.08 * float(curve["payout"].max() or 1)),
    )  # fmt: skip
