"""Opens the account sheet from a mark of a chart or from a row of a table."""

import streamlit as st

from kam_analytics.answers.account.page import choices, groups
from kam_analytics.answers.page.blocks import REST
from kam_analytics.language import interface as words
from kam_analytics.language.typography import typeset
from kam_analytics.ui.frame import address
from kam_analytics.ui.frame.filters import sheets
from kam_analytics.ui.frame.frame import SCRIPTS, Frame
from kam_analytics.ui.frame.markdown import escaped

_ASKED = "account_asked"


def ask(account_id: str) -> None:
    """Remember, within a callback, which account to open in the run that follows."""
    if account_id:
        st.session_state[_ASKED] = account_id


def ask_from_chart(key: str, rest: str = "") -> None:
    """Open the account of the clicked mark: the first value of its custom data.

    rest: key of the details opened by the mark that groups the remaining accounts.
    """
    points = st.session_state[key]["selection"]["points"]
    if points and points[0].get("customdata"):
        data = points[0]["customdata"]
        account = str(data[0] if isinstance(data, list | tuple) else data)
        if account == REST:
            st.session_state[rest] = True
        else:
            ask(account)


def open_if_asked(frame: Frame) -> None:
    """Open the sheet of the account or group selected by the last click."""
    account_id = st.session_state.pop(_ASKED, None)
    if account_id is None:
        return
    named = sheets(choices(frame.view), groups(frame.view), frame.view.filters.level)
    if account_id in named:
        code = address.code_of("account", account_id, named[account_id])
        st.switch_page(SCRIPTS / "account.py", query_params=address.everything(account=code))
    st.toast(escaped(typeset(words.NO_SHEET, frame.lang)))
