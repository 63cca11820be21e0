"""Preparing a review: freeze the data, choose the slides, comment beforehand, close it."""

from collections.abc import Callable

import streamlit as st

from kam_analytics.answers.page.view import counted
from kam_analytics.answers.review.page import REVIEW
from kam_analytics.answers.review.slide import Slide
from kam_analytics.core.text import Lang, Text
from kam_analytics.language import review as words
from kam_analytics.language.sentences import fill
from kam_analytics.language.typography import typeset
from kam_analytics.metrics.review.figures import PREPARED
from kam_analytics.ui.frame import address
from kam_analytics.ui.frame.frame import SCRIPTS
from kam_analytics.ui.frame.markdown import escaped
from kam_analytics.ui.frame.refusals import refusals_shown
from kam_analytics.ui.frame.store import open_store
from kam_analytics.ui.review import dialogs, downloads, speaker, stage
from kam_analytics.ui.review.session import Review
from kam_analytics.warehouse.decisions.reviews import arrange, close_review, freeze, may_decide, thaw


def draw(review: Review) -> None:
    """The state of the review, what can be done, and the slides in their order."""
    lang = review.frame.lang
    for sentence in _standing(review):
        st.markdown(escaped(typeset(sentence, lang)))
    with st.container(horizontal=True, gap="small", vertical_alignment="center", key="review_bar"):
        if review.told:
            st.button(
                typeset(words.PRESENT, lang),
                icon=":material/slideshow:",
                type="primary",
                key="review_present",
                on_click=stage.enter,
                args=(review.told[0].id,),
            )
            st.page_link(
                SCRIPTS / "review.py",
                label=typeset(words.SPEAKER, lang),
                icon=":material/speaker_notes:",
                query_params=_speaking(),
            )
        if st.button(typeset(words.SAY, lang), icon=":material/edit_note:", key="review_say"):
            dialogs.say(review)
        if may_decide(review.frame.view.scope):
            _freezing(review)
            _closing(review)
        _discretion(lang)
        if review.told:
            downloads.draw(review)
    for number, slide in enumerate(review.slides, start=1):
        _slide(review, slide, number)


def _speaking() -> dict[str, str]:
    """The address of the speaker's notes: the same review."""
    own = {key: st.query_params[key] for key in REVIEW.own_filters if key in st.query_params}
    return address.everything(**own, **{speaker.SPEAKER: "1"})


def _standing(review: Review) -> list[Text]:
    """Frozen or not, newer data, how many KAMs have prepared, closed or open."""
    (row,) = review.frame.view.rows(PREPARED, quarter=review.quarter).to_dict("records")
    sentences = [words.FROZEN if review.frozen else words.NOT_FROZEN]
    if review.is_lost:
        sentences = [words.PIN_LOST]
    if review.is_outdated:
        sentences.append(words.NEWER)
    if row["people"]:
        facts = {name: counted(int(row[name])) for name in ("prepared", "people")}
        sentences.append(fill(words.PREPARED, **facts))
    return [*sentences, words.CLOSED] if review.closed else sentences


def _freezing(review: Review) -> None:
    label, act = (words.THAW, thaw) if review.frozen else (words.FREEZE, freeze)
    icon = ":material/lock_open:" if review.frozen else ":material/lock:"
    if st.button(typeset(label, review.frame.lang), icon=icon, key="review_freeze"):
        _act(review, lambda: act(open_store(str(review.frame.folder)), review.quarter, review.frame.view.scope))


def _closing(review: Review) -> None:
    lang = review.frame.lang
    with st.popover(typeset(words.CLOSE, lang), disabled=review.closed):
        nothing = st.checkbox(typeset(words.WITHOUT_DECISION, lang), key="review_nothing")
        if st.button(typeset(words.CLOSE_NOW, lang), type="primary", key="review_close"):
            store, scope = open_store(str(review.frame.folder)), review.frame.view.scope
            _act(review, lambda: close_review(store, review.quarter, scope, without_decision=nothing))


def _discretion(lang: Lang) -> None:
    with st.popover(typeset(words.DISCRETION, lang)):
        address.toggle("names", typeset(words.NAME_PEOPLE, lang))
        address.toggle("aliases", typeset(words.USE_ALIASES, lang))


def _slide(review: Review, slide: Slide, number: int) -> None:
    """One line: its message, which opens the stage there; move up, hide."""
    lang, hidden = review.frame.lang, slide.id in review.hidden
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key=f"review_line_{slide.id}"):
        st.button(
            f"**{number}. {escaped(typeset(slide.name, lang))}**  \n{escaped(typeset(slide.message, lang))}",
            key=f"review_open_{slide.id}",
            width="stretch",
            disabled=hidden,
            on_click=stage.enter,
            args=(slide.id,),
        )
        if may_decide(review.frame.view.scope):
            _arranging(review, number - 1, hidden)


def _arranging(review: Review, place: int, hidden: bool) -> None:
    lang, slide = review.frame.lang, review.slides[place]
    order = [(s.id, s.id in review.hidden) for s in review.slides]
    rise, turn_it = words.UP.in_(lang), (words.SHOW if hidden else words.HIDE).in_(lang)
    up = st.button(rise, icon=":material/arrow_upward:", key=f"review_up_{slide.id}", help=rise, disabled=place == 0)
    icon = ":material/visibility_off:" if hidden else ":material/visibility:"
    turn = st.button(turn_it, icon=icon, key=f"review_hide_{slide.id}", help=turn_it)
    if up:
        order[place - 1], order[place] = order[place], order[place - 1]
    if turn:
        order[place] = (slide.id, not hidden)
    if up or turn:
        _act(review, lambda: arrange(open_store(str(review.frame.folder)), order, review.frame.view.scope))


def _act(review: Review, act: Callable[[], object]) -> None:
    with refusals_shown(review.frame.lang):
        act()
        st.rerun()
