"""Draw blocks in their order: sentence, row of numbers, charts side by side, tables, notes, links."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

import streamlit as st

from kam_analytics.answers.page.blocks import Block, Chart, Details, Link, Message, Note, Number, Table
from kam_analytics.answers.pages import PAGES
from kam_analytics.language.typography import typeset
from kam_analytics.ui.blocks.account import is_rest_opened, times_rest_opened
from kam_analytics.ui.blocks.cards import draw_numbers
from kam_analytics.ui.blocks.charts import draw_charts
from kam_analytics.ui.blocks.tables import draw_table
from kam_analytics.ui.frame import address
from kam_analytics.ui.frame.frame import SCRIPTS, Frame
from kam_analytics.ui.frame.markdown import escaped


def draw(blocks: Sequence[Block], frame: Frame, place: str = "") -> None:
    """Draw blocks; neighbours of one kind are drawn together. place: where on the page, for distinct widget keys."""
    for kind, neighbours in _together(blocks):
        if kind is Message:
            _messages([b for b in neighbours if isinstance(b, Message)], frame, place)
        elif kind is Number:
            draw_numbers([b for b in neighbours if isinstance(b, Number)], frame.lang, f"{frame.page}{place}")
        elif kind is Chart:
            draw_charts([b for b in neighbours if isinstance(b, Chart)], frame)
        elif kind is Link:
            _links([b for b in neighbours if isinstance(b, Link)], frame)
        elif kind is Note:
            _notes([b for b in neighbours if isinstance(b, Note)], frame)
        else:
            for block in neighbours:
                _alone(block, frame)


def _together(blocks: Sequence[Block]) -> Iterator[tuple[type, list[Block]]]:
    for kind, neighbours in groupby(blocks, type):
        yield kind, list(neighbours)


def _messages(messages: list[Message], frame: Frame, place: str) -> None:
    """The lead as the title of the page; the other messages on one line under it."""
    with st.container(gap="xxsmall", key=f"{frame.page}{place}_message"):
        for message in messages:
            if message.lead:
                st.title(escaped(typeset(message.text, frame.lang)), anchor=False)
        sentences = [escaped(typeset(m.text, frame.lang)) for m in messages if not m.lead]
        if sentences:
            st.markdown(" ".join(sentences))


def _notes(notes: list[Note], frame: Frame) -> None:
    with st.container(gap=None):
        for note in notes:
            st.caption(escaped(typeset(note.text, frame.lang)))


def _links(links: list[Link], frame: Frame) -> None:
    """One line for each other page: its sentence, and the link."""
    with st.container(gap="xxsmall", key=f"{frame.page}_links"):
        for link in links:
            title = PAGES[link.page].title.in_(frame.lang)
            st.page_link(
                SCRIPTS / f"{link.page}.py",
                label=f"**{title}** {escaped(typeset(link.text, frame.lang))}",
                icon=PAGES[link.page].icon,
                query_params=address.everything(),
            )


def _alone(block: Block, frame: Frame) -> None:
    if isinstance(block, Table):
        draw_table(replace(block, decides_after="") if frame.is_frozen else block, frame.lang, frame.page)
    elif isinstance(block, Details):
        title = escaped(typeset(block.title, frame.lang))
        key = f"{frame.page}_{block.id}"
        opened = st.expander(title, key=key, on_change="rerun")
        if opened.open:
            with opened:
                draw(block.blocks, frame, f"_{block.id}")
                _show_if_asked(key)


def _show_if_asked(details: str) -> None:
    """Bring details onto the screen that a click on a chart has opened, once for each click."""
    if is_rest_opened(details):
        script = f"window.kamShow('{details}', {times_rest_opened()})"
        st.html(f"<script>{script}</script>", unsafe_allow_javascript=True)
