"""The viewer's own pay: try other results, download the statement. Typed values stay out of the address."""

import streamlit as st

from kam_analytics.answers.pay import what_if as pay_whatif
from kam_analytics.answers.pay.statement import paper
from kam_analytics.answers.pay.what_if import Simulation, WhatIfQuestion
from kam_analytics.core.text import Lang
from kam_analytics.exports.media import MIMES
from kam_analytics.exports.pay.pdf import statement_pdf
from kam_analytics.exports.pay.xlsx import statement_workbook
from kam_analytics.language.pay import statement as words
from kam_analytics.language.sentences import fill
from kam_analytics.language.typography import typeset
from kam_analytics.metrics.pay.metrics import PersonPay
from kam_analytics.ui.blocks.form import Form
from kam_analytics.ui.blocks.render import draw
from kam_analytics.ui.frame.downloads import download
from kam_analytics.ui.frame.frame import Frame
from kam_analytics.ui.frame.markdown import escaped

IN_A_ROW = 4
PERCENT: dict[Lang, str] = {"fr": "%d\u00a0%%", "en": "%d%%"}


def _own(frame: Frame) -> PersonPay | None:
    return frame.remember("own", lambda: pay_whatif.own(frame.view))


def _is_own(frame: Frame) -> bool:
    return _own(frame) is not None


def draw_what_if(frame: Frame) -> None:
    """The simulation, for viewers of their own pay only."""
    if _own(frame) is None:
        return
    st.header(escaped(typeset(words.WHAT_IF, frame.lang)), anchor=False)
    _what_if(frame.remember("simulation", lambda: pay_whatif.simulation(frame.view)), frame)


def draw_statement(frame: Frame) -> None:
    """The statement as files, for viewers of their own pay only."""
    own = _own(frame)
    if own is not None:
        _statement(own, frame)


def _what_if(simulation: Simulation | None, frame: Frame) -> None:
    if simulation is None:
        st.caption(escaped(typeset(words.WHAT_IF_NOTHING, frame.lang)))
        return
    st.caption(escaped(typeset(words.WHAT_IF_HINT, frame.lang)))
    questions = simulation.questions()
    answers: dict[str, int] = {}
    for row in (questions[i : i + IN_A_ROW] for i in range(0, len(questions), IN_A_ROW)):
        for column, question in zip(st.columns(len(row), gap="medium"), row, strict=True):
            with column:
                answers[question.key] = _ask(question, frame, simulation.person.person_id)
    draw(simulation.blocks(answers), frame, "_what_if")


def _ask(question: WhatIfQuestion, frame: Frame, person: str) -> int:
    """A share kept for this session only; its key includes the state and the day, so that new data reset it."""
    label = fill(words.WHAT_IF_SHARE, label=question.label)
    return int(
        st.slider(
            escaped(typeset(label, frame.lang)),
            min_value=0,
            max_value=question.most,
            value=question.start,
            format=PERCENT[frame.lang],
            key=f"what_if_{person}_{frame.state.number}_{frame.view.filters.end}_{question.key}",
        )
    )


def _statement(own: PersonPay, frame: Frame) -> None:
    """The two files, built on request."""
    lang, demonstration = frame.lang, frame.state.demonstration
    mark = "-demonstration" if demonstration else ""
    name = f"kam-{'releve-variable' if lang == 'fr' else 'pay-statement'}-{frame.view.filters.end.isoformat()}{mark}"

    def pdf() -> bytes:
        document = paper(own, frame.view)
        return b"" if document is None else statement_pdf(document, lang, demonstration=demonstration)

    def xlsx() -> bytes:
        document = paper(own, frame.view)
        return b"" if document is None else statement_workbook(document, lang, demonstration=demonstration)

    with st.container(horizontal=True, gap="small", key=f"{frame.page}_statement_files"):
        for ending, label, mime, make in (
            ("pdf", words.DOWNLOAD_PDF, "application/pdf", pdf),
            ("xlsx", words.DOWNLOAD_XLSX, MIMES["xlsx"], xlsx),
        ):
            key, figure = f"{frame.page}_statement_{ending}", f"statement_{ending}"
            download(frame, label, f"{name}.{ending}", mime, make, key=key, figures=[figure])


WHAT_IF, STATEMENT = Form(draw_what_if, _is_own), Form(draw_statement, _is_own)
