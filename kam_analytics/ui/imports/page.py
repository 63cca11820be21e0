"""The import page: files, questions and columns, the report that balances, history and withdrawal."""

import streamlit as st

from kam_analytics.answers.page.view import freshness
from kam_analytics.core.errors import NotAllowed
from kam_analytics.core.imports import ImportReport
from kam_analytics.ingest.inbox import place
from kam_analytics.ingest.pipeline import run_imports
from kam_analytics.language.imports import page as words
from kam_analytics.language.interface import LOADING_DEMO
from kam_analytics.language.typography import typeset
from kam_analytics.ui.blocks.confirm import confirmed
from kam_analytics.ui.frame.frame import Frame
from kam_analytics.ui.frame.inbox import displayed_path, settle, submit
from kam_analytics.ui.frame.markdown import escaped
from kam_analytics.ui.frame.refusals import refusals_shown
from kam_analytics.ui.frame.store import open_store, restore_demo
from kam_analytics.ui.identity.page import notice
from kam_analytics.ui.imports.acceptance import REPORTS, draw_acceptance
from kam_analytics.ui.imports.files import DECIDED, Ready
from kam_analytics.ui.imports.files import draw_files as draw_dropped
from kam_analytics.ui.imports.interrupted import INTERRUPTED, draw_interrupted
from kam_analytics.ui.imports.report import draw_reports
from kam_analytics.ui.imports.steps import Steps
from kam_analytics.warehouse.uploads import importing

ROUND, QUESTIONS = "import_round", "import_questions"
CANCELLED, SENT = "import_cancelled", "import_sent"


def draw_lead(frame: Frame) -> None:
    """The purpose of the page."""
    title = words.TITLE_DEMO if frame.state.demonstration else words.TITLE
    with st.container(gap="xxsmall"):
        st.title(escaped(typeset(title, frame.lang)), anchor=False)
        st.markdown(escaped(typeset(words.LEAD, frame.lang)))


def draw_outcome(frame: Frame) -> None:
    """The results of the last import."""
    _last_action(frame)
    draw_reports(st.session_state.get(REPORTS, []), frame)
    if st.session_state.get(REPORTS):
        notice(frame)


def draw_files(frame: Frame) -> None:
    """The uploaded files, and the button that imports them."""
    ready = draw_dropped(frame, st.session_state.get(ROUND, 0), st.session_state.get(QUESTIONS, {}))
    if not ready:
        _way_back(frame)
    for file in (r for r in ready if r.sender is not None):
        draw_acceptance(file, frame, lambda f=file: _run([f], frame))  # type: ignore[misc]
    if own := [r for r in ready if r.sender is None]:
        _import_button(own, frame)


def _way_back(frame: Frame) -> None:
    """The demonstration again, where nothing of one's own counts any more."""
    if frame.state.demonstration or not frame.view.scope.sees_all or freshness(frame.view).last is not None:
        return
    if confirmed(frame, typeset(words.DEMO_BACK, frame.lang), "demo_back", words.DEMO_BACK_WARNING):
        with st.spinner(LOADING_DEMO.in_(frame.lang)), refusals_shown(frame.lang):
            restore_demo()
            st.rerun()


def _import_button(ready: list[Ready], frame: Frame) -> None:
    """One button for all files; it waits for the answers of every upload, but not of files in the inbox."""
    lang, whole = frame.lang, [r for r in ready if r.answered]
    waiting = not whole or any(not r.answered and r.arrived is None for r in ready)
    if waiting:
        st.caption(escaped(typeset(words.IMPORT_WAITS, lang)))
    if st.button(words.IMPORT.in_(lang), type="primary", disabled=waiting, key="import_run"):
        st.session_state[REPORTS] = _run(whole, frame)
        st.rerun()


def _run(ready: list[Ready], frame: Frame) -> list[ImportReport]:
    """Import everything as one change, showing each step; the button below cancels it."""
    lang = frame.lang
    with st.status(typeset(words.WORKING, lang), expanded=True) as status:
        stop = st.empty()
        stop.button(typeset(words.CANCEL, lang), key="import_cancel", on_click=_cancel)
        steps = Steps(lambda text: status.write(escaped(typeset(text, lang))))
        with importing(frame.folder, frame.view.scope.viewer, [r.request.file for r in ready if r.arrived is None]):
            reports = _imported(ready, frame, steps)
        st.session_state.pop(INTERRUPTED, None)
        stop.empty()
        status.update(label=typeset(words.DONE, lang), state="complete")
    return reports


def _cancel() -> None:
    """A click restarts the page, which stops the running import before it writes anything."""
    st.session_state[CANCELLED] = True


def _imported(ready: list[Ready], frame: Frame, steps: Steps) -> list[ImportReport]:
    """All files at once for a viewer who may import everything; for others one by one, the rest to be confirmed."""
    store, scope = open_store(str(frame.folder)), frame.view.scope
    if scope.sees_all:
        reports = run_imports(store, [r.request for r in ready], scope=scope, progress=steps.begin)
        _remember(ready, reports, scope.viewer)
        return reports
    done: list[tuple[Ready, ImportReport]] = []
    for file in ready:
        try:
            (report,) = run_imports(store, [file.request], scope=scope, progress=steps.begin)
            done.append((file, report))
        except NotAllowed:
            if not submit(file.request.path, scope.viewer):
                raise
            st.session_state.setdefault(SENT, []).append(file.request.file)
    _remember([file for file, _ in done], [report for _, report in done], scope.viewer)
    return [report for _, report in done]


def _remember(ready: list[Ready], reports: list[ImportReport], who: str) -> None:
    """Files that need an answer stay, with their questions; a finished round clears the field."""
    open_ = {r.id: report.questions for r, report in zip(ready, reports, strict=True) if report.outcome == "ask"}
    st.session_state[QUESTIONS] = open_
    for file, report in zip(ready, reports, strict=True):
        if file.arrived is not None:
            settle(file.arrived, report, who)
    if not open_:
        st.session_state[ROUND] = st.session_state.get(ROUND, 0) + 1


def _last_action(frame: Frame) -> None:
    """The result of the last click, and the watched folder."""
    lang = frame.lang
    draw_interrupted(frame)
    if st.session_state.pop(CANCELLED, False):
        st.info(escaped(typeset(words.CANCELLED, lang)))
    if (decided := st.session_state.pop(DECIDED, None)) is not None:
        st.success(escaped(typeset(decided, lang)))
    if sent := st.session_state.pop(SENT, []):
        st.success(escaped(typeset(words.SENT, lang).format(files=", ".join(sent))))
    watched = place()
    if watched and frame.view.scope.sees_all:
        st.caption(escaped(typeset(words.INBOX_HINT, lang).format(folder=displayed_path(watched))))
