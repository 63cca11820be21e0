"""Who has reached what, what will it pay?"""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pandas as pd

from kam_analytics.answers.blocks import Block, Chart, Column, Message, Note, Number, Table
from kam_analytics.answers.view import View
from kam_analytics.charts import pay as charts
from kam_analytics.core.text import Text
from kam_analytics.core.units import Quantity, Unit
from kam_analytics.language import pay as text
from kam_analytics.language import shared
from kam_analytics.language.sentences import fill
from kam_analytics.metrics.pay import engine
from kam_analytics.metrics.pay import metrics as declared
from kam_analytics.metrics.pay.figures import (
    KEY_GROWTH,
    SCORES,
    SHEETS,
    TARGET_VARIABLE,
    TARGETS,
    Payee,
    PayFacts,
    TargetRow,
    finest,
    payees,
    target_rows,
    to_date,
)
from kam_analytics.metrics.pay.metrics import PersonPay, Team
from kam_analytics.metrics.pay.plan import Curve
from kam_analytics.metrics.pay.sheets import written_plans

REVENUE = "revenue"


def facts(view: View, as_of: date | None = None) -> PayFacts:
    """The targets wholly inside the period of the view, and the plans and pay this viewer may see.

    as_of: the last day whose lines count; by default the end of the period.
    """
    as_of = as_of or view.filters.end
    return PayFacts(
        targets=view.rows(TARGETS, as_of=as_of),
        key_growth=view.rows(KEY_GROWTH, as_of=as_of),
        scores=view.rows(SCORES),
        sheets={name: view.rows(sql) for name, sql in SHEETS.items()},
        target_variable=view.rows(TARGET_VARIABLE),
    )


def figures(view: View, as_of: date | None = None) -> tuple[TargetRow, ...]:
    """One row per target, never prorated."""
    return target_rows(facts(view, as_of))


def year_to_date(view: View) -> View:
    """The page's own period: from January 1st of the year in which the view's period ends."""
    return replace(view, filters=replace(view.filters, start=date(view.filters.end.year, 1, 1)))


def team(view: View) -> Team:
    """Every KAM with an ended revenue target this year, best attainment first."""
    known = facts(year_to_date(view))
    rows, paying = target_rows(known), payees(known)
    as_of = view.filters.end
    people = [_person(who, rows, paying, as_of) for who in sorted({r.who for r in rows if r.scope == "kam"})]
    people.sort(key=lambda p: (-(p.attainment or Decimal(-1)), p.name))
    return Team(tuple(people))


def _person(who: str, rows: tuple[TargetRow, ...], paying: tuple[Payee, ...], as_of: date) -> PersonPay:
    mine = [r for r in finest([r for r in rows if r.who == who and r.measure == REVENUE]) if r.period_end <= as_of]
    revenue = sum((r.actual or Decimal(0) for r in mine), Decimal(0)) if mine else None
    target = sum((r.target or Decimal(0) for r in mine), Decimal(0)) if mine else None
    payee = next((p for p in paying if p.person_id == who), None)
    statement = None if payee is None else to_date(rows, payee, as_of)
    name = next((r.name for r in rows if r.who == who and r.name != who), who)
    return PersonPay(
        who, name, revenue, target, engine.attainment(revenue, target), payee, statement,
        None if payee is None or statement is None else _full(rows, payee, as_of),
    )  # fmt: skip


def _full(rows: tuple[TargetRow, ...], payee: Payee, as_of: date) -> Decimal:
    """What the elapsed periods pay when every target is exactly reached."""
    exact = tuple(replace(r, actual=r.target) for r in rows)
    statement = to_date(exact, payee, as_of)
    return Decimal(0) if statement is None else statement.measured


def blocks(view: View) -> list[Block]:
    """The page: sentence, numbers, bullets and curve, statement by component, targets."""
    view = year_to_date(view)
    found = team(view)
    if not found.measured:
        return [
            Message(fill(text.NO_TARGETS, start=view.filters.start, end=view.filters.end)),
            *_plan_notes(view, found),
        ]
    return [
        Message(message(found, view)),
        *_cost(found, view),
        *_numbers(found),
        _bullets(found, view),
        *_curve(found),
        *_statement(found),
        _targets(view),
        *_plan_notes(view, found),
    ]


def message(found: Team, view: View) -> Text:
    """How many are at their target, or where one person stands."""
    day, people = view.filters.end, found.measured
    if len(people) == 1:
        attainment = _share(people[0].attainment)
        return fill(text.ONE_PERSON, name=people[0].name, attainment=attainment, day=day)
    reached = sum((p.attainment or 0) >= 1 for p in people)
    template = text.TEAM_NONE if reached == 0 else text.TEAM_ONE if reached == 1 else text.TEAM
    return fill(template, reached=reached, total=len(people), day=day)


def _cost(found: Team, view: View) -> list[Block]:
    cost = declared.estimated_pay.of(found)
    if cost.value is None:
        return []
    budget = declared.pay_at_target.of(found)
    return [Message(fill(text.COST, start=view.filters.start, cost=cost, budget=budget), lead=False, secret=True)]


def _numbers(found: Team) -> list[Block]:
    team = [declared.at_target] if len(found.measured) > 1 else []
    shown = [declared.team_attainment, *team, declared.estimated_pay, declared.pay_at_target]
    values = [(metric, metric.of(found)) for metric in shown]
    secret = (declared.estimated_pay, declared.pay_at_target)
    return [Number(m, value, secret=m in secret) for m, value in values if value.value is not None]


def _bullets(found: Team, view: View) -> Chart:
    rows = pd.DataFrame(
        {
            "name": [p.name for p in found.measured],
            "attainment": [float(p.attainment or 0) for p in found.measured],
            "threshold": [_threshold(p) for p in found.measured],
        }
    )
    title = fill(text.BULLETS, start=view.filters.start, end=view.filters.end)
    columns = {"name": Column(text.NAME), "attainment": Column(text.ATTAINMENT, Unit.SHARE)}
    return Chart("bullets", title, rows, charts.bullets, columns, (("neutral", shared.ACTUAL), ("ink", shared.TARGET)))


def _threshold(person: PersonPay) -> float:
    curve = None if person.payee is None else _revenue_curve(person.payee)
    return float("nan") if curve is None else float(curve.threshold)


def _revenue_curve(payee: Payee) -> Curve | None:
    """The curve that pays for revenue, if the plan has one."""
    for component in payee.plan.plan.components:
        if payee.plan.measures[component.key] == REVENUE and isinstance(component.rule, Curve):
            return component.rule
    return None


def _curve(found: Team) -> list[Block]:
    """The payout curve of revenue, with one dot for each person whose pay the viewer may see."""
    paid = [p for p in found.measured if p.payee is not None and _revenue_curve(p.payee) is not None]
    if not paid or paid[0].payee is None:
        return []
    curve = _revenue_curve(paid[0].payee)
    if curve is None:
        return []
    plan = paid[0].payee.plan
    paid = [p for p in paid if p.payee is not None and p.payee.plan.id == plan.id]
    key = next(k for k, measure in plan.measures.items() if measure == REVENUE)
    last = max([p.attainment or Decimal(0) for p in paid] + [curve.points[-1].attainment + Decimal("0.1")])
    rows = [("curve", float(a), float(payout), "") for a, payout in _corners(curve, last)]
    rows += [
        ("person", float(p.attainment or 0), float(engine.curve_payout(curve, p.attainment or Decimal(0))), p.name)
        for p in paid
    ]
    label = plan.labels[key]
    return [
        Chart(
            "curve",
            fill(text.CURVE, component=label),
            pd.DataFrame(rows, columns=["kind", "attainment", "payout", "name"]),
            charts.payout_curve,
            {
                "name": Column(text.NAME),
                "attainment": Column(text.ATTAINMENT, Unit.SHARE),
                "payout": Column(text.PAYOUT, Unit.SHARE, secret=True),
            },
        )
    ]


def _corners(curve: Curve, last: Decimal) -> list[tuple[Decimal, Decimal]]:
    """Every point where the line bends, the step at the threshold as two points above one another."""
    first = curve.points[0].attainment
    bends = {p.attainment for p in curve.points} | {last}
    bends |= {a for a in (_where_capped(curve),) if a is not None and first < a < last}
    below = [(first - Decimal("0.3"), Decimal(0)), (curve.threshold, Decimal(0))]
    return below + [(a, engine.curve_payout(curve, a)) for a in sorted(bends)]


def _where_capped(curve: Curve) -> Decimal | None:
    """The attainment at which the last slope meets the cap."""
    before, after = curve.points[-2:]
    rise = after.payout - before.payout
    if curve.cap is None or rise <= 0:
        return None
    return after.attainment + (curve.cap - after.payout) * (after.attainment - before.attainment) / rise


def _statement(found: Team) -> list[Block]:
    """One row per person and component: weight, attainment and amount."""
    rows = [
        {
            "name": p.name,
            "component": p.payee.plan.labels[line.component],
            "weight": float(line.weight),
            "attainment": None if line.attainment is None else float(line.attainment),
            "payout": None if line.payout is None else float(line.payout),
        }
        for p in found.people
        if p.payee is not None and p.statement is not None
        for line in p.statement.lines
    ]
    if not rows:
        return []
    columns = {
        "name": Column(text.NAME),
        "component": Column(text.COMPONENT),
        "weight": Column(text.WEIGHT, Unit.SHARE),
        "attainment": Column(text.ATTAINMENT, Unit.SHARE),
        "payout": Column(text.PAYOUT, Unit.EUR_EXACT, secret=True),
    }
    return [Table("statement", text.STATEMENT, pd.DataFrame(rows), columns), Note(text.CONVENTION)]


def _targets(view: View) -> Table:
    """The targets that are over, with their results and the dates the French rules look at."""
    rows = pd.DataFrame(
        [
            {
                "name": r.name,
                "scope": text.SCOPES.get(r.scope, Text(fr=r.scope, en=r.scope)),
                "measure": text.MEASURES.get(r.measure, Text(fr=r.measure, en=r.measure)),
                "period_start": r.period_start,
                "period_end": r.period_end,
                "target": _amount(r, r.target),
                "actual": _amount(r, r.actual),
                "attainment": None if r.attainment is None else float(r.attainment),
                "sent_on": r.sent_on,
                "acknowledged_on": r.acknowledged_on,
            }
            for r in figures(view)
            if r.period_end <= view.filters.end
        ]
    )
    columns = {
        "name": Column(text.NAME),
        "scope": Column(text.SCOPE),
        "measure": Column(text.MEASURE),
        "period_start": Column(text.START, Unit.DATE),
        "period_end": Column(text.END, Unit.DATE),
        "target": Column(text.TARGET, Unit.EUR),
        "actual": Column(text.ACTUAL, Unit.EUR),
        "attainment": Column(text.ATTAINMENT, Unit.SHARE),
        "sent_on": Column(text.SENT, Unit.DATE),
        "acknowledged_on": Column(text.ACKNOWLEDGED, Unit.DATE),
    }
    return Table("targets", text.TARGETS, rows, columns, searchable=True)


def _amount(row: TargetRow, value: Decimal | None) -> float | None:
    """Amounts only: a rate or a note has no euros; its attainment says it all."""
    return float(value) if value is not None and row.measure in (REVENUE, "margin") else None


def _plan_notes(view: View, found: Team) -> list[Block]:
    """Why there are no amounts: no plan the viewer may see, or one that leaves something to guess."""
    known = facts(view)
    notes: list[Block] = []
    for plan in written_plans(known.sheets):
        if plan.problems:
            problem = text.PROBLEMS.get(plan.problems[0].problem.value, text.OTHER_PROBLEM)
            name = Text(fr=plan.name_fr, en=plan.name_en)
            notes.append(Note(fill(text.PLAN_PROBLEM, plan=name, problem=problem)))
    if not notes and all(p.statement is None for p in found.people):
        notes.append(Note(text.NO_PLAN))
    return notes


def _share(value: Decimal | None) -> Quantity:
    return Quantity(None if value is None else float(value), Unit.SHARE)
