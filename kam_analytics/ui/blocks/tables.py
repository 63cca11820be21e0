"""Tables on the screen: numbers sort as numbers and are formatted for the reader's language."""

import unicodedata
from collections.abc import Callable
from typing import Any

import pandas as pd
import streamlit as st

from kam_analytics.answers.page.blocks import Column, Table
from kam_analytics.answers.page.cells import cell_writer, word
from kam_analytics.answers.page.view import written
from kam_analytics.core.text import Lang
from kam_analytics.core.units import Unit
from kam_analytics.language import interface as words
from kam_analytics.language.numbers import MISSING, decimal
from kam_analytics.language.typography import typeset
from kam_analytics.ui.blocks.account import ask, decide_on
from kam_analytics.ui.blocks.written import write_rows
from kam_analytics.ui.frame.markdown import escaped
from kam_analytics.ui.frame.shared_values import SharedValues

SHOWN_ROWS = 12
ROW_HEIGHT = 38
# Streamlit wraps text in rows above 72 px, which hold four lines on a laptop and three on a large screen.
WRAPPED_ROWS, WRAPPED_LINES, WRAPPED_HEIGHT = 8, 3, 74
WHOLE_HEIGHT = 800  # px
DIGIT_WIDTH, LABEL_WIDTH, PADDING, LONG_NUMBER = 10, 8, 32, 11  # px, px, px, characters
SENTENCE, SENTENCE_WIDTH, WRAPPED_WIDTH, WRAPPED_TEXT = 60, 420, 270, 240  # characters, px, px, px
BUTTON_WIDTH = 84  # px
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
    matching = table.rows[_matches(table.rows, wanted, lang)] if wanted else table.rows
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
    columns: dict[str, Column] = {}
    for name, column in table.columns.items():
        columns[name] = column
        if name == table.decides_after:
            columns |= {offered: Column(label) for offered, label in words.DECIDE.items()}
    rows = visible.assign(**{name: written([label] * len(visible), visible) for name, label in words.DECIDE.items()})
    return style_rows(rows, columns, lang), common


def settings(table: Table, rows: pd.DataFrame, lang: Lang, key: str) -> dict[str, Any]:
    """The display settings of a table, apart from its click action."""
    most, high = (WRAPPED_ROWS, WRAPPED_HEIGHT) if table.wrapped else (SHOWN_ROWS, ROW_HEIGHT)
    if len(rows) * high <= WHOLE_HEIGHT:  # show a slightly longer table whole: nothing indicates that it scrolls
        most = len(rows)
    return {
        "hide_index": True,
        "column_config": {n: _config(c, rows[n], lang, table.wrapped) for n, c in table.columns.items()},
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


def _config(column: Column, values: "pd.Series[Any]", lang: Lang, wrapped: bool) -> Any:
    """The label of a column; sentences have a fixed width, so that they do not push other columns out.

    wrapped: text takes the lines of a high row.
    """
    label = typeset(column.label, lang)
    if column.unit in (Unit.DATE, Unit.MONTH):
        return st.column_config.DateColumn(label, width=_number_width(column, values, label, lang))
    if column.unit is not None:
        return st.column_config.NumberColumn(label, width=_number_width(column, values, label, lang))
    longest = max((len(word(v, lang)) for v in values.head(50)), default=0)
    if longest > SENTENCE:
        needed = LABEL_WIDTH * longest // WRAPPED_LINES if wrapped else SENTENCE_WIDTH
        return st.column_config.TextColumn(label, width=min(max(needed, WRAPPED_WIDTH), SENTENCE_WIDTH))
    width = _text_width(longest, label, LABEL_WIDTH if wrapped else DIGIT_WIDTH)
    return st.column_config.TextColumn(label, width=min(width, WRAPPED_TEXT) if width and wrapped else width)


def _text_width(longest: int, label: str, letter: int = DIGIT_WIDTH) -> int | None:
    """A fixed width: the grid measures only the first rows, so that longer text below or a long title would be cut.

    letter: px of one; text that may wrap is measured more closely than numbers, which may not.
    """
    if max(longest, len(label)) <= LONG_NUMBER:
        return None
    return max(letter * longest, LABEL_WIDTH * len(label)) + PADDING


def _number_width(column: Column, values: "pd.Series[Any]", label: str, lang: Lang) -> int | None:
    """A fixed width: the grid measures the number without its unit, which may need more room.

    Without any value the title decides: the grid would give the empty column the room that is left.
    """
    if values.isna().all():
        return LABEL_WIDTH * len(label) + PADDING
    write_one = cell_writer(values, column, lang)
    longest = max((len(write_one(v)) for v in values.dropna().head(200)), default=0)
    return _text_width(longest, label)


def search_box(key: str, lang: Lang) -> str:
    """A search field; its text stays out of the address."""
    label = words.SEARCH.in_(lang)
    typed = st.text_input(
        label, key=f"{key}_search", label_visibility="collapsed", placeholder=label, type="search", width=320
    )
    return typed or ""


def _matches(rows: pd.DataFrame, wanted: str, lang: Lang) -> "pd.Series[bool]":
    """Rows in which some text contains the search term, ignoring case and accents."""
    texts = rows.select_dtypes(include=["object", "string"])
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
    name = next(name for name, column in table.columns.items() if column.unit is None)
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
        name: st.column_config.ButtonColumn(
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
    ask(ids[int(st.session_state[key]["row"])], ids)
