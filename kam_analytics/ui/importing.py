"""The import page: files, questions and columns, the report that balances, history and withdrawal."""

import streamlit as st

from kam_analytics.core.imports import ImportReport
from kam_analytics.core.text import Text
from kam_analytics.ingest.pipeline import run_imports
from kam_analytics.language import import_page as words
from kam_analytics.language.typography import typeset
from kam_analytics.ui.errors import explained
from kam_analytics.ui.frame import Frame
from kam_analytics.ui.import_files import Ready, offered
from kam_analytics.ui.import_history import draw_history
from kam_analytics.ui.import_report import draw_reports
from kam_analytics.ui.markdown import escaped
from kam_analytics.ui.store import open_store

REPORTS, ROUND, ASKED = "import_reports", "import_round", "import_asked"


def show(frame: Frame) -> None:
    """The page from top to bottom."""
    lang = frame.lang
    with explained(lang):
        title = words.TITLE_DEMO if frame.state.demonstration else words.TITLE
        with st.container(gap="xxsmall"):
            st.title(escaped(typeset(title, lang)), anchor=False)
            st.markdown(escaped(typeset(words.LEAD, lang)))
        draw_reports(st.session_state.get(REPORTS, []), frame)
        ready = offered(frame, st.session_state.get(ROUND, 0), st.session_state.get(ASKED, {}))
        if ready:
            _import_button(ready, frame)
        draw_history(frame)


def _import_button(ready: list[Ready], frame: Frame) -> None:
    """One button for all files; it waits until every question has its answer."""
    lang, waiting = frame.lang, any(not r.answered for r in ready)
    if waiting:
        st.caption(escaped(typeset(words.IMPORT_WAITS, lang)))
    if st.button(words.IMPORT.in_(lang), type="primary", disabled=waiting, key="import_run"):
        st.session_state[REPORTS] = _run(ready, frame)
        _remember(ready, st.session_state[REPORTS])
        st.rerun()


def _run(ready: list[Ready], frame: Frame) -> list[ImportReport]:
    """Import everything as one change, each step named while it runs."""
    lang = frame.lang
    with st.status(typeset(words.WORKING, lang), expanded=True) as status:

        def say(step: Text) -> None:
            status.write(escaped(typeset(step, lang)))

        reports = run_imports(
            open_store(str(frame.folder)), [r.request for r in ready], scope=frame.view.scope, progress=say
        )
        status.update(label=typeset(words.DONE, lang), state="complete")
    return reports


def _remember(ready: list[Ready], reports: list[ImportReport]) -> None:
    """Files that wait for an answer stay, with their questions; a finished round clears the field."""
    asked = {r.id: report.questions for r, report in zip(ready, reports, strict=True) if report.outcome == "ask"}
    st.session_state[ASKED] = asked
    if not asked:
        st.session_state[ROUND] = st.session_state.get(ROUND, 0) + 1
