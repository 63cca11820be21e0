"""The stage: all slides at once, one of them visible; keys move between them without a request."""

from pathlib import Path

import streamlit as st

from kam_analytics.answers.page.blocks import Block, Chart, Number, Table
from kam_analytics.answers.review.slide import Slide
from kam_analytics.charts.theme import Style, enlarged
from kam_analytics.core.text import Text
from kam_analytics.language import review as words
from kam_analytics.language import shared
from kam_analytics.language.typography import typeset
from kam_analytics.ui.frame import address
from kam_analytics.ui.frame.shared_values import SharedValues
from kam_analytics.ui.review import dialogs, written
from kam_analytics.ui.review.session import Review

HERE = Path(__file__).parent
SLIDE = "slide"  # of the address; its presence means that the review is told
SHARED_BEFORE = "shared_before_stage"
LEAST_TEXT = 24  # px, of a chart: read from four metres at 1080p
MOST_FIGURES = 64
_FIGURES: SharedValues[tuple[Chart, object]] = SharedValues(MOST_FIGURES)


def is_open() -> bool:
    """Whether the address names a slide."""
    return SLIDE in st.query_params


def enter(slide: str) -> None:
    """Open the stage at a slide. The screen counts as shared from then on: no pay is read for it."""
    st.session_state.setdefault(SHARED_BEFORE, address.presents())
    st.query_params[SLIDE] = slide
    st.query_params["present"] = "1"


def leave() -> None:
    """Back to the preparation; the screen counts as shared only if it did before."""
    st.query_params.pop(SLIDE, None)
    if st.session_state.pop(SHARED_BEFORE, True) is False:
        st.query_params.pop("present", None)


def draw(review: Review) -> None:
    """Every slide of today, the overview, and what the keys press."""
    frame, told, marks = review.frame, review.told, _marks(review)
    visible = written.where_named(told, "st-key-slide_", "visibility: visible;")
    st.html(f"<style>{written.colours(frame.style)}{(HERE / 'stage.css').read_text('utf-8')}{visible}</style>")
    with st.container(key="stage"):
        for number, slide in enumerate(told, start=1):
            with st.container(key=f"slide_{slide.id}"):
                st.html(written.heading(slide, f"{number}\u00a0/\u00a0{len(told)}", marks, frame.lang))
                _show(slide, frame.style)
        st.html(written.overview(told, frame.lang))
        _actions(review)
    ids = " ".join(slide.id for slide in told)
    asked = st.query_params[SLIDE]
    first = asked if asked in ids.split() else told[0].id
    data = f'<div class="stage-data" data-slides="{ids}" data-first="{first}" hidden></div>'
    with st.container(key="stage_keys"):
        script = (HERE / "stage.js").read_text("utf-8")
        st.html(f"{data}<script>{script}</script>", unsafe_allow_javascript=True)


def _marks(review: Review) -> list[Text]:
    """What the room must know of every slide: invented data, newer data, a frozen state that is lost."""
    marks = [shared.DEMONSTRATION] if review.frame.state.demonstration else []
    if review.is_outdated:
        marks.append(words.OLDER_ON_STAGE)
    if review.is_lost:
        marks.append(words.PIN_LOST_ON_STAGE)
    return marks


def _show(slide: Slide, style: Style) -> None:
    numbers = [block for block in slide.shows if isinstance(block, Number)]
    if numbers:
        st.html(written.numbers(numbers, style.lang))
    for block in slide.shows:
        _show_block(slide.id, block, style)


def _show_block(slide: str, block: Block, style: Style) -> None:
    if isinstance(block, Chart):
        st.plotly_chart(
            _figure(block, style),
            theme=None,
            height="stretch",
            key=f"stage_{slide}_{block.id}",
            alt=typeset(block.title, style.lang),
            config={"displayModeBar": False, "staticPlot": False},
        )
    elif isinstance(block, Table):
        st.html(written.table(block, style.lang))


def _figure(chart: Chart, style: Style) -> object:
    """The chart with large type, made once for each style."""

    def make() -> tuple[Chart, object]:
        return chart, enlarged(chart.figure(style), LEAST_TEXT)

    return _FIGURES.recall((id(chart), style), make)[1]


def _actions(review: Review) -> None:
    """Buttons outside the screen, which the keys press."""
    lang = review.frame.lang
    with st.container(key="stage_actions"):
        if st.button(typeset(words.SAY, lang), key="stage_say"):
            dialogs.say(review)
        if st.button(typeset(words.LOOK, lang), key="stage_look"):
            dialogs.look(review)
        st.button(typeset(words.LEAVE_BUTTON, lang), key="stage_leave", on_click=leave)
