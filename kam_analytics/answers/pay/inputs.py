"""The inputs of the variable pay page: targets with results, plans, what each person has reached and may reach."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from kam_analytics.answers.page.periods import fiscal_start
from kam_analytics.answers.page.view import View
from kam_analytics.core.settings import first_month
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
from kam_analytics.metrics.pay.forecast.year_end import REVENUE
from kam_analytics.metrics.pay.metrics import PersonPay, Team
from kam_analytics.metrics.pay.rules import engine
from kam_analytics.plans.plan import Curve


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
    """The page's own period: from the first day of the fiscal year in which the view's period ends."""
    return replace(view, filters=replace(view.filters, start=fiscal_start(view.filters.end, first_month())))


def whole_year(view: View) -> tuple[date, date]:
    """First and last day of the fiscal year in which the view's period ends."""
    start = fiscal_start(view.filters.end, first_month())
    return start, start.replace(year=start.year + 1) - timedelta(days=1)


def is_over(view: View) -> bool:
    """Whether the fiscal year ends with the view's period: nothing is left to estimate."""
    return view.filters.end >= whole_year(view)[1]


def window(view: View, start: date, end: date) -> View:
    """The same view over other days."""
    return replace(view, filters=replace(view.filters, start=start, end=end))


def team(view: View) -> Team:
    """Every KAM with an ended revenue target this year, best attainment first."""
    inputs_of_year = facts(window(view, *whole_year(view)), view.filters.end)
    rows, paying = target_rows(inputs_of_year), payees(inputs_of_year)
    as_of = view.filters.end
    own: dict[str, tuple[TargetRow, ...]] = {}
    for row in rows:
        if row.scope == "kam":
            own[row.who] = (*own.get(row.who, ()), row)
    people = [_person(who, own[who], paying, as_of) for who in sorted(own)]
    people.sort(key=lambda p: (-(p.attainment or Decimal(-1)), p.name))
    return Team(tuple(people))


def _person(who: str, rows: tuple[TargetRow, ...], paying: tuple[Payee, ...], as_of: date) -> PersonPay:
    mine = [r for r in finest([r for r in rows if r.measure == REVENUE]) if r.period_end <= as_of]
    revenue = sum((r.actual or Decimal(0) for r in mine), Decimal(0)) if mine else None
    target = sum((r.target or Decimal(0) for r in mine), Decimal(0)) if mine else None
    payee = _in_force(who, paying, as_of)
    statement = None if payee is None else to_date(rows, payee, as_of)
    name = next((r.name for r in rows if r.who == who and r.name != who), who)
    return PersonPay(
        who,
        name,
        revenue,
        target,
        engine.attainment(revenue, target),
        payee,
        statement,
        None if payee is None or statement is None else _full(rows, payee, as_of),
    )


def _in_force(who: str, paying: tuple[Payee, ...], as_of: date) -> Payee | None:
    """The person's plan in the year of the day: one in force on that day first, then the one that pays most."""
    year = fiscal_start(as_of, first_month())
    mine = [p for p in paying if p.person_id == who and p.from_on <= as_of and p.to_on >= year]
    return max(mine, key=lambda p: (p.to_on >= as_of, p.incentive, p.plan.id), default=None)


def _full(rows: tuple[TargetRow, ...], payee: Payee, as_of: date) -> Decimal:
    """What the elapsed periods pay when every target is exactly reached."""
    exact = tuple(replace(r, actual=r.target) for r in rows)
    statement = to_date(exact, payee, as_of)
    return Decimal(0) if statement is None else statement.measured


def revenue_curve(payee: Payee) -> Curve | None:
    """The curve that pays for revenue, if the plan has one."""
    for component in payee.plan.plan.components:
        if payee.plan.measures[component.key] == REVENUE and isinstance(component.rule, Curve):
            return component.rule
    return None
