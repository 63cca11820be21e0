"""Deciding about an account at risk: a next action, a known cause; and the list as tasks for a CRM."""

from datetime import date, timedelta
from typing import get_args

import streamlit as st

from kam_analytics.answers import risk
from kam_analytics.answers.account import choices as accounts
from kam_analytics.answers.risk_notes import notes
from kam_analytics.exports.tasks import tasks
from kam_analytics.language import risk_notes as words
from kam_analytics.language.typography import typeset
from kam_analytics.ui.frame import Frame
from kam_analytics.ui.markdown import escaped
from kam_analytics.ui.store import open_store
from kam_analytics.warehouse.notes import LONGEST, LONGEST_SILENCE_DAYS, AccountNote, NoteKind, Side, close, keep

SAID, ROUND = "note_kept", "note_round"
IN_DAYS = {"action": 14, "cause": 60}
CSV = "text/csv"


def draw(frame: Frame) -> None:
    """The form, what can be closed, the download; nothing while the viewer has no account."""
    lang, named = frame.lang, accounts(frame.view)
    if not named:
        return
    if said := st.session_state.pop(SAID, None):
        st.success(escaped(said))
    opened = st.expander(typeset(words.ACT, lang), key="notes_act", on_change="rerun")
    if opened.open:
        with opened:
            _form(frame, named)
            _closing(frame, named)
    st.download_button(
        typeset(words.TASKS, lang), data=lambda: tasks(risk.by_signals(frame.view), frame.view, lang), mime=CSV,
        file_name=f"kam-taches-{frame.view.filters.end.isoformat()}.csv", on_click="ignore", key="notes_tasks",
    )  # fmt: skip


def _form(frame: Frame, named: dict[str, str]) -> None:
    lang, turn = frame.lang, st.session_state.get(ROUND, 0)
    first, second, third = st.columns([2, 1, 1], vertical_alignment="bottom")
    account = first.selectbox(
        typeset(words.WHICH, lang), list(named), format_func=lambda a: f"{named[a]} · {a}", key=f"note_account_{turn}"
    )
    kind: NoteKind = second.selectbox(
        typeset(words.WHAT, lang), get_args(NoteKind), key=f"note_kind_{turn}",
        format_func=lambda k: typeset(words.KINDS[k], lang),
    )  # fmt: skip
    today = date.today()
    label = words.DUE if kind == "action" else words.UNTIL
    day = third.date_input(
        typeset(label, lang), today + timedelta(days=IN_DAYS[kind]), key=f"note_day_{kind}_{turn}",
        min_value=today, max_value=today + timedelta(days=LONGEST_SILENCE_DAYS), format="DD/MM/YYYY",
    )  # fmt: skip
    hint = words.ACTION_HINT if kind == "action" else words.CAUSE_HINT
    said = st.text_input(
        typeset(words.SAID, lang), max_chars=LONGEST, placeholder=typeset(hint, lang), key=f"note_said_{turn}"
    )
    owner, side = _owner(frame, turn) if kind == "action" else (None, None)
    if st.button(typeset(words.KEEP, lang), type="primary", key=f"note_keep_{turn}") and said.strip():
        action = kind == "action"
        note = AccountNote(account, kind, said, owner, side, day if action else None, None if action else day)
        keep(open_store(str(frame.folder)), note, frame.view.scope, frozenset(named), today)
        _again(typeset(words.KEPT, lang).format(account=named[account]))


def _owner(frame: Frame, turn: int) -> tuple[str | None, Side | None]:
    left, right = st.columns(2)
    owner = left.text_input(typeset(words.OWNER, frame.lang), max_chars=80, key=f"note_owner_{turn}")
    side: Side | None = right.selectbox(
        typeset(words.SIDE, frame.lang), get_args(Side), key=f"note_side_{turn}",
        format_func=lambda s: typeset(words.SIDES[s], frame.lang),
    )  # fmt: skip
    return owner.strip() or None, side


def _closing(frame: Frame, named: dict[str, str]) -> None:
    """End an action with its outcome, or a cause before its day."""
    lang = frame.lang
    rows = notes(frame.view)
    rows = rows[rows["closed_at"].isna()]
    if rows.empty:
        return
    labels = {
        int(n): (str(a), f"{named.get(str(a), str(a))} · {s}")
        for n, a, s in zip(rows["note_id"], rows["account_id"], rows["said"], strict=True)
    }
    left, middle, right = st.columns([2, 2, 1], vertical_alignment="bottom")
    chosen = left.selectbox(
        typeset(words.END, lang), list(labels), format_func=lambda n: labels[n][1], key="note_close_which"
    )
    outcome = middle.text_input(typeset(words.RESULT, lang), max_chars=LONGEST, key="note_outcome")
    if right.button(typeset(words.END, lang), key="note_close"):
        store, scope = open_store(str(frame.folder)), frame.view.scope
        close(store, chosen, labels[chosen][0], outcome, scope, frozenset(named))
        _again(typeset(words.ENDED, lang))


def _again(said: str) -> None:
    """Say what happened on a fresh form."""
    st.session_state[SAID] = said
    st.session_state[ROUND] = st.session_state.get(ROUND, 0) + 1
    st.rerun()
