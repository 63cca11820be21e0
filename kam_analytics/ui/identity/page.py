"""The page of accounts and groups: possible duplicates, memberships, decisions."""

from collections.abc import Sequence

import streamlit as st

from kam_analytics.answers.account.page import choices
from kam_analytics.answers.identity import page as answers
from kam_analytics.answers.identity.page import IDENTITY
from kam_analytics.answers.page.blocks import Table
from kam_analytics.answers.page.view import freshness
from kam_analytics.core.text import Text
from kam_analytics.language import identity as words
from kam_analytics.language import shared
from kam_analytics.language.typography import typeset
from kam_analytics.metrics.identity.figures import Proposal, Recoding
from kam_analytics.ui.blocks.tables import draw_table, grid
from kam_analytics.ui.frame import address
from kam_analytics.ui.frame.frame import SCRIPTS, Frame
from kam_analytics.ui.frame.markdown import escaped
from kam_analytics.ui.identity.decisions import SAID, choose, draw_decisions, labelled, take
from kam_analytics.ui.identity.groups import draw_groups
from kam_analytics.warehouse.decisions.identity import Decision, may_decide


def draw_lead(frame: Frame) -> None:
    """How much there is to review, and the latest decision."""
    _head(frame, answers.message(_open_proposals(frame), _open_recodings(frame)))


def draw_recodings(frame: Frame) -> None:
    """The open questions on codes that were replaced in bulk."""
    for recoding in _open_recodings(frame):
        _recoding(recoding, frame)


def draw_tabs(frame: Frame) -> None:
    """Proposed matches, groups, decisions taken."""
    matches, groups, decisions = st.tabs(
        [typeset(t, frame.lang) for t in (words.MATCHES, words.GROUPS, words.DECISIONS)]
    )
    with matches:
        _matches(_open_proposals(frame), frame)
    with groups:
        draw_groups(frame)
    with decisions:
        draw_decisions(frame)


def notice(frame: Frame) -> None:
    """After an import: a notice on codes that were replaced in bulk, with a link."""
    questions = _open_recodings(frame)
    for recoding in questions:
        st.warning(escaped(typeset(answers.question(recoding), frame.lang)))
    if questions:
        label = escaped(typeset(words.ANSWER, frame.lang))
        st.page_link(SCRIPTS / "identity.py", label=label, icon=IDENTITY.icon, query_params=address.everything())


def _open_proposals(frame: Frame) -> Sequence[Proposal]:
    return frame.remember("proposals", lambda: answers.proposals(frame.view))


def _open_recodings(frame: Frame) -> Sequence[Recoding]:
    return frame.remember("recodings", lambda: answers.recodings(frame.view))


def _head(frame: Frame, title: Text) -> None:
    lang, empty = frame.lang, freshness(frame.view).last is None
    with st.container(gap="xxsmall"):
        st.title(escaped(typeset(shared.NO_DATA if empty else title, lang)), anchor=False)
        st.markdown(escaped(typeset(words.EXPLAINED if may_decide(frame.view.scope) else words.READ_ONLY, lang)))
    if confirmation := st.session_state.pop(SAID, None):
        st.success(escaped(typeset(confirmation, lang)))


def _recoding(recoding: Recoding, frame: Frame) -> None:
    """One question with its proposed mapping and one answer."""
    lang = frame.lang
    with st.container(border=True, key=f"recoding_{recoding.kind}"):
        st.warning(escaped(typeset(answers.question(recoding), lang)))
        table = frame.remember(("recoding", recoding.kind), lambda: answers.recoding_table(recoding))
        draw_table(table, lang, "identity")
        if may_decide(frame.view.scope):
            with st.container(horizontal=True):
                yes = typeset(words.YES_SAME, lang).format(count=len(recoding.pairs))
                if st.button(yes, type="primary", key=f"recoding_{recoding.kind}_yes"):
                    _take(frame, answers.accepted(recoding))
                if st.button(typeset(words.NO_OTHERS, lang), key=f"recoding_{recoding.kind}_no"):
                    _take(frame, answers.refused(recoding))


def _matches(proposals: Sequence[Proposal], frame: Frame) -> None:
    """The pairs to review, certain ones in one click, names without an account, a manual match."""
    if proposals:
        _proposals(proposals, frame)
    else:
        st.caption(escaped(typeset(words.NOTHING_YET, frame.lang)))
    names = frame.remember("unmatched", lambda: answers.unmatched(frame.view))
    if len(names):
        draw_table(frame.remember("unmatched_table", lambda: answers.unmatched_table(names)), frame.lang, "identity")
    if may_decide(frame.view.scope):
        _by_hand([str(name) for name in names["reference"]], frame)


def _proposals(proposals: Sequence[Proposal], frame: Frame) -> None:
    lang = frame.lang
    table = frame.remember("proposal_table", lambda: answers.proposal_table(proposals, frame.view))
    st.header(escaped(typeset(table.title, lang)), anchor=False)
    if not may_decide(frame.view.scope):
        styled, settings = grid(table, table.rows, lang, "identity_read")
        st.dataframe(styled, **settings)
        return
    _sure(proposals, frame)
    picked = [proposals[row] for row in _picked(table, frame)]
    with st.container(horizontal=True):
        accept = typeset(words.ACCEPT, lang).format(count=len(picked))
        if st.button(accept, type="primary", disabled=not picked, key="identity_accept"):
            _take(frame, [answers.accepted_pair(p) for p in picked])
        refuse = typeset(words.REFUSE, lang).format(count=len(picked))
        if st.button(refuse, disabled=not picked, key="identity_refuse"):
            _take(frame, [answers.refused_pair(p) for p in picked])


def _sure(proposals: Sequence[Proposal], frame: Frame) -> None:
    """One button for each reason that makes pairs certain."""
    with st.container(horizontal=True):
        for method, pairs in answers.sure(proposals).items():
            label = typeset(words.ACCEPT_SURE[method], frame.lang).format(count=len(pairs))
            if len(pairs) > 1 and st.button(label, key=f"identity_sure_{method}"):
                _take(frame, [answers.accepted_pair(p) for p in pairs])


def _picked(table: Table, frame: Frame) -> list[int]:
    """The selected rows; none with a new state of the store."""
    key = f"identity_proposals_{frame.state.number}"
    st.caption(escaped(typeset(words.SELECT_HINT, frame.lang)))
    styled, settings = grid(table, table.rows, frame.lang, key)
    chosen = st.dataframe(styled, on_select="rerun", selection_mode="multi-row", **settings)
    return [int(row) for row in chosen["selection"]["rows"] if int(row) < len(table.rows)]


def _by_hand(names: Sequence[str], frame: Frame) -> None:
    """Two lists and a button, for pairs that were not proposed."""
    lang = frame.lang
    opened = st.expander(typeset(words.BY_HAND, lang), key="identity_by_hand", on_change="rerun")
    if not opened.open:
        return
    with opened:
        accounts = labelled(choices(frame.view))
        subject = choose("identity_subject", words.CHOOSE_SUBJECT, {**{n: n for n in names}, **accounts}, lang)
        other = choose("identity_object", words.CHOOSE_OBJECT, accounts, lang)
        if st.button(
            typeset(words.MATCH, lang), type="primary", disabled=not (subject and other), key="identity_match"
        ):
            _take(frame, [Decision("account", "same", subject, other)])


def _take(frame: Frame, decisions: Sequence[Decision]) -> None:
    st.session_state[SAID] = take(frame, decisions)
    st.rerun()
