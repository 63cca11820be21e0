"""Dated notes: the form that takes one, and the way to withdraw one."""

from datetime import date
from typing import get_args

import streamlit as st

from kam_analytics.answers.account.page import choices as accounts
from kam_analytics.answers.page.dated_notes import listed
from kam_analytics.core.text import Lang
from kam_analytics.language import dated_notes as words
from kam_analytics.language.typography import typeset
from kam_analytics.metrics.portfolio.figures import CHOICES
from kam_analytics.ui.frame.frame import Frame
from kam_analytics.ui.frame.markdown import escaped
from kam_analytics.ui.frame.refusals import refusals_shown
from kam_analytics.ui.frame.store import open_store
from kam_analytics.warehouse.decisions.dated_notes import (
    LONGEST_WORDING,
    DatedEntry,
    Subject,
    keep_dated,
    withdraw_dated,
)

CONFIRMATION, ROUND = "dated_note_confirmation_", "dated_note_round"
Named = dict[Subject, dict[str, str]]
"""Subject → the codes that this viewer may note on, with their names."""


def draw(frame: Frame) -> None:
    """Title, form, and the notes that can be withdrawn; nothing for a viewer without accounts."""
    named = subjects_of(frame)
    if not named:
        return
    st.header(escaped(typeset(words.TITLE, frame.lang)), anchor=False)
    if confirmation := st.session_state.pop(f"{CONFIRMATION}{frame.page}", None):
        st.success(escaped(confirmation))
    draw_form(frame, named)
    _withdrawing(frame, named)


def draw_form(frame: Frame, named: Named) -> None:
    """The fields of one note, and its button."""
    lang, turn = frame.lang, st.session_state.get(ROUND, 0)
    st.caption(escaped(typeset(words.SEEN_BY, lang)))
    subject, code = _subject(named, lang, turn)
    left, middle, right = st.columns([1, 1, 2], vertical_alignment="bottom")
    last = frame.view.filters.end  # a day that the charts have
    start: date = left.date_input(typeset(words.FROM, lang), last, format="DD/MM/YYYY", key=f"dated_from_{turn}")
    end: date = middle.date_input(typeset(words.TO, lang), start, format="DD/MM/YYYY", key=f"dated_to_{start}_{turn}")
    wording = right.text_input(
        typeset(words.WORDING, lang),
        max_chars=LONGEST_WORDING,
        placeholder=typeset(words.HINT, lang),
        key=f"dated_wording_{turn}",
    )
    if st.button(typeset(words.KEEP, lang), type="primary", key="dated_keep", disabled=code is None):
        entry = DatedEntry(subject, code or "", start, end, wording)
        with refusals_shown(lang):
            keep_dated(open_store(str(frame.folder)), entry, frame.view.scope, _accounts(named))
            _again(frame, typeset(words.KEPT, lang))


def _subject(named: Named, lang: Lang, turn: int) -> tuple[Subject, str | None]:
    """What the note is about, and its code; None while nothing is chosen."""
    left, right = st.columns(2)
    subject: Subject = left.selectbox(
        typeset(words.SUBJECT, lang),
        list(named),
        format_func=lambda s: typeset(words.SUBJECTS[s], lang),
        key=f"dated_subject_{lang}_{turn}",
    )
    codes = named[subject]
    code: str | None = right.selectbox(
        typeset(words.WHICH, lang),
        list(codes),
        index=0 if len(codes) == 1 else None,
        format_func=codes.__getitem__,
        placeholder=typeset(words.CHOOSE, lang),
        disabled=subject == "company",
        key=f"dated_code_{subject}_{lang}_{turn}",
    )
    return subject, code


def subjects_of(frame: Frame) -> Named:
    """What the viewer may note on; the store checks it again."""
    return frame.remember(("dated_subjects", frame.lang), lambda: _named(frame))


def _named(frame: Frame) -> Named:
    scope, rows = frame.view.scope, frame.view.rows(CHOICES)
    by_filter = {name: dict(zip(part["value"], part["label"], strict=True)) for name, part in rows.groupby("filter")}
    kams = {code: name for code, name in by_filter.get("kam", {}).items() if scope.sees_all or code in scope.person_ids}
    subjects: Named = {"account": accounts(frame.view), "kam": kams}
    if scope.sees_all:
        everybody = typeset(words.SUBJECTS["company"], frame.lang)
        subjects |= {"family": by_filter.get("family", {}), "company": {"": everybody}}
    return {subject: subjects[subject] for subject in get_args(Subject) if subjects.get(subject)}


def _accounts(named: Named) -> frozenset[str]:
    return frozenset(named.get("account", {}))


def _withdrawing(frame: Frame, named: Named) -> None:
    """Take a note off the charts: one of those on what the viewer may note on."""
    lang, own = frame.lang, {(subject, code) for subject, codes in named.items() for code in codes}
    everything = frame.remember("dated_notes", lambda: listed(frame.view))
    notes = {number: note for number, (subject, code, note) in everything.items() if (subject, code) in own}
    if not notes:
        return
    left, right = st.columns([4, 1], vertical_alignment="bottom")
    chosen = left.selectbox(
        typeset(words.WHICH_END, lang),
        list(notes),
        format_func=lambda number: typeset(notes[number].sentence, lang),
        key=f"dated_which_{lang}",
    )
    # The key holds the note: one that somebody else withdrew must not pass its click to the next.
    if right.button(typeset(words.WITHDRAW, lang), key=f"dated_withdraw_{chosen}", width="stretch"):
        with refusals_shown(lang):
            withdraw_dated(open_store(str(frame.folder)), chosen, frame.view.scope, _accounts(named))
            _again(frame, typeset(words.WITHDRAWN, lang))


def _again(frame: Frame, confirmation: str) -> None:
    """Confirm, with the fields cleared."""
    st.session_state[f"{CONFIRMATION}{frame.page}"] = confirmation
    st.session_state[ROUND] = st.session_state.get(ROUND, 0) + 1
    st.rerun()
