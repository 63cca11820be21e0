"""Who has access and why, and the departure of people whom the last file of people drops."""

from datetime import date
from typing import Any

import streamlit as st

from kam_analytics.answers.access import people as answer
from kam_analytics.answers.access.people import AccessFacts
from kam_analytics.language import access as words
from kam_analytics.language.sentences import fill
from kam_analytics.language.typography import typeset
from kam_analytics.metrics.access import ABSENT
from kam_analytics.metrics.access.rights import settings
from kam_analytics.ui.access.trail import is_administrator
from kam_analytics.ui.blocks.form import Form
from kam_analytics.ui.blocks.render import draw
from kam_analytics.ui.frame import data
from kam_analytics.ui.frame.frame import Frame
from kam_analytics.ui.frame.markdown import escaped
from kam_analytics.ui.frame.refusals import refusals_shown
from kam_analytics.ui.frame.store import open_store
from kam_analytics.warehouse.decisions.people import end, stay
from kam_analytics.warehouse.trail import entries

SAID = "access_said"


def draw_access(frame: Frame) -> None:
    """The list, and a form where somebody may have left."""
    facts = AccessFacts(settings(), data.people(), frame.view.rows(ABSENT), entries(frame.folder), date.today())
    if (confirmation := st.session_state.pop(SAID, None)) is not None:
        st.success(escaped(typeset(confirmation, frame.lang)))
    draw(answer.notes(facts), frame, "_access_notes")
    if len(facts.absent):
        _departure(frame, {str(p.person_id): p for p in facts.absent.itertuples()})
    draw(answer.tables(facts), frame, "_access")


def _departure(frame: Frame, absent: dict[str, Any]) -> None:
    """Who left and when; a departure that was confirmed can be taken back."""
    lang = frame.lang
    with st.container(horizontal=True, vertical_alignment="bottom", key="access_departure"):
        person = st.selectbox(
            typeset(words.PERSON, lang),
            list(absent),
            format_func=lambda p: f"{p} · {absent[p].name}",
            key="access_person",
            width=320,
        )
        if person is None:
            return
        on = st.date_input(
            typeset(words.LAST_DAY, lang), "today", format="DD/MM/YYYY", key="access_last_day", width=160
        )
        decided = absent[person].decided_end_on
        store, scope = open_store(str(frame.folder)), frame.view.scope
        with refusals_shown(lang):
            if st.button(typeset(words.CONFIRM_LEFT, lang), key="access_end") and isinstance(on, date):
                end(store, person, on, scope)
                st.session_state[SAID] = fill(words.LEFT_SAID, name=str(absent[person].name), day=on)
                st.rerun()
            if decided == decided and st.button(typeset(words.TAKE_BACK, lang), key="access_stay"):
                stay(store, person, scope)
                st.session_state[SAID] = fill(words.STAYS_SAID, name=str(absent[person].name))
                st.rerun()


ACCESS = Form(draw_access, is_administrator)
