"""Decisions on an account or a group at risk: a next action, a known cause; and the list as tasks for a CRM."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import get_args

import pandas as pd
import streamlit as st

from kam_analytics.answers.account.page import choices as accounts
from kam_analytics.answers.risk import page as risk
from kam_analytics.answers.risk.notes import listed_notes, whole_groups
from kam_analytics.answers.risk.reasons import to_do
from kam_analytics.core.scope import Level
from kam_analytics.core.text import Lang
from kam_analytics.exports.tasks import tasks
from kam_analytics.language.risk import notes as words
from kam_analytics.language.typography import typeset
from kam_analytics.ui.blocks import dated_notes
from kam_analytics.ui.blocks.account import decided, to_decide
from kam_analytics.ui.blocks.form import Form
from kam_analytics.ui.frame.downloads import download
from kam_analytics.ui.frame.frame import Frame
from kam_analytics.ui.frame.markdown import escaped
from kam_analytics.ui.frame.refusals import refusals_shown
from kam_analytics.ui.frame.store import open_store
from kam_analytics.warehouse.decisions.notes import (
    LONGEST,
    LONGEST_OWNER,
    ON_RISK,
    AccountNote,
    NoteEnded,
    NoteKind,
    Side,
    close,
    keep,
)

SAID, ROUND, CLOSE = "note_kept", "note_round", "note_end_"
IN_DAYS = {"action": 14, "cause": 60}
CSV = "text/csv"
Target = tuple[Level, str]
"""The account or group of a note; an account and a group may have the same code."""


def draw(frame: Frame) -> None:
    """The form, the notes that can be closed, the download; nothing if the viewer has no account."""
    lang, named = frame.lang, frame.remember("targets", lambda: _targets(frame))
    if not named:
        return
    _form(frame, named)
    _closing(frame, named)
    download(
        frame,
        words.TASKS,
        f"kam-taches-{frame.view.filters.end.isoformat()}.csv",
        CSV,
        lambda: tasks(risk.by_signals(frame.view), frame.view, lang),
        key="notes_tasks",
        figures=["tasks"],
    )
    dated_notes.draw(frame)


DECISIONS = Form(draw, writes=True)
OWN_DECISIONS = Form(draw, is_for=lambda frame: frame.view.is_kam, writes=True)
"""The same form on a page that has it only for a KAM."""


def draw_confirmation(_: Frame) -> None:
    """That a note was kept, above the list to which it goes back."""
    if confirmation := st.session_state.pop(SAID, None):
        st.success(escaped(confirmation))


def _targets(frame: Frame) -> dict[Target, str]:
    """Possible targets of a note with their names: by group the entirely visible groups, then every account."""
    by_group = frame.view.filters.level == "group"
    groups: dict[Target, str] = {("group", g): n for g, n in whole_groups(frame.view).items()} if by_group else {}
    return {**groups, **{("entity", a): n for a, n in accounts(frame.view).items()}}


def _form(frame: Frame, named: Mapping[Target, str]) -> None:
    lang, turn, asked = frame.lang, _turn(), to_decide()
    first, second, third = st.columns([2, 1, 1], vertical_alignment="bottom")
    target: Target | None = first.selectbox(
        typeset(words.WHICH, lang),
        list(named),
        index=_place(named, asked),
        placeholder=typeset(words.CHOOSE, lang),
        key=f"note_account_{turn}",
        format_func=lambda t: _label(t, named, lang),
    )
    kind: NoteKind = second.selectbox(
        typeset(words.WHAT, lang),
        ON_RISK,
        index=ON_RISK.index(asked[0]) if asked else 0,
        key=f"note_kind_{turn}",
        format_func=lambda k: typeset(words.KINDS[k], lang),
    )
    today = date.today()
    label = words.DUE if kind == "action" else words.UNTIL
    day = third.date_input(
        typeset(label, lang),
        today + timedelta(days=IN_DAYS[kind]),
        key=f"note_day_{kind}_{turn}",
        format="DD/MM/YYYY",
    )
    # No bounds: the field would show an English message, and return another day than the one typed.
    if frame.view.filters.level == "group":
        caption = words.BY_GROUP if frame.view.is_kam else words.BY_GROUP_ALL
        st.caption(escaped(typeset(caption, lang)))
    known = _known(frame, target)
    wording = _wording(kind, known, turn, lang)
    owner, side = _owner(frame, known, turn) if kind == "action" else (None, None)
    if st.button(typeset(words.KEEP, lang), type="primary", key=f"note_keep_{turn}", disabled=target is None):
        level, account = target or ("entity", "")
        due, until = (day, None) if kind == "action" else (None, day)
        with refusals_shown(lang):
            _keep(frame, AccountNote(account, kind, wording, owner, side, due, until, level), named, today)
            decided()
            _again(typeset(words.KEPT, lang).format(account=named[level, account]))


def _turn() -> str:
    """What the keys of the fields hold: another row, or a note that was kept, brings empty fields."""
    asked = to_decide()
    return "_".join([str(st.session_state.get(ROUND, 0)), *(asked or ())])


def _place(named: Mapping[Target, str], asked: tuple[str, str] | None) -> int | None:
    """The place in the list of the account whose row was clicked; none where nobody chose one."""
    if asked is None:
        return None
    return next((n for n, (_, code) in enumerate(named) if code == asked[1]), None)


@dataclass(frozen=True)
class Known:
    """What the list knows of an account: who looks after it, and what to do."""

    code: str = ""
    owner: str = ""
    to_do: str = ""


def _known(frame: Frame, target: Target | None) -> Known:
    if target is None:
        return Known()
    judged = frame.remember("judged", lambda: {a.account_id: a for a in risk.by_signals(frame.view).accounts})
    account = judged.get(target[1])
    if account is None:
        return Known(target[1])
    act = to_do(account, frame.view.now)
    return Known(target[1], account.kam or "", typeset(act, frame.lang)[:LONGEST] if act else "")


def _wording(kind: NoteKind, known: Known, turn: str, lang: Lang) -> str:
    """What is noted; for an action, what the list proposes to do is there to be changed."""
    hint = words.ACTION_HINT if kind == "action" else words.CAUSE_HINT
    return st.text_input(
        typeset(words.SAID, lang),
        known.to_do if kind == "action" else "",
        max_chars=LONGEST,
        placeholder=typeset(hint, lang),
        key=f"note_said_{kind}_{known.code}_{turn}",
    )


def _keep(frame: Frame, note: AccountNote, named: Mapping[Target, str], today: date) -> None:
    groups = _of("group", named)
    keep(open_store(str(frame.folder)), note, frame.view.scope, _of("entity", named), today, groups)


def _of(level: Level, named: Mapping[Target, str]) -> frozenset[str]:
    return frozenset(code for kind, code in named if kind == level)


def _label(target: Target, named: Mapping[Target, str], lang: Lang) -> str:
    level, code = target
    return f"{named[target]} · {typeset(words.A_GROUP, lang) if level == 'group' else code}"


def _owner(frame: Frame, known: Known, turn: str) -> tuple[str | None, Side | None]:
    left, right = st.columns(2)
    owner = left.text_input(
        typeset(words.OWNER, frame.lang),
        known.owner,
        max_chars=LONGEST_OWNER,
        key=f"note_owner_{known.code}_{turn}",
    )
    side: Side | None = right.selectbox(
        typeset(words.SIDE, frame.lang),
        get_args(Side),
        key=f"note_side_{turn}",
        format_func=lambda s: typeset(words.SIDES[s], frame.lang),
    )
    return owner.strip() or None, side


def _closing(frame: Frame, named: Mapping[Target, str]) -> None:
    """End an action with its outcome, or a cause before its last day."""
    lang, every = frame.lang, listed_notes(frame.view)
    with refusals_shown(lang):
        _refuse_closed(every)
    rows = every[every["closed_at"].isna()]
    if rows.empty:
        return
    on: dict[int, Target] = {
        int(n): (level, str(a)) for n, level, a in zip(rows["note_id"], rows["level"], rows["said_of"], strict=True)
    }
    labels = {n: f"{name} · {s}" for n, name, s in zip(on, rows["account_name"], rows["said"], strict=True)}
    left, middle, right = st.columns([2, 2, 1], vertical_alignment="bottom")
    which = typeset(words.END, lang)
    chosen = left.selectbox(which, list(labels), format_func=labels.__getitem__, key="note_close_which")
    # The key includes the note: one closed in another window must not pass its click and outcome to the next.
    outcome = middle.text_input(typeset(words.RESULT, lang), max_chars=LONGEST, key=f"note_outcome_{chosen}")
    if right.button(which, key=f"{CLOSE}{chosen}"):
        names = {**named, **dict.fromkeys(on.values(), "")}  # also accounts with notes that are no longer listed
        with refusals_shown(lang):
            store, scope = open_store(str(frame.folder)), frame.view.scope
            close(store, chosen, on[chosen][1], outcome, scope, _of("entity", names), _of("group", names))
            _again(typeset(words.ENDED, lang))


def _refuse_closed(rows: pd.DataFrame) -> None:
    """Raises NoteEnded if the pressed button belongs to a note that somebody has closed meanwhile."""
    pressed = {str(key) for key, value in st.session_state.items() if str(key).startswith(CLOSE) and value is True}
    ended = rows[rows["closed_at"].notna()]
    for number, name in zip(ended["note_id"], ended["account_name"], strict=True):
        if f"{CLOSE}{number}" in pressed:
            raise NoteEnded(str(name))


def _again(confirmation: str) -> None:
    """Confirm the action, with the form cleared."""
    st.session_state[SAID] = confirmation
    st.session_state[ROUND] = st.session_state.get(ROUND, 0) + 1
    st.rerun()
