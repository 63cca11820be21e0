"""The groups: members, dates and source; adding an account by hand."""

from datetime import date

import streamlit as st

from kam_analytics.answers.account.page import choices, groups
from kam_analytics.answers.identity import page as answers
from kam_analytics.language import identity as words
from kam_analytics.language.typography import typeset
from kam_analytics.ui.blocks.tables import draw_table
from kam_analytics.ui.frame.frame import Frame
from kam_analytics.ui.frame.markdown import escaped
from kam_analytics.ui.identity.decisions import SAID, choose, labelled, take
from kam_analytics.warehouse.decisions.identity import Decision, may_decide


def draw_groups(frame: Frame) -> None:
    """The memberships known, and a form to add one."""
    rows = answers.memberships(frame.view)
    if rows.empty:
        st.caption(escaped(typeset(words.NO_GROUPS, frame.lang)))
    else:
        draw_table(answers.membership_table(rows), frame.lang, "identity")
    if may_decide(frame.view.scope):
        _attaching(frame)


def _attaching(frame: Frame) -> None:
    lang = frame.lang
    opened = st.expander(typeset(words.ATTACH, lang), key="identity_attach", on_change="rerun")
    if not opened.open:
        return
    with opened:
        accounts = labelled(choices(frame.view))
        member = choose("identity_member", words.CHOOSE_ACCOUNT, accounts, lang)
        parent = choose("identity_parent", words.CHOOSE_GROUP, {**groups(frame.view), **accounts}, lang, free=True)
        with st.container(horizontal=True):
            since = _day("identity_since", typeset(words.SINCE, lang))
            until = _day("identity_until", typeset(words.UNTIL, lang))
        if st.button(typeset(words.SAVE, lang), type="primary", disabled=not (member and parent), key="identity_save"):
            decision = Decision("group", "member", member, parent, from_on=since, to_on=until)
            st.session_state[SAID] = take(frame, [decision])
            st.rerun()


def _day(key: str, label: str) -> date | None:
    """A day, or none."""
    day: date | None = st.date_input(
        label, value=None, key=key, format="DD/MM/YYYY", min_value=date(1950, 1, 1), max_value=date(2100, 12, 31)
    )
    return day
