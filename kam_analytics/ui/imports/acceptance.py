"""The decision about a file that somebody sent: its effect, tried on a copy, and the button that accepts it."""

import json
from collections.abc import Callable
from datetime import date

import streamlit as st

from kam_analytics.answers.access.acceptance import Examination, check, examine, sentences
from kam_analytics.core.imports import ImportReport
from kam_analytics.core.scope import NOBODY, Scope
from kam_analytics.language.imports import acceptance as words
from kam_analytics.language.imports import page as page_words
from kam_analytics.language.sentences import fill
from kam_analytics.language.typography import typeset
from kam_analytics.metrics.access.rights import folded, holders, settings
from kam_analytics.ui.frame import address, data
from kam_analytics.ui.frame.frame import Frame
from kam_analytics.ui.frame.markdown import escaped
from kam_analytics.ui.frame.refusals import refusals_shown
from kam_analytics.ui.frame.store import open_store
from kam_analytics.ui.imports.files import DECIDED, Ready

REPORTS, EXAMINED = "import_reports", "import_examined"


def draw_acceptance(file: Ready, frame: Frame, run: Callable[[], list[ImportReport]]) -> None:
    """The effect of a file whose questions are answered, and the button, in the box of the file.

    run: imports it. Nobody accepts what raises their own pay, also on a shared screen.
    """
    lang = frame.lang
    if file.place is None:
        return
    with file.place, refusals_shown(lang):
        examined = _examined(file, frame) if file.answered else None
        for sentence in sentences(examined, frame.view.scope) if examined is not None else ():
            st.caption(escaped(typeset(sentence, lang)))
        label = page_words.ACCEPT.in_(lang)
        if st.button(label, type="primary", disabled=examined is None, key=f"accept_{file.id}") and examined:
            check(examined, file.request.file, _own(frame.view.scope))
            reports = run()
            st.session_state[REPORTS] = reports
            if reports[0].outcome not in ("ask", "refused"):
                said = fill(page_words.ACCEPTED_SAID, file=file.request.file, who=str(file.sender))
                st.session_state[DECIDED] = said
            st.rerun()


def _examined(file: Ready, frame: Frame) -> Examination:
    """The effect, worked out once for each state of the store and each set of answers."""
    key = json.dumps([file.id, frame.state.number, file.request.mapping.as_json()], sort_keys=True)
    memory: dict[str, Examination] = st.session_state.setdefault(EXAMINED, {})
    if key not in memory:
        with st.spinner(typeset(words.EXAMINING, frame.lang)):
            memory[key] = examine(open_store(str(frame.folder)), file.request, _sender(str(file.sender)))
    return memory[key]


def _sender(login: str) -> Scope:
    return holders(settings(), data.people(), date.today()).get(folded(login), NOBODY)


def _own(scope: Scope) -> Scope:
    """The viewer with their own pay, which a shared screen leaves out of the scope."""
    return holders(settings(), data.people(), date.today()).get(scope.viewer, scope) if address.presents() else scope
