"""Charts of the variable pay page: attainment against target, and the payout for it."""

from typing import Any

import pandas as pd
import plotly.graph_objects as go

from kam_analytics.charts.labels import DotLabel, name_dots
from kam_analytics.charts.theme import SMALL, TRANSPARENT, Style, dress, in_two_lines, percent, plain, short, slim
from kam_analytics.core.text import Text
from kam_analytics.core.units import Quantity, Unit
from kam_analytics.language.numbers import write
from kam_analytics.language.pay.page import ATTAINMENT
from kam_analytics.language.pay.statement import SHARE as PAID_SHARE
from kam_analytics.language.pay.views import YEAR_END
from kam_analytics.language.sentences import fill
from kam_analytics.language.shared import LABELLED
from kam_analytics.language.typography import typeset

THRESHOLD = Text(fr="seuil {share}", en="threshold {share}")
CAP = Text(fr="plafond {share}", en="cap {share}")
FARTHEST = 1.5  # times the target
TICKS = [0, 0.25, 0.5, 0.8, 1.0, 1.25, 1.5, 2.0]  # of attainment: 80 % is where most plans begin to pay
EVEN_TICKS = [0, 0.5, 1.0, 1.5, 2.0, 3.0, 4.0]


def bullets(rows: pd.DataFrame, style: Style) -> go.Figure:
    """Attainment as bars inside an outlined target at 100 %; year end hatched, threshold and cap as lines.

    rows: name, attainment (1 is 100 %, NaN where not measurable), threshold, and where known forecast (of the whole
    year) and cap, all as shares or NaN, and the person_id of a row that is a person; best first.
    """
    ordered = rows.iloc[::-1].reset_index(drop=True)
    written = list(ordered["attainment"])
    bars_of = [c for c in ("attainment", "forecast") if c in ordered]
    ordered[bars_of] = ordered[bars_of].clip(upper=_farthest(ordered))
    rank = list(range(len(ordered)))
    tips: dict[str, Any] = {"hovertext": _tips(rows.iloc[::-1], style), "hovertemplate": "%{hovertext}<extra></extra>"}
    if "person_id" in ordered:
        tips["customdata"] = [[who] for who in ordered["person_id"]]
    ahead = (
        [_forecast(ordered, rank, style, tips)] if "forecast" in ordered and ordered["forecast"].notna().any() else []
    )
    actual = go.Bar(
        orientation="h",
        x=ordered["attainment"].fillna(0),
        y=rank,
        width=0.36,
        marker_color=style.palette.neutral,
        **tips,
    )
    marks = [*ahead, actual, _target(rank, style, tips), _figures(ordered, written, rank, style)]
    fig = dress(go.Figure(marks), style).update_layout(barmode="overlay")
    fig = slim(fig, len(ordered))
    fig.update_yaxes(tickvals=rank, ticktext=[in_two_lines(n, style.lang) for n in ordered["name"]])
    for column, word, dash in (("threshold", THRESHOLD, "dot"), ("cap", CAP, "solid")):
        if column in ordered:
            _line(fig, ordered[column], word, dash, style)
    return fig.update_xaxes(visible=False, range=(0, max(1.25, _reach(ordered) * 1.18)))


def _tips(ordered: pd.DataFrame, style: Style) -> list[str]:
    """Per row, the result and, where known, the year end; bars that are cut are said at their full length."""
    known = [(c, label) for c, label in (("attainment", ATTAINMENT), ("forecast", YEAR_END)) if c in ordered]
    return [
        "<br>".join(
            [
                f"<b>{plain(row['name'], style.lang)}</b>",
                *(_line_of(label, row[c], style) for c, label in known if row[c] == row[c]),
            ]
        )
        for row in ordered.to_dict("records")
    ]


def _line_of(label: Text, share: float, style: Style) -> str:
    return typeset(fill(LABELLED, label=label, value=Quantity(share, Unit.SHARE)), style.lang)


def _share(share: float, style: Style) -> str:
    return write(Quantity(share, Unit.SHARE), style.lang)


def _target(rank: list[int], style: Style, tips: dict[str, Any]) -> go.Bar:
    line = {"color": style.palette.ink, "width": 2}
    return go.Bar(
        orientation="h",
        x=[1.0] * len(rank),
        y=rank,
        width=0.72,
        marker={"color": TRANSPARENT, "line": line},
        **tips,
    )


def _forecast(ordered: pd.DataFrame, rank: list[int], style: Style, tips: dict[str, Any]) -> go.Bar:
    """Hatched, because it is not yet reached."""
    pattern = {
        "shape": "/",
        "fgcolor": style.palette.others,
        "bgcolor": style.palette.paper,
        "size": 6,
        "solidity": 0.4,
    }
    return go.Bar(
        orientation="h",
        x=ordered["forecast"].fillna(0),
        y=rank,
        width=0.6,
        **tips,
        marker={"color": style.palette.others, "pattern": pattern, "line": {"width": 0}},
    )


def _farthest(ordered: pd.DataFrame) -> float:
    """The length at which bars are cut: a result many times its target would leave no room for the others."""
    caps = ordered["cap"].dropna() if "cap" in ordered else pd.Series(dtype=float)
    return max([FARTHEST, *(1.1 * float(c) for c in caps)])


def _figures(ordered: pd.DataFrame, attained: list[float], rank: list[int], style: Style) -> go.Scatter:
    """The attainment as text, after the bar that reaches farthest."""
    written = [_share(v, style) for v in attained]
    return go.Scatter(
        x=[max(1.0, *(v for v in row if v == v)) for row in _bars(ordered)],
        y=rank,
        mode="text",
        text=[f"  {figure}" for figure in written],
        textposition="middle right",
        cliponaxis=False,
        hoverinfo="skip",
    )


def _bars(ordered: pd.DataFrame) -> list[tuple[float, ...]]:
    measured = [c for c in ("attainment", "forecast", "cap") if c in ordered]
    return [(0.0, *map(float, row)) for row in ordered[measured].to_numpy()]


def _reach(ordered: pd.DataFrame) -> float:
    return max(v for row in _bars(ordered) for v in row if v == v)


def _line(fig: go.Figure, values: "pd.Series[float]", word: Text, dash: str, style: Style) -> None:
    """One line through all rows if they agree; otherwise none, as the table has each rule."""
    values_on_line = values.dropna().unique()
    if len(values_on_line) != 1:
        return
    value = float(values_on_line[0])
    line: dict[str, Any] = {"color": style.palette.muted, "width": 2, "dash": dash}
    fig.add_vline(x=value, line=line)
    fig.add_annotation(
        x=value,
        y=0,
        yref="paper",
        yshift=-18,
        showarrow=False,
        font={"color": style.palette.muted, "size": SMALL},
        text=word.in_(style.lang).format(share=percent(value, style.lang)),
    )


def payout_curve(rows: pd.DataFrame, style: Style) -> go.Figure:
    """The payout for each attainment, with one dot per person on the curve.

    rows: kind (curve; range, the stretch where a year may end; person; forecast; tried), attainment, payout (share of
    the target incentive), name, person_id (empty where a mark is nobody).
    """
    p = style.palette
    curve, stretch = rows[rows["kind"] == "curve"], rows[rows["kind"] == "range"]
    dots = rows[rows["kind"].isin(("person", "forecast", "tried"))]
    fig = go.Figure([_path(curve, p.neutral, 3), _path(stretch, p.others, 10), *_dots(rows, style)])
    fig = dress(fig, style)
    _name_dots(fig, dots, float(curve["payout"].max()), style)
    return _percent_axes(fig, curve, style)


def _path(rows: pd.DataFrame, colour: str, width: int) -> go.Scatter:
    line = {"color": colour, "width": width}
    return go.Scatter(x=rows["attainment"], y=rows["payout"], mode="lines", line=line, hoverinfo="skip")


def _dots(rows: pd.DataFrame, style: Style) -> list[go.Scatter]:
    """Full dots for today, hollow ones for the year end, which is not yet reached; a dark one for what is tried."""
    p, traces = style.palette, []
    for kind, inside, edge in (("tried", p.ink, p.paper), ("person", p.key, p.paper), ("forecast", p.paper, p.key)):
        own = rows[rows["kind"] == kind]
        marker = {"size": 14, "color": inside, "line": {"color": edge, "width": 3 if kind == "forecast" else 2}}
        traces.append(
            go.Scatter(
                x=own["attainment"],
                y=own["payout"],
                mode="markers",
                cliponaxis=False,
                marker=marker,
                hovertext=[
                    f"<b>{plain(name, style.lang)}</b><br>{_line_of(ATTAINMENT, reached, style)}"
                    f"<br>{_line_of(PAID_SHARE, paid, style)}"
                    for name, reached, paid in zip(own["name"], own["attainment"], own["payout"], strict=True)
                ],
                customdata=[[who] for who in own["person_id"]],
                hovertemplate="%{hovertext}<extra></extra>",
            )
        )
    return traces


def _name_dots(fig: go.Figure, people: pd.DataFrame, top: float, style: Style) -> None:
    """Names on the left of the dots, where a rising curve leaves room."""
    tall = style.height - 110.0
    labels = [
        DotLabel(short(n, style.lang), x, y, 0.0, tall * (1 - y / (1.08 * top or 1.0)))
        for n, x, y in zip(people["name"], people["attainment"], people["payout"], strict=True)
    ]
    name_dots(fig, labels, style, "left", tall - 24)


def _percent_axes(fig: go.Figure, curve: pd.DataFrame, style: Style) -> go.Figure:
    def written(values: list[float]) -> list[str]:
        return [percent(v, style.lang) for v in values]

    across = [t for t in TICKS if curve["attainment"].min() <= t <= curve["attainment"].max()]
    up = [t for t in EVEN_TICKS if t <= curve["payout"].max() * 1.05]
    fig.update_xaxes(tickvals=across, ticktext=written(across), showgrid=True, gridcolor=style.palette.grid)
    return fig.update_yaxes(
        tickvals=up,
        ticktext=written(up),
        showgrid=True,
        gridcolor=style.palette.grid,
        range=(0, 1.08 * float(curve["payout"].max() or 1)),
    )
