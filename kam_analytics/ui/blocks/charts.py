"""Charts on the screen: two side by side; clicking a mark opens its account."""

from functools import partial
from typing import Any

import streamlit as st

from kam_analytics.answers.page.blocks import Chart
from kam_analytics.charts.theme import Style, titled
from kam_analytics.language.typography import typeset
from kam_analytics.ui.blocks.account import ask_from_chart


def draw_charts(charts: list[Chart], style: Style, page: str) -> None:
    """Draw charts in pairs; a single one takes the full width."""
    for pair in (charts[i : i + 2] for i in range(0, len(charts), 2)):
        for column, chart in zip(st.columns(len(pair), gap="medium"), pair, strict=True):
            with column:
                _draw(chart, style, page)


def _draw(chart: Chart, style: Style, page: str) -> None:
    figure = titled(chart.draw(chart.rows, style), chart.title, chart.legend, style)
    key = f"{page}_{chart.id}"
    common: dict[str, Any] = {
        "theme": None,
        "key": key,
        "alt": typeset(chart.title, style.lang),
        "config": {"displayModeBar": False},
    }
    if chart.opens_account:
        st.plotly_chart(
            figure,
            on_select=partial(ask_from_chart, key, f"{page}_{chart.opens_rest}"),
            selection_mode="points",
            **common,
        )
    else:
        st.plotly_chart(figure, **common)
