"""The way to the account sheet: from a mark of a chart, or from a row of a table."""

import streamlit as st

from kam_analytics.answers.account import choices
from kam_analytics.language import interface as words
from kam_analytics.language.typography import typeset
from kam_analytics.ui import address
from kam_analytics.ui.frame import PAGES, Frame
from kam_analytics.ui.markdown import escaped

_ASKED = "account_asked"


def ask(account_id: str) -> None:
    """Remember, within a callback, which account to open in the run that follows."""
    if account_id:
        st.session_state[_ASKED] = account_id


def ask_from_chart(key: str) -> None:
    """The account of the mark that was clicked: the first value of its custom data."""
    points = st.session_state[key]["selection"]["points"]
    if points and points[0].get("customdata"):
        found = points[0]["customdata"]
        ask(str(found[0] if isinstance(found, list | tuple) else found))


def open_if_asked(frame: Frame) -> None:
    """Go to the account sheet if the last click asked for it; a group, which has none, is said to have none."""
    asked = st.session_state.pop(_ASKED, None)
    if asked is None:
        return
    named = choices(frame.view)
    if asked in named:
        code = address.code_of("account", asked, named[asked])
        st.switch_page(PAGES / "account.py", query_params=address.everything(account=code))
    st.toast(escaped(typeset(words.NO_SHEET, frame.lang)))
