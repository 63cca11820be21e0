"""Opens the account sheet from a mark of a chart or from a row of a table."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import streamlit as st

from kam_analytics.answers.account.page import choices, groups
from kam_analytics.answers.page.blocks import REST
from kam_analytics.answers.pages import PAGES
from kam_analytics.core.text import Text
from kam_analytics.language import interface as words
from kam_analytics.language.typography import typeset
from kam_analytics.ui.frame import address
from kam_analytics.ui.frame.filters import sheets
from kam_analytics.ui.frame.frame import SCRIPTS, Frame
from kam_analytics.ui.frame.markdown import escaped

_ASKED, _LISTED, _DECIDED = "account_asked", "accounts_beside", "account_to_decide"
_TRAIL, _SEEN, _REST = "account_trail_of", "accounts_seen", "rest_opened"
MOST_SEEN = 6
DECISIONS = "act"  # the part of the page that holds their form


@dataclass(frozen=True)
class Trail:
    """The list from which an account was opened: its page with its address, and its accounts in their order."""

    page: str
    query: dict[str, str]
    accounts: tuple[str, ...]


def ask(account_id: str, listed: Sequence[str] = ()) -> None:
    """Remember, within a callback, which account to open in the run that follows, and the list it stands in."""
    if account_id:
        st.session_state[_ASKED], st.session_state[_LISTED] = account_id, tuple(listed)


def is_asked() -> bool:
    """Whether a click has asked for an account that this run has not opened: a dialog draws itself again alone."""
    return _ASKED in st.session_state


def decide_on(kind: str, account_id: str) -> None:
    """Within a callback: open the form of decisions with the account of the clicked row in it."""
    st.session_state[_DECIDED] = (kind, account_id)
    st.query_params["part"] = DECISIONS


def to_decide() -> tuple[str, str] | None:
    """Kind and account of the row whose decision is being written."""
    decided: tuple[str, str] | None = st.session_state.get(_DECIDED)
    return decided


def decided() -> None:
    """The decision is written: the list comes back."""
    if st.session_state.pop(_DECIDED, None) is not None:
        st.query_params.pop("part", None)


def ask_from_chart(key: str, rest: str = "", listed: Sequence[str] = ()) -> None:
    """Open the account of the clicked mark: the first value of its custom data.

    rest: key of the details opened by the mark that groups the remaining accounts; listed: the accounts of the chart,
    first to last.
    """
    points = st.session_state[key]["selection"]["points"]
    if points and points[0].get("customdata"):
        data = points[0]["customdata"]
        account = str(data[0] if isinstance(data, list | tuple) else data)
        if account == REST:
            _open_rest(rest)
        else:
            ask(account, listed)


def _open_rest(rest: str) -> None:
    """Open the details of the mark that groups the remaining accounts; they are in the first part of the page."""
    st.session_state[rest] = True
    st.session_state[_REST] = (rest, times_rest_opened() + 1)
    st.query_params.pop("part", None)


def times_rest_opened() -> int:
    """How often the remaining accounts were asked for: each time draws a new chart, of which no mark is selected."""
    _, times = st.session_state.get(_REST, ("", 0))
    return int(times)


def is_rest_opened(details: str) -> bool:
    """Whether these are the details that were asked for by the last click on a mark of remaining accounts."""
    opened, _ = st.session_state.get(_REST, ("", 0))
    return bool(opened == details)


def open_if_asked(frame: Frame) -> None:
    """Open the sheet of the account or group selected by the last click."""
    account_id, listed = st.session_state.pop(_ASKED, None), st.session_state.pop(_LISTED, ())
    if account_id is None:
        return
    named = _named(frame)
    if account_id in named:
        query = {key: value for key, value in st.query_params.items() if key != "account"}
        st.session_state[_TRAIL] = Trail(frame.page, query, listed)
        st.switch_page(SCRIPTS / "account.py", query_params=_address(account_id, named))
    st.toast(escaped(typeset(words.NO_SHEET, frame.lang)))


def _named(frame: Frame) -> dict[str, str]:
    return sheets(choices(frame.view), groups(frame.view), frame.view.filters.level)


def _address(account_id: str, named: Mapping[str, str]) -> dict[str, str]:
    return address.everything(account=address.code_of("account", account_id, named[account_id]))


def draw_trail(frame: Frame) -> None:
    """Back to the list one came from, the accounts before and after in it; without an account, those seen last."""
    mine, named = frame.view.filters.account, _named(frame)
    seen: list[str] = st.session_state.setdefault(_SEEN, [])
    if mine is None:
        _links(frame, [account for account in seen if account in named], named, words.SEEN)
        return
    seen[:] = [mine, *(account for account in seen if account != mine)][:MOST_SEEN]
    trail: Trail | None = st.session_state.get(_TRAIL)
    if trail is None:
        return
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="account_trail"):
        label = words.BACK_TO.in_(frame.lang).format(page=PAGES[trail.page].title.in_(frame.lang))
        st.page_link(SCRIPTS / f"{trail.page}.py", label=label, icon=":material/arrow_back:", query_params=trail.query)
        for account, icon in _neighbours(mine, trail.accounts):
            _link(account, named, icon)


def _neighbours(mine: str, listed: Sequence[str]) -> list[tuple[str, str]]:
    """The accounts before and after one in a list, with the icon of their direction."""
    if mine not in listed:
        return []
    at = listed.index(mine)
    before, after = listed[max(at - 1, 0) : at], listed[at + 1 : at + 2]
    return [(a, ":material/chevron_left:") for a in before] + [(a, ":material/chevron_right:") for a in after]


def _links(frame: Frame, accounts: Sequence[str], named: Mapping[str, str], title: Text) -> None:
    if accounts:
        with st.container(horizontal=True, vertical_alignment="center", gap="small", key="account_seen"):
            st.caption(escaped(typeset(title, frame.lang)))
            for account in accounts:
                _link(account, named, ":material/history:")


def _link(account: str, named: Mapping[str, str], icon: str) -> None:
    if account in named:
        query = _address(account, named)
        st.page_link(SCRIPTS / "account.py", label=escaped(named[account]), icon=icon, query_params=query)
