"""Decisions on accounts and groups: taking, listing and undoing them."""

from collections.abc import Mapping, Sequence

import pandas as pd
import streamlit as st

from kam_analytics.answers.identity import page as answers
from kam_analytics.core.text import Lang, Text
from kam_analytics.language import identity as words
from kam_analytics.language.sentences import fill
from kam_analytics.language.typography import typeset
from kam_analytics.ui.blocks.tables import draw_table
from kam_analytics.ui.frame.frame import Frame
from kam_analytics.ui.frame.markdown import escaped
from kam_analytics.ui.frame.store import open_store
from kam_analytics.warehouse.decisions.identity import Decision, decide, may_decide, undo

SAID = "identity_said"


def take(frame: Frame, decisions: Sequence[Decision]) -> Text:
    """Write the decisions of one click; returns the confirmation message."""
    batch = decide(open_store(str(frame.folder)), frame.view.scope, decisions)
    return fill(words.DONE, batch=batch)


def choose(key: str, label: Text, named: Mapping[str, str], lang: Lang, *, free: bool = False) -> str:
    """A searchable list of values and labels, empty at first; `free` accepts typed values that are not in it."""
    chosen = st.selectbox(
        typeset(label, lang),
        list(named),
        index=None,
        format_func=lambda v: named.get(v, v),
        key=key,
        placeholder=typeset(words.CHOOSE, lang),
        accept_new_options=free,
    )
    return (chosen or "").strip()


def labelled(accounts: Mapping[str, str]) -> dict[str, str]:
    """Codes with labels that distinguish two accounts of the same name."""
    return {code: name if name == code else f"{name} ({code})" for code, name in accounts.items()}


def draw_decisions(frame: Frame) -> None:
    """Every click with its author and day, and the way to undo it."""
    rows, lang = answers.decisions(frame.view), frame.lang
    if rows.empty:
        st.caption(escaped(typeset(words.NO_DECISION, lang)))
        return
    draw_table(answers.decision_table(rows), lang, "identity")
    if may_decide(frame.view.scope):
        _undoing(frame, answers.decision_rows(rows[rows["undone_at"].isna()]))


def _undoing(frame: Frame, decided: pd.DataFrame) -> None:
    """Choose a decision in force and confirm."""
    lang = frame.lang
    if decided.empty:
        return
    st.header(typeset(words.UNDO, lang), anchor=False)
    named = {str(b): f"{b} · {typeset(w, lang)}" for b, w in zip(decided["batch"], decided["what"], strict=True)}
    batch = choose("identity_undo_which", words.WHICH, named, lang)
    label = typeset(words.CONFIRM_UNDO, lang)
    if st.button(label, type="primary", disabled=not batch, key="identity_undo_confirm"):
        undo(open_store(str(frame.folder)), frame.view.scope, int(batch))
        st.session_state[SAID] = fill(words.WAS_UNDONE, batch=batch)
        st.rerun()
