"""The speaker's notes, on a second screen and in a session of its own: nothing of them is in the shown page."""

from html import escape
from pathlib import Path

import pandas as pd
import streamlit as st

from kam_analytics.answers.review.decisions import quarter_of, told
from kam_analytics.answers.review.slide import Slide
from kam_analytics.core.text import Lang
from kam_analytics.language import review as words
from kam_analytics.language.sentences import fill
from kam_analytics.language.shared import LABELLED
from kam_analytics.language.typography import typeset
from kam_analytics.ui.review.session import Review
from kam_analytics.ui.review.written import colours, html_of, where_named

HERE = Path(__file__).parent
SPEAKER = "speaker"  # of the address


def is_open() -> bool:
    """Whether the address asks for the notes."""
    return SPEAKER in st.query_params


def draw(review: Review) -> None:
    """The notes of every slide; the one on the stage of the same browser is in view, the others wait."""
    frame, slides = review.frame, review.told
    remarks = _remarks(review)
    current = where_named(slides, "speaker-", "display: block;")
    style = f"<style>{colours(frame.style)}{(HERE / 'speaker.css').read_text('utf-8')}{current}</style>"
    notes = "".join(
        _notes(slide, number, slides[number : number + 1], remarks, frame.lang)
        for number, slide in enumerate(slides, start=1)
    )
    ids = " ".join(slide.id for slide in slides)
    script = (HERE / "speaker.js").read_text("utf-8")
    st.html(f'{style}<div class="speaker" data-slides="{ids}">{notes}</div>')
    with st.container(key="speaker_keys"):
        st.html(f"<script>{script}</script>", unsafe_allow_javascript=True)


def _notes(slide: Slide, number: int, following: tuple[Slide, ...], remarks: str, lang: Lang) -> str:
    """Message, definitions of its figures, what KAMs noted, and the message that comes next."""
    definitions = "".join(
        f"<dt>{html_of(m.name, lang)}</dt><dd>{html_of(m.definition, lang)}</dd>" for m in slide.metrics
    )
    after = "".join(
        f"<p class='speaker-next'>{html_of(words.NEXT, lang)} {html_of(s.message, lang)}</p>" for s in following
    )
    return (
        f'<section class="speaker-{slide.id}"><small>{number}. {html_of(slide.name, lang)}</small>'
        f"<h1>{html_of(slide.message, lang)}</h1><dl>{definitions}</dl>{remarks}{after}"
        f"<p class='speaker-source'>{html_of(slide.source, lang)}</p></section>"
    )


def _remarks(review: Review) -> str:
    """What was noted for this review beforehand or in the room, the latest first."""
    view, lang = review.frame.view, review.frame.lang
    rows = told(view)
    rows = rows[rows["review"] == quarter_of(view.filters)].iloc[::-1]
    if rows.empty:
        return f"<p>{html_of(words.NO_REMARK, lang)}</p>"
    lines = [
        f"<li>{escape(_remark(name, str(said), lang))} <i>{escape(str(who))}</i></li>"
        for name, said, who in zip(rows["account_name"], rows["said"], rows["said_by"], strict=True)
    ]
    return f"<ul>{''.join(lines)}</ul>"


def _remark(account: object, wording: str, lang: Lang) -> str:
    """What was noted, after the account it is on."""
    if pd.isna(account):  # type: ignore[call-overload]
        return wording
    return typeset(fill(LABELLED, label=str(account), value=wording), lang)
