"""The control of pay periods as blocks: their state, the statements, questions, lines without credit."""

from collections import Counter
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

import pandas as pd

from kam_analytics.answers.page.blocks import Block, Column, Details, Message, Note, Table
from kam_analytics.answers.page.view import View, written
from kam_analytics.answers.pay import control as pay_control
from kam_analytics.core.text import Text
from kam_analytics.core.units import Quantity, Unit
from kam_analytics.language import shared
from kam_analytics.language.dates import day_text, period_text
from kam_analytics.language.pay import control as text
from kam_analytics.language.sentences import fill, plural
from kam_analytics.metrics.pay.periods.assembly import PeriodFacts, Rows
from kam_analytics.metrics.pay.periods.control import Control, PayPeriod, PeriodState, control
from kam_analytics.metrics.pay.periods.periods import Adjustment, Cause, Override, PeriodLine, PeriodStatement
from kam_analytics.metrics.pay.rules.measures import is_amount
from kam_analytics.metrics.pay.rules.position import Bounds
from kam_analytics.metrics.records import records

SEVERAL = Text(fr="{first}, {second}", en="{first}, {second}")
ORDER = (PeriodState.PAID, PeriodState.CLOSED, PeriodState.OPEN, PeriodState.RUNNING)


def blocks(view: View) -> list[Block]:
    """The section below the views; empty for viewers who may not see pay."""
    inputs_of_view = pay_control.facts(view)
    return section(view, inputs_of_view, control(inputs_of_view))


def section(view: View, facts: PeriodFacts, control: Control) -> list[Block]:
    """The same section from facts that were already read, of the people that the filter of the page keeps."""
    chosen = view.filters.kam
    control = control.only(chosen) if chosen else control
    if not control.statements:
        return []
    lines = _lines(control)
    asked = [row for row in facts["questions"] if not chosen or row["person_id"] in chosen]
    questions = [_questions(asked, control)] if asked else []
    return [
        Message(_states(control, facts.as_of), lead=False, secret=True),
        *([] if chosen else _twice(view)),
        _periods(view, control),
        *undecided(control),
        *([lines] if len(lines.rows) else []),
        *_corrections(control),
        *questions,
        Note(text.CONVENTION),
        *_uncredited(view, control),
    ]


def undecided(control: Control) -> list[Block]:
    """Conditions of open periods that cannot be evaluated because a figure is missing: not applied, and reported."""
    rows = [
        fill(text.UNDECIDED_ONE, gate=gate, name=s.inputs.name, period=period_label(period))
        for period in control.periods
        if period.state is PeriodState.OPEN
        for s in _listed_statements(control, period)
        for gate in s.undecided
    ]
    return [Message(fill(text.UNDECIDED, gates=_joined(rows)), lead=False, secret=True)] if rows else []


def _twice(view: View) -> list[Block]:
    """People who appear on a plan under two names, and which of the two is left out."""
    rows = records(view.rows(pay_control.PAYEES_TWICE))
    named = [(r["payee"], Text(fr=r["plan_fr"], en=r["plan_en"])) for r in rows]
    return [Message(fill(text.PAYEE_TWICE, name=n, plan=p), lead=False, secret=True) for n, p in named]


def component_label(statement: PeriodStatement, key: str | None) -> str:
    """The name of a component, as written in the plan."""
    return statement.inputs.plan.labels.get(key or "", key or "")


def period_label(period: PayPeriod) -> Text:
    """The shortest exact name of a period."""
    return period_text(period.start, period.end)


def _states(control: Control, day: date) -> Text:
    counted = Counter(p.state for p in control.periods)
    counts = [
        fill(plural(counted[s], text.STATES_ONE[s.value], text.STATES_MANY[s.value]), n=counted[s])
        for s in ORDER
        if counted[s]
    ]
    return fill(
        text.STATES_SAID, day=day, states=Text(fr=", ".join(t.fr for t in counts), en=", ".join(t.en for t in counts))
    )


def _periods(view: View, control: Control) -> Table:
    """Every period, latest first, with what it pays the people the viewer may see, and whether it is unchanged."""
    periods = list(reversed(control.periods))
    totals = [[s.total for s in _listed_statements(control, p)] for p in periods]
    rows = pd.DataFrame(
        {
            "plan": [_plan_name(control, p) for p in periods],
            "version": [p.version for p in periods],
            "state": [text.STATES[p.state.value] for p in periods],
            "people": [len(control.of(p)) for p in periods],
            "computed": [sum(t is not None for t in found_) for found_ in totals],
            "total": [_sum(t) for t in totals],
            "closed_at": [p.closed_at for p in periods],
            "closed_by": [p.closed_by for p in periods],
            "paid_at": [p.paid_at for p in periods],
            "paid_by": [p.paid_by for p in periods],
        }
    )
    rows["period"] = written([period_label(p) for p in periods], rows)
    rows["checked"] = written([_checked(view, control, p) for p in periods], rows)
    columns = {
        "period": Column(text.PERIOD),
        "state": Column(text.STATE),
        "people": Column(text.PEOPLE, Unit.COUNT),
        "computed": Column(text.COMPUTABLE, Unit.COUNT),
        "total": Column(text.TOTAL, Unit.EUR_EXACT, secret=True),
        "closed_at": Column(text.CLOSED_ON, Unit.DATE),
        "closed_by": Column(text.CLOSED_BY),
        "paid_at": Column(text.PAID_ON, Unit.DATE),
        "paid_by": Column(text.PAID_BY),
        "checked": Column(text.CHECKED),
        "plan": Column(text.PLAN),
        "version": Column(text.VERSION, Unit.COUNT),
    }
    return Table("pay_periods", text.PERIODS, rows[list(columns)], columns)


def _listed_statements(control: Control, period: PayPeriod) -> list[PeriodStatement]:
    """The statements of a period that is over: before that, the target is complete and the result is not."""
    return [] if period.state is PeriodState.RUNNING else control.of(period)


def _plan_name(control: Control, period: PayPeriod) -> Text:
    plans = [s.inputs.plan for s in control.of(period)]
    return Text(fr=plans[0].name_fr, en=plans[0].name_en) if plans else Text(fr=period.plan, en=period.plan)


def _checked(view: View, control: Control, period: PayPeriod) -> Text | None:
    """Whether each closed statement, recomputed, gives the stored bytes."""
    documents = {place: d for place, d in control.documents.items() if place[:2] == (period.plan, period.start)}
    if not documents:
        return None
    digests = pay_control.digests(view)
    intact = all(pay_control.is_intact(*d, digests.get(place, {})) for place, d in documents.items())
    return text.INTACT if intact else text.DIFFERS


def _sum(totals: list[Decimal | None]) -> float | None:
    amounts = [t for t in totals if t is not None]
    return float(sum(amounts, Decimal(0))) if amounts else None


def _lines(control: Control) -> Table:
    """One row per component of every statement, the latest period first, then the adjustments."""
    rows: list[dict[str, Any]] = []
    for period in reversed(control.periods):
        for statement in _listed_statements(control, period):
            common = {"period": period_label(period), "state": text.STATES[period.state.value]}
            common["name"] = statement.inputs.name  # type: ignore[assignment]
            rows += [{**common, **_line(statement, line)} for line in statement.lines]
            rows += [{**common, **_adjustment(statement, a)} for a in statement.inputs.adjustments]
    columns = {
        "period": Column(text.PERIOD),
        "state": Column(text.STATE),
        "name": Column(text.NAME),
        "component": Column(text.COMPONENT),
        "target": Column(text.TARGET, Unit.EUR),
        "result": Column(text.RESULT, Unit.EUR),
        "attainment": Column(text.ATTAINMENT, Unit.SHARE, secret=True),  # with target and curve it reveals the amount
        "rule": Column(text.RULE, secret=True),
        "computed": Column(text.COMPUTED, Unit.EUR_EXACT, secret=True),
        "payout": Column(text.KEPT, Unit.EUR_EXACT, secret=True),
    }
    return Table("pay_lines", text.LINES, pd.DataFrame(rows, columns=list(columns)), columns, searchable=True)


def _corrections(control: Control) -> list[Block]:
    """Manual overrides and corrections of closed periods, each with its reason; empty without any."""
    table: list[dict[str, Any]] = []
    for period in reversed(control.periods):
        common = {"period": period_label(period)}
        for statement in _listed_statements(control, period):
            rows = [_replaced(statement, line, o) for line in statement.lines for o in line.overrides]
            rows += [_adjustment(statement, a) for a in statement.inputs.adjustments]
            rows += [
                {**_adjustment(statement, a), "what": text.UNPLACED}
                for key, a in control.unplaced.items()
                if key == (period.plan, period.start, statement.inputs.person_id)
            ]
            table += [{**common, "name": statement.inputs.name, **row} for row in rows]
    columns = {
        "period": Column(text.PERIOD),
        "name": Column(text.NAME),
        "component": Column(text.COMPONENT),
        "what": Column(text.WHAT),
        "computed": Column(text.COMPUTED_AMOUNT, Unit.EUR_EXACT, secret=True),
        "payout": Column(text.KEPT_AMOUNT, Unit.EUR_EXACT, secret=True),
        "reason": Column(text.REASON, secret=True),
        "author": Column(text.ASKED_BY),
        "at": Column(text.ON, Unit.DATE),
    }
    frame = pd.DataFrame(table, columns=list(columns))
    return [Table("pay_corrections", text.CORRECTIONS, frame, columns)] if table else []


def _line(statement: PeriodStatement, line: PeriodLine) -> dict[str, Any]:
    amount = is_amount(line.measure)
    return {
        "component": component_label(statement, line.component),
        "target": _float(line.target) if amount else None,
        "result": _float(line.result) if amount else None,
        "attainment": _float(line.attainment),
        "rule": _rule(line),
        "computed": _float(line.computed),
        "payout": _float(line.payout),
    }


def _rule(line: PeriodLine) -> Text:
    """Where the result falls on its curve, and over which periods it was measured."""
    reach = text.TO_DATE if line.cumulative else text.ALONE
    sentence = reach if line.bounds is None else fill(SEVERAL, first=_bounds(line.bounds, line), second=reach)
    gates = [fill(text.GATE, gate=key) for key in line.modifiers]
    return sentence if not gates else fill(SEVERAL, first=sentence, second=_joined(gates))


def _bounds(bounds: Bounds, line: PeriodLine) -> Text:
    unit = Unit.EUR if bounds.sheet == "rate_table" and line.payout_share is None else Unit.SHARE
    start, end = (Quantity(_float(v), unit) for v in (bounds.start, bounds.end))
    if bounds.position == 0:
        return fill(text.BELOW, end=end)
    if bounds.end is None:
        return fill(text.POSITIONS_OPEN[bounds.sheet], position=bounds.position, start=start)
    return fill(text.POSITIONS[bounds.sheet], position=bounds.position, start=start, end=end)


def _replaced(statement: PeriodStatement, line: PeriodLine, override: Override) -> dict[str, Any]:
    """One override: the figure before and after, and what the line pays with and without it."""
    return {
        **_line(statement, line),
        "what": text.FIELDS[override.field],
        "reason": override.reason,
        "author": override.author,
        "at": date.fromisoformat(override.at[:10]),
    }


def _adjustment(statement: PeriodStatement, adjusted: Adjustment) -> dict[str, Any]:
    causes = [_cause(statement, c) for c in adjusted.causes] or [text.CAUSE_UNKNOWN]
    label = fill(text.ADJUSTMENT, period=period_text(adjusted.period_start, adjusted.period_end))
    amount = float(adjusted.amount)
    return {
        "component": label,
        "what": text.ADJUSTED,
        "computed": amount,
        "payout": amount,
        "reason": _joined(causes),
    }


def _cause(statement: PeriodStatement, cause: Cause) -> Text:
    plan = statement.inputs.plan
    unit = Unit.EUR if is_amount(plan.measures.get(cause.component, cause.component)) else Unit.SHARE
    before, after = (Quantity(_float(v), unit) for v in (cause.before, cause.after))
    return fill(
        text.CAUSES[cause.kind], component=component_label(statement, cause.component), before=before, after=after
    )


def _joined(sentences: list[Text]) -> Text:
    return Text(fr=" ; ".join(t.fr for t in sentences), en="; ".join(t.en for t in sentences))


def _questions(rows: Rows, control: Control) -> Table:
    """Every question, the unanswered ones first."""
    spans = {(p.plan, p.start): p for p in control.periods}
    table = []
    for row in sorted(rows, key=lambda r: (r["answer"] is not None, -r["question_id"])):
        statement = control.statements.get((row["plan"], row["period_start"], row["person_id"]))
        period = spans.get((row["plan"], row["period_start"]))
        label = component_label(statement, row["component"]) if statement and row["component"] else text.WHOLE
        table.append(
            {
                **row,
                "component": label,
                "name": statement.inputs.name if statement else row["person_id"],
                "period": period_label(period) if period else day_text(row["period_start"]),
            }
        )
    columns = {
        "period": Column(text.PERIOD),
        "name": Column(text.NAME),
        "component": Column(text.COMPONENT),
        "said": Column(text.QUESTION, secret=True),
        "answer": Column(text.ANSWER, secret=True),
        "asked_at": Column(text.ASKED_ON, Unit.DATE),
        "answered_at": Column(text.ANSWERED_ON, Unit.DATE),
        "answered_by": Column(text.ANSWERED_BY),
    }
    return Table("pay_questions", text.QUESTIONS, pd.DataFrame(table)[list(columns)], columns)


def _uncredited(view: View, control: Control) -> list[Block]:
    """The lines of the latest period that is over (otherwise of the first open one), in a collapsed section."""
    over = [p for p in control.periods if p.state is not PeriodState.RUNNING] or list(control.periods)
    period = over[-1]
    rows = pay_control.uncredited(view, period)
    named = {s.inputs.person_id: s for s in control.of(period)}
    rows = rows[rows["person_id"].isin(named)].reset_index(drop=True)
    if rows.empty:
        return []
    rows = rows.assign(
        name=[named[p].inputs.name for p in rows["person_id"]],
        label=[component_label(named[p], c) for p, c in zip(rows["person_id"], rows["component"], strict=True)],
        why=written([text.REASONS[r] for r in rows["reason"]], rows),
        missing=rows["amount"] - rows["credited"],
    ).sort_values(["name", "label", "missing"], ascending=[True, True, False])
    columns = {
        "name": Column(text.NAME),
        "label": Column(text.COMPONENT),
        "why": Column(text.REASON),
        "lines": Column(text.NUMBER_OF_LINES, Unit.COUNT),
        "accounts": Column(text.ACCOUNTS, Unit.COUNT),
        "amount": Column(text.INVOICED, Unit.EUR),
        "credited": Column(text.CREDITED_AMOUNT, Unit.EUR),
        "missing": Column(text.NOT_CREDITED_AMOUNT, Unit.EUR),
    }
    span = period_label(period)
    table = Table(
        "pay_uncredited", fill(text.UNCREDITED_TABLE, period=span), rows[list(columns)], columns, searchable=True
    )
    blocks = [table, *_uncredited_lines(view, period, named), Note(text.UNCREDITED_NOTE)]
    title = text.UNCREDITED_OF_ALL if view.scope.sees_all_pay else text.UNCREDITED
    return [Details("pay_uncredited", fill(title, period=span), blocks)]


def _uncredited_lines(view: View, period: PayPeriod, named: Mapping[str, PeriodStatement]) -> list[Block]:
    """The lines themselves, so that a person can point to a wrong one; empty if all are credited."""
    rows = pay_control.uncredited_lines(view, period)
    rows = rows[rows["person_id"].isin(named)].reset_index(drop=True)
    if rows.empty:
        return []
    rows = rows.assign(
        name=[named[p].inputs.name for p in rows["person_id"]],
        why=written([text.REASONS[r] for r in rows["reason"]], rows),
    )
    columns = {
        "name": Column(text.NAME),
        "account_name": Column(shared.ACCOUNT),
        "invoice_no": Column(text.INVOICE),
        "date": Column(text.DAY, Unit.DATE),
        "amount": Column(text.INVOICED, Unit.EUR_EXACT),
        "why": Column(text.REASON),
        "file": Column(text.SOURCE_FILE),
        "row_no": Column(text.SOURCE_ROW, Unit.COUNT),
        "account_id": Column(shared.CODE),
    }
    title = fill(text.UNCREDITED_LINES, period=period_label(period))
    return [Table("pay_uncredited_lines", title, rows[list(columns)], columns, opens_account=True, searchable=True)]


def _float(value: Decimal | None) -> float | None:
    return None if value is None else float(value)
