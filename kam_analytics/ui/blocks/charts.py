"""Charts on the screen: two side by side; a click on a mark opens its account or filters, a button enlarges."""

from collections.abc import Mapping
from functools import partial
from pathlib import PurePath
from typing import Any

import streamlit as st

from kam_analytics.answers.page.blocks import REST, Chart, Column, Table
from kam_analytics.charts.theme import Style
from kam_analytics.core.text import Lang, Text
from kam_analytics.exports.workbook import holds_pay
from kam_analytics.language import interface as words
from kam_analytics.language.shared import ACCOUNT, CODE
from kam_analytics.language.typography import typeset
from kam_analytics.ui.blocks.account import ask_from_chart, is_asked, times_rest_opened
from kam_analytics.ui.blocks.export import file_name
from kam_analytics.ui.blocks.marks import choose_mark, narrow, people
from kam_analytics.ui.blocks.tables import draw_table, search_for
from kam_analytics.ui.frame.frame import Frame
from kam_analytics.ui.frame.markdown import escaped
from kam_analytics.ui.frame.shared_values import SharedValues

MOST_FIGURES = 128
LARGE_HEIGHT = 520  # px
NO_LABELS: Mapping[str, str] = {}
IMAGE_SCALE = 2  # pixels of the saved image for one of the screen: sharp on a slide
_SEARCHED = "searched_from_charts"  # how often
_FIGURES: SharedValues[tuple[Chart, Any]] = SharedValues(MOST_FIGURES)  # with the chart, so that its id stays its own


def draw_charts(charts: list[Chart], frame: Frame) -> None:
    """Draw charts in pairs; a single one takes the full width."""
    style, page = frame.style, frame.page
    for pair in (charts[i : i + 2] for i in range(0, len(charts), 2)):
        for column, chart in zip(st.columns(len(pair), gap="medium"), pair, strict=True):
            with column, st.container(key=f"chart_{page}_{chart.id}"):
                _values_button(chart, style, page, PurePath(file_name(frame, "png", chart.id)).stem)
                _draw(chart, style, page)


def figure_of(chart: Chart, style: Style) -> Any:
    """The figure of a chart, built once for each style."""
    _, figure = _FIGURES.recall(
        (id(chart), style),
        lambda: (chart, with_hints(chart.figure(style), chart, style.lang)),
    )
    return figure


def with_hints(figure: Any, chart: Chart, lang: Lang) -> Any:
    """The figure whose tooltips say what a click on their mark does."""
    hint = words.OPENS_ACCOUNT if chart.opens_account else words.NARROWS.get(chart.narrows)
    hint = hint or words.SEARCHES.get(chart.searches)
    for trace in figure.data:
        if hint is not None and trace.hovertemplate and trace.customdata is not None:
            values = [str(data[0]) for data in trace.customdata]
            ends = [words.OPENS_REST if value == REST else hint if value else None for value in values]
            trace.hovertemplate = [_with_hint(trace.hovertemplate, end, lang) for end in ends]
    return figure


def _with_hint(template: str, hint: Text | None, lang: Lang) -> str:
    return template.replace("<extra>", f"<br><i>{typeset(hint, lang)}</i><extra>") if hint else template


def filter_from_chart(key: str, name: str, labels: Mapping[str, str] = NO_LABELS) -> None:
    """Set a filter of the page to the clicked mark: the first value of its custom data. `labels` as `narrow` has it."""
    if value := _clicked(key):
        narrow(name, value, labels)


def search_from_chart(key: str, page: str, table: str) -> None:
    """Open the part of the page with a table, and search that for the clicked mark; the field is the way back."""
    if value := _clicked(key):
        search_for(value, page, table)
        st.session_state[_SEARCHED] = st.session_state.get(_SEARCHED, 0) + 1


def _clicked(key: str) -> str:
    """The first value of the custom data of the clicked mark; empty beside the marks."""
    points = st.session_state[key]["selection"]["points"]
    data = points[0].get("customdata") if points else None
    return str(data[0] if isinstance(data, list | tuple) else data) if data else ""


def _accounts(chart: Chart) -> list[str]:
    """The accounts of a chart, first to last."""
    ids = chart.rows.get("account_id", ())
    return [account for account in map(str, dict.fromkeys(ids)) if account != REST]


def _values_button(chart: Chart, style: Style, page: str, image: str) -> None:
    """The way to the chart in large with its values as a table: before the chart, where the keyboard comes first."""
    label = typeset(words.VALUES, style.lang)
    if st.button(label, key=f"{page}_values_{chart.id}", icon=":material/table_rows:", type="tertiary", help=label):
        st.dialog(escaped(typeset(chart.title, style.lang)), width="large")(_values)(chart, style, page, image)


def image_settings(chart: Chart, name: str, lang: Lang) -> dict[str, Any]:
    """The settings of Plotly with one button, which saves the chart as an image; none for a chart of pay, whose
    exports the trail has to note. name: of the file, without its ending.
    """
    if holds_pay(chart):
        return {"displayModeBar": False}
    texts = {theirs: typeset(text, lang) for theirs, text in words.SAVE_IMAGE.items()}
    return {
        "displayModeBar": True,
        "displaylogo": False,
        "modeBarButtons": [["toImage"]],
        "toImageButtonOptions": {"format": "png", "filename": name, "scale": IMAGE_SCALE},
        "locale": lang,
        "locales": {lang: {"dictionary": texts}},
    }


def _values(chart: Chart, style: Style, page: str, image: str) -> None:
    key, config = f"{page}_{chart.id}_large", image_settings(chart, image, style.lang)
    st.plotly_chart(figure_of(chart, style), theme=None, height=LARGE_HEIGHT, key=key, config=config)
    choose_mark(chart, figure_of(chart, style), page, style.lang)
    draw_table(values_table(chart), style.lang, page)
    if is_asked():
        st.rerun()


def values_table(chart: Chart) -> Table:
    """The values of a chart; a click on a name opens its account, as one on its mark does."""
    columns = {name: column for name, column in chart.columns.items() if name in chart.rows}
    opens = chart.opens_account and {"account_id", "account_name"} <= set(chart.rows)
    if opens:
        columns = {"account_name": Column(ACCOUNT), **columns, "account_id": Column(CODE, folded=True)}
    return Table(f"{chart.id}_values", words.AS_TABLE, chart.rows[list(columns)], columns, opens_account=opens)


def _draw(chart: Chart, style: Style, page: str) -> None:
    figure = figure_of(chart, style)
    key = f"{page}_{chart.id}"
    common: dict[str, Any] = {
        "theme": None,
        "height": "stretch",
        "key": key,
        "alt": ". ".join(typeset(text, style.lang) for text in (chart.title, *(note.sentence for note in chart.notes))),
        "config": {"displayModeBar": False},
    }
    if chart.opens_account:
        common["key"] = key = f"{key}_{times_rest_opened()}" if chart.opens_rest else key
        st.plotly_chart(
            figure,
            on_select=partial(ask_from_chart, key, f"{page}_{chart.opens_rest}", _accounts(chart)),
            selection_mode="points",
            **common,
        )
    elif chart.narrows:
        key = f"{key}_{st.query_params.get(chart.narrows, '')}"  # a new chart, of which no mark is selected
        common["key"] = key
        st.plotly_chart(
            figure,
            on_select=partial(filter_from_chart, key, chart.narrows, people(chart)),
            selection_mode="points",
            **common,
        )
    elif chart.searches:
        common["key"] = key = f"{key}_{st.session_state.get(_SEARCHED, 0)}"  # a new chart, of which no mark is selected
        searching = partial(search_from_chart, key, page, chart.searches)
        st.plotly_chart(figure, on_select=searching, selection_mode="points", **common)
    else:
        st.plotly_chart(figure, **common)
