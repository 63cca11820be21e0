"""Tables on the screen: numbers sort as numbers and are formatted for the reader's language."""

import unicodedata
from collections.abc import Callable
from typing import Any

import pandas as pd
import streamlit as st

from kam_analytics.answers.page.blocks import REST, Column, Table
from kam_analytics.answers.page.cells import cell_writer, word
from kam_analytics.answers.page.view import written
from kam_analytics.core.text import Lang
from kam_analytics.core.units import Unit
from kam_analytics.language import interface as words
from kam_analytics.language.numbers import MISSING, decimal
from kam_analytics.language.typography import typeset
from kam_analytics.ui.blocks.account import ask, decide_on
from kam_analytics.ui.blocks.widths import column_px
from kam_analytics.ui.blocks.written import write_rows
from kam_analytics.ui.frame.markdown import escaped
from kam_analytics.ui.frame.shared_values import SharedValues

SHOWN_ROWS = 12
ROW_HEIGHT = 38
# Streamlit wraps text in rows above 72 px; these hold six lines on a laptop and five on a large screen.
WRAPPED_ROWS, WRAPPED_HEIGHT = 6, 112
WHOLE_HEIGHT = 800  # px
BUTTON_WIDTH = 80  # px
MOST_ROWS = 1_000  # more can be searched and exported, but are not sent to the browser
SEARCH_FROM = 8  # rows; with fewer a search is not needed
MOST_GRIDS = 256
_GRIDS: SharedValues[tuple[Table, Any, dict[str, Any]]] = SharedValues(
    MOST_GRIDS
)  # with the table, so that its id stays its own


def draw_table(table: Table, lang: Lang, page: str) -> None:
    """Title, search, rows; a click on the name of an account opens its sheet."""
    key = f"{page}_{table.id}"
    with st.container(horizontal=True, vertical_alignment="bottom", key=f"{key}_head"):
        st.header(escaped(typeset(table.title, lang)), anchor=False)
        wanted = search_box(key, lang) if table.searchable and len(table.rows) >= SEARCH_FROM else ""
    matching = table.rows[matches(table.rows, wanted, lang)] if wanted else table.rows
    if wanted and matching.empty:  # the grid itself would show a message in English
        st.caption(escaped(typeset(words.NO_MATCH, lang).format(wanted=wanted)))
        return
    visible = matching.head(MOST_ROWS)
    styled, common = made(table, visible, lang, key) if wanted else grid(table, visible, lang, key)
    if table.opens_account and "account_id" in visible:
        ids = [str(v) for v in visible["account_id"]]
        common = _with_links(common, table, ids, key)
        if table.decides_after:
            common = _with_decisions(common, ids, key, lang)
    with st.container(key=f"table_{key}"):
        st.dataframe(styled, **common)
    if len(matching) > len(visible):
        counted = {"shown": decimal(len(visible), lang), "total": decimal(len(matching), lang)}
        st.caption(escaped(typeset(words.MORE_ROWS, lang).format(**counted)))


def grid(table: Table, visible: pd.DataFrame, lang: Lang, key: str) -> tuple[Any, dict[str, Any]]:
    """The written rows of a table and their settings, made once for each language; visible: all its first rows."""
    _, styled, common = _GRIDS.recall((id(table), lang, key), lambda: (table, *made(table, visible, lang, key)))
    return styled, common


def made(table: Table, visible: pd.DataFrame, lang: Lang, key: str) -> tuple[Any, dict[str, Any]]:
    """The written rows of a table and their settings; with a button for each decision that a row offers."""
    common = settings(table, visible, lang, key)
    if not table.decides_after:
        return style_rows(visible, table.columns, lang), common
    offered = {_decision(kind): label for kind, label in words.DECIDE.items()}
    rows = visible.assign(**{name: written([label] * len(visible), visible) for name, label in offered.items()})
    columns = {**table.columns, **{name: Column(label) for name, label in offered.items()}}
    at = common["column_order"].index(table.decides_after) + 1
    common["column_order"][at:at] = offered
    return style_rows(rows, columns, lang), common


def _decision(kind: str) -> str:
    """The column of the buttons for a kind of decision; a table may have a column of the decisions themselves."""
    return f"decide_{kind}"


def settings(table: Table, rows: pd.DataFrame, lang: Lang, key: str) -> dict[str, Any]:
    """The display settings of a table, apart from its click action."""
    most, high = (WRAPPED_ROWS, WRAPPED_HEIGHT) if table.wrapped else (SHOWN_ROWS, ROW_HEIGHT)
    if len(rows) * high <= WHOLE_HEIGHT:  # show a slightly longer table whole: nothing indicates that it scrolls
        most = len(rows)
    return {
        "hide_index": True,
        "column_config": {name: _config(name, table, rows[name], lang) for name in table.columns},
        "column_order": [name for name, column in table.columns.items() if not column.folded],
        "height": high * min(len(rows), most) + ROW_HEIGHT + 2,
        "row_height": high,
        "placeholder": MISSING,
        "key": key,
        "alt": typeset(table.title, lang),
    }


def style_rows(rows: pd.DataFrame, columns: dict[str, Column], lang: Lang) -> Any:
    """The rows with each column written in its unit, euros of one column in one scale."""
    plain = pd.DataFrame({name: _values(rows[name], column, lang) for name, column in columns.items()}).reset_index(
        drop=True
    )
    writers: dict[str, Callable[[Any], str]] = {
        name: cell_writer(rows[name], column, lang) for name, column in columns.items() if column.unit is not None
    }
    return write_rows(plain, writers)


def _values(values: "pd.Series[Any]", column: Column, lang: Lang) -> "pd.Series[Any]":
    """The values the grid sorts by: numbers and dates unchanged, everything else as text."""
    if column.unit in (Unit.DATE, Unit.MONTH):
        return pd.to_datetime(values)
    if column.unit is not None:
        return pd.to_numeric(values)
    return values.map(lambda v: word(v, lang)).astype(object)


def _config(name: str, table: Table, values: "pd.Series[Any]", lang: Lang) -> Any:
    """The label and the width of a column."""
    column = table.columns[name]
    label = typeset(column.label, lang)
    links = table.opens_account and name == _name_column(table)
    width = column_px(column, values, label, lang, wrapped=table.wrapped, links=links)
    if column.unit in (Unit.DATE, Unit.MONTH):
        return st.column_config.DateColumn(label, width=width)
    kind = st.column_config.TextColumn if column.unit is None else st.column_config.NumberColumn
    return kind(label, width=width)


def _name_column(table: Table) -> str:
    """The column with the name of the account: the first text."""
    return next(name for name, column in table.columns.items() if column.unit is None)


def search_box(key: str, lang: Lang) -> str:
    """A search field; its text stays out of the address."""
    label = words.SEARCH.in_(lang)
    typed = st.text_input(
        label, key=search_key(key), label_visibility="collapsed", placeholder=label, type="search", width=320
    )
    return typed or ""


def search_for(value: str, page: str, table: str) -> None:
    """Within a callback: open the part of the page that is named as its table, and search that for a whole cell."""
    st.session_state[search_key(f"{page}_{table}")] = f'"{value}"'
    st.query_params["part"] = table


def search_key(key: str) -> str:
    """The key of the search field of a table."""
    return f"{key}_search"


def matches(rows: pd.DataFrame, wanted: str, lang: Lang) -> "pd.Series[bool]":
    """Rows in which some text contains the search term, or is the term in quotes, ignoring case and accents."""
    texts = rows.select_dtypes(include=["object", "string"])
    if len(wanted) > 1 and wanted[0] == wanted[-1] == '"' and len(texts.columns):
        whole = folded(wanted[1:-1])
        return texts.map(lambda v: folded(word(v, lang)) == whole).any(axis=1)
    joined = texts.map(lambda v: word(v, lang)).agg(" ".join, axis=1) if len(texts.columns) else rows.index.astype(str)
    return pd.Series([folded(wanted) in folded(text) for text in joined], index=rows.index)


def folded(text: str) -> str:
    """Lower case, without accents."""
    parts = unicodedata.normalize("NFKD", text.lower())
    return "".join(c for c in parts if not unicodedata.combining(c))


def _with_links(common: dict[str, Any], table: Table, ids: list[str], key: str) -> dict[str, Any]:
    """The settings with the names of accounts as buttons: only a click on a name leaves the page, never a header or the
    keyboard on its way through the table.
    """
    name = _name_column(table)
    configs = common["column_config"]
    button = st.column_config.ButtonColumn(
        configs[name]["label"],
        width=configs[name]["width"],
        type="tertiary",
        alignment="left",
        on_click=_open_row,
        args=(f"{key}_open", ids),
        key=f"{key}_open",
    )
    return {**common, "column_config": {**configs, name: button}}


def _with_decisions(common: dict[str, Any], ids: list[str], key: str, lang: Lang) -> dict[str, Any]:
    """The settings with a button for an action, and for a known cause, of each row's account."""
    buttons = {
        _decision(name): st.column_config.ButtonColumn(
            typeset(label, lang),
            width=BUTTON_WIDTH,
            type="tertiary",
            on_click=_decide_row,
            args=(name, f"{key}_{name}", ids),
            key=f"{key}_{name}",
        )
        for name, label in words.DECIDE.items()
    }
    return {**common, "column_config": {**common["column_config"], **buttons}}


def _decide_row(kind: str, key: str, ids: list[str]) -> None:
    decide_on(kind, ids[int(st.session_state[key]["row"])])


def _open_row(key: str, ids: list[str]) -> None:
    account = ids[int(st.session_state[key]["row"])]
    ask("" if account == REST else account, [listed for listed in ids if listed != REST])
