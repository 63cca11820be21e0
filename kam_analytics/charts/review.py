"""Charts that only the quarterly review has."""

import pandas as pd
import plotly.graph_objects as go

from kam_analytics.charts.theme import Style, dress, plain, room, slim
from kam_analytics.core.units import Quantity, Unit
from kam_analytics.language.numbers import scale_of, write


def amounts_by_outcome(rows: pd.DataFrame, style: Style) -> go.Figure:
    """One horizontal bar per outcome with its amount and its number of accounts.

    rows: outcome (Text), role, accounts, exposed (EUR), the first one on top.
    """
    ordered, scale = rows.iloc[::-1], scale_of(rows["exposed"])
    bars = go.Bar(
        orientation="h",
        x=ordered["exposed"],
        y=[plain(outcome, style.lang) for outcome in ordered["outcome"]],
        marker_color=[style.palette.of(role) for role in ordered["role"]],
        text=[
            f"{write(Quantity(money, Unit.EUR), style.lang, scale=scale)} ({count})"
            for money, count in zip(ordered["exposed"], ordered["accounts"], strict=True)
        ],
        textposition="outside",
        cliponaxis=False,
        hoverinfo="skip",
    )
    fig = slim(dress(go.Figure(bars), style), len(ordered))
    return fig.update_xaxes(visible=False, range=room(ordered["exposed"]))
