"""The marks of a chart as a list: what a click does, for the keyboard and the screen reader."""

import re
from collections.abc import Mapping
from functools import partial
from html import unescape
from typing import Any

import streamlit as st

from kam_analytics.answers.page.blocks import REST, Chart
from kam_analytics.core.text import Lang
from kam_analytics.language import interface as words
from kam_analytics.language.typography import typeset
from kam_analytics.ui.blocks.account import ask
from kam_analytics.ui.blocks.tables import search_for
from kam_analytics.ui.frame import address

_MARKUP = re.compile("<[^>]+>")


def marks(figure: Any) -> dict[str, str]:
    """Custom data of each mark → the first line of its tooltip, first to last."""
    named: dict[str, str] = {}
    for trace in figure.data:
        if trace.customdata is not None and trace.hovertext is not None:
            for data, said in zip(trace.customdata, trace.hovertext, strict=False):
                named.setdefault(str(data[0]), unescape(_MARKUP.sub("", str(said).split("<br>")[0])))
    lies = any(getattr(trace, "orientation", None) == "h" for trace in figure.data)  # drawn from the bottom up
    ordered = reversed(named.items()) if lies else named.items()
    return {value: name for value, name in ordered if value not in ("", REST)}


def people(chart: Chart) -> dict[str, str]:
    """Person → name, where the rows of a chart are people."""
    rows = chart.rows
    return dict(zip(rows["person_id"], map(str, rows["name"]), strict=True)) if "person_id" in rows else {}


def narrow(name: str, value: str, labels: Mapping[str, str]) -> None:
    """Set a filter of the page to the value of a mark.

    labels: value → name of the person; a value that is a name does not go into the address.
    """
    address.narrow(name, address.code_of(name, value, labels.get(value, "")))


def choose_mark(chart: Chart, figure: Any, page: str, lang: Lang) -> None:
    """A list of the marks that a click opens, where there are any; a choice leaves the dialog it stands in."""
    named = {value: value if chart.searches else name for value, name in marks(figure).items()}
    if not named or not (chart.opens_account or chart.narrows or chart.searches):
        return
    key = f"{page}_{chart.id}_mark"
    label, empty = (typeset(text, lang) for text in (words.CHOOSE_MARK, words.CHOOSE))
    acting = partial(_act, chart, page, key, tuple(named))
    if st.selectbox(label, list(named), None, named.__getitem__, key, placeholder=empty, on_change=acting) is not None:
        st.rerun()


def _act(chart: Chart, page: str, key: str, listed: tuple[str, ...]) -> None:
    """What a click on the chosen mark does."""
    value = st.session_state[key]
    if value is None:
        return
    if chart.opens_account:
        ask(value, listed)
    elif chart.narrows:
        narrow(chart.narrows, value, people(chart))
    else:
        search_for(value, page, chart.searches)
