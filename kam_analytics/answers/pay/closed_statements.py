"""Replaces estimates on the page by the closed or corrected statements of its pay periods, so that amounts agree."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

from kam_analytics.answers.page.view import View
from kam_analytics.answers.pay import control as pay_control
from kam_analytics.metrics.pay.forecast.year_end import REVENUE
from kam_analytics.metrics.pay.metrics import PersonPay, Team
from kam_analytics.metrics.pay.periods.control import PayPeriod
from kam_analytics.metrics.pay.periods.periods import Inputs, PeriodLine, PeriodStatement, achieved_in, statement_of
from kam_analytics.metrics.pay.rules.engine import Achievement, Line, Statement, attainment

Held = dict[tuple[str, str], list[PeriodStatement]]
"""Person and plan → their ended statements of the year, the first one first."""


def with_closed_statements(team: Team, view: View) -> Team:
    """The team with what its ended pay periods pay, overrides and adjustments included.

    A person without an ended period keeps the estimate of the year to date. Simulations compare two estimates and
    keep using them: a closed amount does not change when accounts are lost.
    """
    control = pay_control.current_control(view)
    states = {(p.plan, p.start): p.state.value for p in control.periods}
    closed: Held = defaultdict(list)
    sums: dict[str, dict[str, Decimal]] = defaultdict(dict)
    for (plan, start, person), statement in sorted(control.statements.items()):
        if view.filters.start <= statement.inputs.start and statement.inputs.end <= view.filters.end:
            closed[person, plan].append(statement)
            state, mine = states[plan, start], sums[person]
            mine[state] = mine.get(state, Decimal(0)) + (statement.total or Decimal(0))
    return Team(tuple(replace(_with_closed(p, closed), by_state=sums.get(p.person_id, {})) for p in team.people))


def periods_of(person: PersonPay, view: View) -> list[tuple[PayPeriod, PeriodStatement]]:
    """The ended pay periods of one person's plan with their statements, earliest first."""
    if person.payee is None:
        return []
    control, plan = pay_control.current_control(view), person.payee.plan.id
    mine = sorted(
        (p for p in control.periods if p.plan == plan and view.filters.start <= p.start and p.end <= view.filters.end),
        key=lambda p: p.start,
    )
    statements = ((p, control.statements.get((plan, p.start, person.person_id))) for p in mine)
    return [(period, statement) for period, statement in statements if statement is not None]


def _with_closed(person: PersonPay, closed: Held) -> PersonPay:
    if person.payee is None or person.statement is None:
        return person
    main = closed.get((person.person_id, person.payee.plan.id), [])
    others = [
        s
        for (who, plan), several in closed.items()
        for s in several
        if who == person.person_id and plan != person.payee.plan.id
    ]
    if not main and not others:
        return person
    elsewhere = sum((s.total or Decimal(0) for s in others), Decimal(0))
    statement = _together(person.statement, main) if main else person.statement
    return replace(
        person,
        corrected=_corrected(person, main),
        elsewhere=elsewhere,
        elsewhere_at_target=_at_target(others),
        statement=replace(statement, measured=statement.measured + elsewhere),
        at_target=_at_target(main) if main else person.at_target,
    )


def _corrected(person: PersonPay, periods: list[PeriodStatement]) -> Decimal | None:
    """The attainment with the manual overrides applied, as the statements have it; None where they change nothing."""
    revenue, target = person.revenue, person.target
    for statement in periods:
        step = statement.inputs.steps[-1]
        now = achieved_in(statement.inputs, step)
        for key, measure in statement.inputs.plan.measures.items():
            if measure == REVENUE and key in step.own:
                revenue = _moved(revenue, step.own[key].result, now[key].result)
                target = _moved(target, step.own[key].target, now[key].target)
    with_overrides = attainment(revenue, target)
    return None if with_overrides == person.attainment else with_overrides


def _moved(whole: Decimal | None, before: Decimal | None, after: Decimal | None) -> Decimal | None:
    if before == after:
        return whole
    return (whole or Decimal(0)) + (after or Decimal(0)) - (before or Decimal(0))


def _at_target(periods: list[PeriodStatement]) -> Decimal:
    """What the same periods pay if every target is exactly reached, without overrides."""
    return sum((statement_of(_exact(s.inputs)).earned or Decimal(0) for s in periods), Decimal(0))


def _exact(inputs: Inputs) -> Inputs:
    def reached(achievements: Mapping[str, Achievement]) -> dict[str, Achievement]:
        return {key: replace(one, result=one.target) for key, one in achievements.items()}

    steps = tuple(replace(s, own=reached(s.own), to_date=reached(s.to_date)) for s in inputs.steps)
    return replace(inputs, steps=steps, overrides=(), adjustments=(), brought={}, paid_steps=0)


def _together(estimate: Statement, periods: list[PeriodStatement]) -> Statement:
    """The ended periods as one statement; `measured` adds what can be measured."""
    by_component = {
        line.component: [one for s in periods for one in s.lines if one.component == line.component]
        for line in estimate.lines
    }
    lines = tuple(_line(line, by_component[line.component]) for line in estimate.lines)
    totals = [s.total for s in periods if s.total is not None]
    measurable = sum((line.payout for line in lines if line.payout is not None), Decimal(0))
    adjusted = sum((s.adjusted for s in periods), Decimal(0))
    total = sum(totals, Decimal(0)) if len(totals) == len(periods) else None
    return replace(
        estimate,
        lines=lines,
        adjustments=adjusted,
        measured=measurable + adjusted if total is None else total,
        total=total,
        capped=any(s.capped for s in periods),
    )


def _line(line: Line, periods: list[PeriodLine]) -> Line:
    """What all periods pay for a component; for a cumulative one, the measure of its last period."""
    if not periods:
        return line
    paid = [p.payout for p in periods if p.payout is not None]
    line = replace(line, payout=sum(paid, Decimal(0)) if paid else None)
    last = periods[-1]
    if not last.cumulative:
        return line
    return replace(
        line,
        achievement=Achievement(last.result, last.target),
        attainment=last.attainment,
        payout_share=last.payout_share,
        modifiers=last.modifiers,
    )
