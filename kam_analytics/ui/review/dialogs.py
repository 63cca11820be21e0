"""Over a slide, without leaving it: note a line, or look at an account and at what its loss would cost."""

from datetime import date, timedelta
from typing import get_args

import streamlit as st

from kam_analytics.answers.account.page import choices
from kam_analytics.answers.review.discretion import Aliases
from kam_analytics.answers.review.looked_up import account_blocks, loss_blocks
from kam_analytics.language import dated_notes as dated_words
from kam_analytics.language import review as words
from kam_analytics.language.risk import notes as notes_words
from kam_analytics.language.typography import typeset
from kam_analytics.ui.blocks import dated_notes
from kam_analytics.ui.blocks.render import draw
from kam_analytics.ui.frame.markdown import escaped
from kam_analytics.ui.frame.refusals import refusals_shown
from kam_analytics.ui.frame.store import open_store
from kam_analytics.ui.review.session import Review
from kam_analytics.warehouse.decisions.notes import (
    COMPANY,
    IN_REVIEW,
    LONGEST,
    LONGEST_OWNER,
    AccountNote,
    NoteLevel,
    Side,
    keep,
)

DUE_DAYS = 14
NOBODY = ""


def say(review: Review) -> None:
    """Open the form for one line: a decision, an action or a remark."""
    title = escaped(typeset(words.SAY, review.frame.lang))
    st.dialog(title, width="large")(_say)(review)


def look(review: Review) -> None:
    """Open the search for an account."""
    title = escaped(typeset(words.LOOK, review.frame.lang))
    st.dialog(title, width="large")(_look)(review)


def _say(review: Review) -> None:
    """A line of the review, or a dated note on the charts."""
    frame, lang, left_out = review.frame, review.frame.lang, review.discretion.subjects_left_out
    subjects = {s: codes for s, codes in dated_notes.subjects_of(frame).items() if s not in left_out}
    if not subjects:
        _line(review)
        return
    labels = {False: typeset(words.SAY_LINE, lang), True: typeset(dated_words.TITLE, lang)}
    is_dated = st.segmented_control(
        typeset(words.KIND, lang),
        list(labels),
        default=False,
        required=True,
        format_func=labels.__getitem__,
        label_visibility="collapsed",
        key="review_dated",
    )
    if is_dated:
        dated_notes.draw_form(frame, subjects)
    else:
        _line(review)


def _line(review: Review) -> None:
    frame, lang = review.frame, review.frame.lang
    named = frame.remember("review_accounts", lambda: choices(frame.view))
    if review.discretion.aliases:  # the room sees the list too
        aliases = frame.remember("review_aliases", lambda: Aliases.of(frame.view).codes)
        named = {code: alias for code, alias in aliases.items() if code in named}
    everybody = {NOBODY: typeset(words.NO_ACCOUNT, lang)} if frame.view.scope.sees_all else {}
    labels = {**everybody, **named}
    with st.form("review_line", border=False):
        wording = st.text_input(typeset(words.LINE, lang), max_chars=LONGEST, key="review_wording")
        left, right = st.columns(2)
        kind = left.segmented_control(
            typeset(words.KIND, lang),
            IN_REVIEW,
            default=IN_REVIEW[0],
            required=True,
            format_func=lambda k: typeset(notes_words.KINDS[k], lang),
            key="review_kind",
        )
        account = right.selectbox(
            typeset(notes_words.WHICH, lang), list(labels), format_func=labels.__getitem__, key="review_account"
        )
        owner = left.text_input(typeset(words.OWNER, lang), max_chars=LONGEST_OWNER, key="review_owner")
        today = date.today()
        due = right.date_input(
            typeset(words.DUE, lang), today + timedelta(days=DUE_DAYS), format="DD/MM/YYYY", key="review_due"
        )
        side: Side | None = left.selectbox(
            typeset(notes_words.SIDE, lang),
            get_args(Side),
            format_func=lambda s: typeset(notes_words.SIDES[s], lang),
            key="review_side",
        )
        submitted = st.form_submit_button(typeset(notes_words.KEEP, lang), type="primary")
    if submitted:
        level: NoteLevel = "entity" if account else COMPANY
        day, on_side = (due, side) if kind == "action" else (None, None)
        note = AccountNote(account, kind, wording, owner or None, on_side, day, None, level, review.quarter)
        with refusals_shown(lang):
            keep(open_store(str(frame.folder)), note, frame.view.scope, frozenset(named), today)
            st.rerun()


def _look(review: Review) -> None:
    """An account in the state that is reviewed, without pay, and without people where they are not named."""
    frame, lang = review.frame, review.frame.lang
    if review.discretion.aliases:
        st.info(escaped(typeset(words.NO_LOOK, lang)))
        return
    state = (None if review.pinned is None else review.pinned.number, review.discretion)
    named = frame.remember(("review_looked", state), lambda: choices(review.view))
    account = st.selectbox(
        typeset(notes_words.WHICH, lang),
        list(named),
        index=None,
        format_func=named.__getitem__,
        placeholder=typeset(words.SEARCH_HINT, lang),
        key="review_look",
    )
    if account is None:
        return
    key = (state, account)
    draw(
        frame.remember(("review_sheet", *key), lambda: account_blocks(review.view, account, review.discretion)),
        frame,
        "_sheet",
    )
    if st.toggle(typeset(words.LOSE, lang), key="review_lose"):
        draw(frame.remember(("review_loss", *key), lambda: loss_blocks(review.view, account)), frame, "_loss")
