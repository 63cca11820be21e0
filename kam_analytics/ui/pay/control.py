"""Decisions on pay periods: closing, paying, overriding, answering; questions by the person concerned."""

from collections.abc import Callable
from decimal import Decimal

import streamlit as st

from kam_analytics.answers.page.blocks import Block
from kam_analytics.answers.pay import control as pay_control
from kam_analytics.answers.pay.control_blocks import component_label, period_label, section
from kam_analytics.core.text import Text
from kam_analytics.language.pay import control as words
from kam_analytics.language.sentences import fill, plural
from kam_analytics.language.typography import typeset
from kam_analytics.metrics.pay.periods.assembly import PeriodFacts
from kam_analytics.metrics.pay.periods.control import Control, PayPeriod, PeriodState, control
from kam_analytics.ui.blocks.confirm import confirmed
from kam_analytics.ui.blocks.form import Form
from kam_analytics.ui.blocks.render import draw
from kam_analytics.ui.frame.frame import Frame
from kam_analytics.ui.frame.markdown import escaped
from kam_analytics.ui.frame.store import open_store
from kam_analytics.ui.pay.plan import draw_plans
from kam_analytics.warehouse.decisions import pay as decide

SAID, ROUND = "pay_said", "pay_round"
Read = tuple[PeriodFacts, Control, list[Block]]


def draw_control(frame: Frame) -> list[Block]:
    """The section and its forms; returns the blocks for the export. Nothing for viewers without access to pay."""
    facts, control_facts, blocks = _read(frame)
    if not blocks:
        draw_plans(frame)
        return []
    st.header(escaped(typeset(words.TITLE, frame.lang)), anchor=False)
    if confirmation := st.session_state.pop(SAID, None):
        st.success(escaped(typeset(confirmation, frame.lang)))
    draw(blocks, frame, "_control")
    if decide.may_decide(frame.view.scope):
        with st.expander(typeset(words.ACT, frame.lang), key="pay_act"):
            _closing(frame, control_facts)
            _replacing(frame, facts, control_facts)
            _answering(frame, facts)
        draw_plans(frame)
    elif decide.may_ask(frame.view.scope):
        with st.expander(typeset(words.ASK, frame.lang), key="pay_ask"):
            _asking(frame, control_facts)
    return blocks


def _read(frame: Frame) -> Read:
    def read() -> Read:
        facts = pay_control.facts(frame.view)
        periods = control(facts)
        return facts, periods, section(frame.view, facts, periods)

    return frame.remember("control", read)


def _has_control(frame: Frame) -> bool:
    """Whether the viewer sees statements of pay periods, or decides about plans."""
    return decide.may_decide(frame.view.scope) or bool(_read(frame)[2])


CONTROL = Form(draw_control, _has_control, writes=True)


def _closing(frame: Frame, control: Control) -> None:
    """The first open period of a plan can be closed, a closed one paid."""
    left, right = st.columns(2, gap="medium")
    with left:
        for period in _first_open(control):
            people = len(control.of(period))
            count = fill(plural(people, words.COUNT_ONE, words.COUNT_MANY), n=people)
            _say(frame, fill(words.CLOSE_HINT, count=count))
            _button(frame, words.CLOSE, words.CLOSE_SAID, period, lambda p=period: _close(frame, p))  # type: ignore[misc]
    with right:
        for period in (p for p in control.periods if p.state is PeriodState.CLOSED):
            _button(frame, words.PAY, words.PAY_SAID, period, lambda p=period: _pay(frame, p))  # type: ignore[misc]


def _first_open(control: Control) -> list[PayPeriod]:
    """For each plan the earliest period that is over and not closed: adjustments pass from one to the next."""
    first: dict[str, PayPeriod] = {}
    for period in control.periods:
        if period.state is PeriodState.OPEN and control.of(period):
            first.setdefault(period.plan, period)
    return list(first.values())


def _button(frame: Frame, label: Text, label_: Text, period: PayPeriod, act: Callable[[], None]) -> None:
    name = f"{typeset(label, frame.lang)} · {typeset(period_label(period), frame.lang)}"
    if confirmed(frame, escaped(name), f"pay_{label.en}_{period.plan}_{period.start}", label_):
        act()


def _close(frame: Frame, period: PayPeriod) -> None:
    closed = pay_control.closing(frame.view, period)
    version = (period.import_id, period.version)
    store, span = open_store(str(frame.folder)), (period.start, period.end)
    decide.close(store, period.plan, span, version, closed, frame.state, frame.view.scope)
    _again(fill(words.CLOSED_DONE, period=period_label(period)))


def _pay(frame: Frame, period: PayPeriod) -> None:
    decide.mark_paid(open_store(str(frame.folder)), period.plan, period.start, frame.view.scope)
    _again(fill(words.PAID_DONE, period=period_label(period)))


def _replacing(frame: Frame, facts: PeriodFacts, control: Control) -> None:
    """Override a figure of an open period, with a reason; an override in force can be withdrawn."""
    lines = _lines(frame, control, (PeriodState.OPEN,))
    if not lines:
        return
    lang, turn, store = frame.lang, st.session_state.get(ROUND, 0), open_store(str(frame.folder))
    first, second, third = st.columns([3, 1, 1], vertical_alignment="bottom")
    which = first.selectbox(
        typeset(words.WHICH_LINE, lang), list(lines), format_func=lambda n: lines[n][0], key=f"pay_line_{turn}"
    )
    field = second.selectbox(
        typeset(words.FIELD, lang),
        decide.FIELDS,
        key=f"pay_field_{turn}",
        index=2,
        format_func=lambda f: typeset(words.FIELDS[f], lang),
    )
    value = third.number_input(typeset(words.VALUE, lang), value=None, step=100.0, key=f"pay_value_{turn}")
    left, right = st.columns([4, 1], vertical_alignment="bottom")
    reason = left.text_input(typeset(words.WHY, lang), max_chars=decide.LONGEST, key=f"pay_why_{turn}")
    if right.button(typeset(words.REPLACE, lang), key=f"pay_replace_{turn}") and value is not None:
        decide.override(store, lines[which][1], field, Decimal(f"{value:.4f}"), reason, frame.view.scope)
        _again(words.REPLACE_DONE)
    _taking_back(frame, facts, {place: label for label, place in lines.values()})


def _taking_back(frame: Frame, facts: PeriodFacts, open_lines: dict[decide.Place, str]) -> None:
    in_force = {}
    for row in facts["overrides"]:
        place = decide.Place(row["plan"], row["period_start"], row["person_id"], row["component"])
        if place in open_lines:
            in_force[row["override_id"]] = (f"{open_lines[place]} · {row['reason']}", place)
    if not in_force:
        return
    left, right = st.columns([4, 1], vertical_alignment="bottom")
    which = left.selectbox(
        typeset(words.WHICH_OVERRIDE, frame.lang),
        list(in_force),
        format_func=lambda n: in_force[n][0],
        key="pay_override_which",
    )
    if right.button(typeset(words.TAKE_BACK, frame.lang), key="pay_take_back"):
        decide.take_back(open_store(str(frame.folder)), which, in_force[which][1], frame.view.scope)
        _again(words.TAKEN_BACK)


def _answering(frame: Frame, facts: PeriodFacts) -> None:
    questions = {
        int(r["question_id"]): f"{r['person_id']} · {r['said']}" for r in facts["questions"] if r["answer"] is None
    }
    if not questions:
        return
    turn = st.session_state.get(ROUND, 0)
    which = st.selectbox(
        typeset(words.WHICH_QUESTION, frame.lang),
        list(questions),
        format_func=lambda n: questions[n],
        key="pay_question_which",
    )
    left, right = st.columns([4, 1], vertical_alignment="bottom")
    reply = left.text_input(
        typeset(words.YOUR_ANSWER, frame.lang), max_chars=decide.LONGEST, key=f"pay_answer_text_{turn}"
    )
    if right.button(typeset(words.SEND_ANSWER, frame.lang), key="pay_answer"):
        decide.answer(open_store(str(frame.folder)), which, reply, frame.view.scope)
        _again(words.ANSWERED)


def _asking(frame: Frame, control: Control) -> None:
    """A question on a line of one's own statement."""
    lines, lang, turn = _lines(frame, control, tuple(PeriodState)), frame.lang, st.session_state.get(ROUND, 0)
    which = st.selectbox(
        typeset(words.WHICH_LINE, lang), list(lines), format_func=lambda n: lines[n][0], key=f"pay_ask_line_{turn}"
    )
    left, right = st.columns([4, 1], vertical_alignment="bottom")
    question = left.text_input(
        typeset(words.YOUR_QUESTION, lang),
        max_chars=decide.LONGEST,
        key=f"pay_ask_text_{turn}",
        placeholder=typeset(words.QUESTION_HINT, lang),
    )
    if right.button(typeset(words.SEND_QUESTION, lang), key="pay_ask_send"):
        decide.ask(open_store(str(frame.folder)), lines[which][1], question, frame.view.scope)
        _again(words.ASKED)


def _lines(frame: Frame, control: Control, states: tuple[PeriodState, ...]) -> dict[int, tuple[str, decide.Place]]:
    """Number → label and place of every line of the statements in these states, the latest period first."""
    labels = [
        (
            " · ".join((typeset(period_label(p), frame.lang), s.inputs.name, component_label(s, line.component))),
            decide.Place(p.plan, p.start, s.inputs.person_id, line.component),
        )
        for p in reversed(control.periods)
        if p.state in states
        for s in control.of(p)
        for line in s.lines
    ]
    return dict(enumerate(labels))


def _say(frame: Frame, confirmation: Text) -> None:
    st.caption(escaped(typeset(confirmation, frame.lang)))


def _again(confirmation: Text) -> None:
    """Confirm the action, with the forms cleared."""
    st.session_state[SAID] = confirmation
    st.session_state[ROUND] = st.session_state.get(ROUND, 0) + 1
    st.rerun()
