"""The accounting books on the import page: months with their gap, and the reason given by a director or controller."""

from datetime import date

import streamlit as st

from kam_analytics.answers.imports import books
from kam_analytics.answers.page.blocks import Block, Note, Table
from kam_analytics.core.units import Quantity, Unit
from kam_analytics.language.dates import month
from kam_analytics.language.imports import books as words
from kam_analytics.language.numbers import write
from kam_analytics.language.typography import typeset
from kam_analytics.ui.blocks.form import Form
from kam_analytics.ui.blocks.tables import draw_table
from kam_analytics.ui.frame.frame import Frame
from kam_analytics.ui.frame.markdown import escaped
from kam_analytics.ui.frame.store import open_store
from kam_analytics.warehouse.decisions.books import LONGEST, explain

EXPLAINED = "book_reason_kept"


def draw_books(frame: Frame) -> None:
    """The table of the months, and a form for the gaps without a reason."""
    for block in _table(frame):
        if isinstance(block, Table):
            draw_table(block, frame.lang, "import_data")
        elif isinstance(block, Note):
            st.caption(escaped(typeset(block.text, frame.lang)))
    if explained := st.session_state.pop(EXPLAINED, None):
        st.success(escaped(typeset(words.KEPT, frame.lang).format(month=explained)))
    if frame.view.scope.sees_all and (gaps := frame.remember("gaps", lambda: books.to_explain(frame.view))):
        _form(frame, {m.isoformat(): (month(m, frame.lang), m, gap) for m, gap in gaps.items()})


def _table(frame: Frame) -> list[Block]:
    return frame.remember("books", lambda: books.table(frame.view))


BOOKS = Form(draw_books, lambda frame: bool(_table(frame)))


def _form(frame: Frame, gaps: dict[str, tuple[str, date, float]]) -> None:
    lang = frame.lang
    with st.expander(typeset(words.EXPLAIN, lang), key="books_explain"):
        chosen = st.selectbox(
            typeset(words.WHICH, lang),
            list(gaps),
            key="books_month",
            format_func=lambda m: f"{gaps[m][0]} · {write(Quantity(gaps[m][2], Unit.EUR_EXACT), lang, sign=True)}",
        )
        reason = st.text_input(
            typeset(words.WHY, lang), max_chars=LONGEST, placeholder=typeset(words.WHY_HINT, lang), key="books_reason"
        )
        if st.button(typeset(words.KEEP, lang), key="books_keep") and reason.strip():
            name, day, gap = gaps[chosen]
            explain(open_store(str(frame.folder)), day, gap, reason, frame.view.scope)
            st.session_state[EXPLAINED] = name
            st.rerun()
