"""One person's own pay: the result so far, the next step, where the year may end."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from fractions import Fraction
from typing import Any

import pandas as pd

from kam_analytics.answers.page.blocks import Block, Chart, Column, Message, Note, Number, Table
from kam_analytics.answers.page.view import View
from kam_analytics.answers.pay import curve as pay_curve
from kam_analytics.answers.pay.dependence import dependence
from kam_analytics.answers.pay.forecast import PayForecast
from kam_analytics.answers.pay.inputs import is_over
from kam_analytics.charts.pay import attainment as charts
from kam_analytics.core.text import Text
from kam_analytics.core.units import Quantity, Unit
from kam_analytics.language import shared
from kam_analytics.language.pay import page as text
from kam_analytics.language.pay import views as words
from kam_analytics.language.sentences import Fact, fill, names
from kam_analytics.metrics.pay import forecast_metrics as ahead
from kam_analytics.metrics.pay import metrics as declared
from kam_analytics.metrics.pay.forecast import distribution as forecast
from kam_analytics.metrics.pay.forecast.year_end import (
    AMOUNTS,
    ComponentProgress,
    Missing,
    YearEndForecast,
)
from kam_analytics.metrics.pay.metrics import PersonPay, Team
from kam_analytics.metrics.pay.rules import engine
from kam_analytics.metrics.pay.rules.engine import Line
from kam_analytics.metrics.pay.rules.simulate import NextStep, next_step
from kam_analytics.plans.plan import Component, Curve, RateTable

KEY_GROWTH = "key_growth"
LITTLE = Decimal("0.05")  # of a target: an aim, however certain the forecast is of itself
LEAST_CHANCE = 0.1  # of a step that the title sets as an aim: the range given beside it ends there
THOUSAND, EXACT_BELOW = Decimal(1000), Decimal(10_000)
STEPS = ((Decimal(10_000_000), Decimal(100_000)), (EXACT_BELOW, THOUSAND), (Decimal(0), Decimal(1)))
"""The amounts from which euros are rounded, with the rounding step."""


def position(person: PersonPay, forecast: PayForecast, view: View) -> list[Block]:
    """The sentence, the numbers, components and curve."""
    outlook = forecast.paying.get(person.person_id)
    return [
        Message(message(person, outlook, over=is_over(view)), secret=True),
        Message(_standing(person, view), lead=False, secret=True),
        *_key_growth(person, outlook),
        *_hanging(person, view),
        *numbers(person, outlook),
        component_bullets(person, outlook, view),
        *pay_curve.curve([person], {person.person_id: outlook} if outlook else {}),
    ]


def results(person: PersonPay, forecast: PayForecast) -> list[Block]:
    """The components as a table."""
    return [_components(person, forecast.paying.get(person.person_id)), Note(text.CONVENTION)]


def no_forecast(person: PersonPay, forecast: PayForecast) -> list[Block]:
    """Why there is no year-end forecast."""
    missing = forecast.people.get(person.person_id)
    return [Note(fill(words.NO_FORECAST, reason=words.REASONS[missing.value]))] if isinstance(missing, Missing) else []


def _hanging(person: PersonPay, view: View) -> list[Block]:
    """How much of the pay depends on one customer."""
    hung = dependence(Team((person,)), view).get(person.person_id)
    if hung is None or not hung.share:
        return []
    sentence = fill(words.HANGING, share=Quantity(hung.share, Unit.SHARE), account=hung.account)
    return [Message(sentence, lead=False, secret=True)]


def message(person: PersonPay, outlook: YearEndForecast | None, *, over: bool = False) -> Text:
    """What is missing to the best next step that the year may bring, and what that step pays.

    over: the year has ended, and nothing can be earned in it.
    """
    steps_ = [(s, step) for s, step in next_steps(person, outlook) if s.measure in AMOUNTS]
    steps = [(s, step) for s, step in steps_ if step is not None]
    if not steps:
        return _nothing_more([s for s, _ in steps_])
    likely = [(s, step) for s, step in steps if _is_likely(s, step, outlook)]
    standing, step = max(likely or steps, key=lambda steps_: _worth(*steps_))
    facts: dict[str, Fact] = {
        "missing": Quantity(float(rounded(step.missing, ROUND_CEILING)), Unit.EUR),
        "gain": Quantity(float(rounded(step.gain, ROUND_FLOOR)), Unit.EUR),
        "measure": words.IN_SENTENCE[standing.measure],
    }
    if outlook is None:
        return fill(words.NEXT_OVER if over else words.NEXT_TO_DATE, **facts)
    template = words.NEXT_YEAR_END if likely else words.NEXT_UNLIKELY
    return fill(template, end=outlook.year.stretch(standing, standing.reached).end, **facts)


def _is_likely(standing: ComponentProgress, step: NextStep, outlook: YearEndForecast | None) -> bool:
    """Whether the year may bring what is missing; a step that no forecast speaks of is taken as possible."""
    results = None if outlook is None else outlook.results.get(standing.measure)
    if outlook is None or results is None or step.missing <= LITTLE * (standing.target or 0):
        return True
    return results.chance_from(float((expected(outlook, standing) or 0) + step.missing)) >= LEAST_CHANCE


def _key_growth(person: PersonPay, outlook: YearEndForecast | None) -> list[Block]:
    """From which growth of the key accounts on their component pays more, which no amount of revenue says."""
    return [
        Message(
            fill(
                words.KEY_GROWTH_PAYS,
                component=standing.label,
                reached=Quantity(float(standing.reached), Unit.GROWTH),
                needed=Quantity(float(step.reached), Unit.GROWTH),
                gain=Quantity(float(rounded(step.gain, ROUND_FLOOR)), Unit.EUR),
            ),
            lead=False,
            secret=True,
        )
        for standing, step in next_steps(person, outlook)
        if standing.measure == KEY_GROWTH and standing.reached is not None and step is not None
    ]


def _nothing_more(standings: Sequence[ComponentProgress]) -> Text:
    """Why no further amount is paid: no component pays, an input is missing, or all are at the maximum."""
    missing = [s.label for s in standings if s.target is None or s.reached is None]
    if missing:
        return fill(words.NOT_MEASURED, components=names(missing))
    return words.AT_THE_TOP if standings else words.NO_AMOUNTS


def _worth(standing: ComponentProgress, step: NextStep) -> Decimal:
    """Gain per missing point of attainment."""
    return step.gain * (standing.target or Decimal(1)) / step.missing


def rounded(amount: Decimal, way: str) -> Decimal:
    """The amount as displayed: a missing amount is rounded up, a gain is rounded down."""
    unit = next(u for least, u in STEPS if amount >= least)
    return (amount / unit).to_integral_value(way) * unit


def next_steps(person: PersonPay, outlook: YearEndForecast | None) -> list[tuple[ComponentProgress, NextStep | None]]:
    """Each component and its next step: from the year-end forecast if there is one, otherwise from ended periods."""
    if outlook is not None:
        return [(s, _ahead(s, outlook)) for s in outlook.year.standings]
    if person.payee is None or person.statement is None:
        return []
    plan = person.payee.plan
    share = _elapsed(person)
    steps = []
    for line, component in zip(person.statement.lines, plan.plan.components, strict=True):
        done, label = line.achievement, plan.labels[component.key]
        standing = ComponentProgress(component, plan.measures[component.key], label, done.target, done.result)
        steps.append((standing, _step(standing, done.result, person.payee.incentive, share)))
    return steps


def _ahead(standing: ComponentProgress, outlook: YearEndForecast) -> NextStep | None:
    """The next step from the expected result at the next payment: at year end, or in the running period."""
    stretch = outlook.year.stretch(standing, expected(outlook, standing))
    return _step(replace(standing, target=stretch.target), stretch.result, outlook.year.payee.incentive, stretch.share)


def _elapsed(person: PersonPay) -> Fraction:
    """The share of the incentive at 100 % that belongs to the ended periods."""
    if person.payee is None or person.statement is None:
        return Fraction(0)
    components = zip(person.statement.lines, person.payee.plan.plan.components, strict=True)
    counted = [c for line, c in components if line.payout is not None and isinstance(c.rule, Curve | RateTable)]
    counted = [c for c in counted if not c.pays_commission]
    whole = person.payee.incentive * sum((c.weight * engine.payout_share(c, Decimal(1)) for c in counted), Decimal(0))
    return Fraction(person.at_target or 0) / Fraction(whole) if whole > 0 else Fraction(0)


def _step(standing: ComponentProgress, result: Decimal | None, incentive: Decimal, share: Fraction) -> NextStep | None:
    return next_step(standing.component, result, standing.target, incentive, share)


def expected(outlook: YearEndForecast, standing: ComponentProgress) -> Decimal | None:
    """The median year-end result of a component, EUR to the cent; the result to date if it is not projected."""
    if standing.measure not in outlook.results:
        return standing.reached
    return Decimal(f"{outlook.results[standing.measure].quantile(forecast.MIDDLE):.2f}")


def _standing(person: PersonPay, view: View) -> Text:
    attained = Quantity(None if person.attainment is None else float(person.attainment), Unit.SHARE)
    paid = declared.estimated_pay.of(Team((person,)))
    return fill(words.STANDING, attainment=attained, pay=paid, day=view.filters.end)


def numbers(person: PersonPay, outlook: YearEndForecast | None) -> list[Block]:
    """Attainment, estimated pay, expected pay with its range, the probability of reaching the target."""
    team, year = Team((person,)), [outlook] if outlook else []
    figures = [
        Number(declared.team_attainment, declared.team_attainment.of(team)),
        Number(declared.estimated_pay, declared.estimated_pay.of(team), note=by_state(team), secret=True),
        Number(ahead.projected_pay, ahead.projected_pay.of(year), note=_range(outlook), secret=True),
        Number(ahead.chance_of_target, ahead.chance_of_target.of(year)),
    ]
    return [number for number in figures if number.value.value is not None]


def by_state(team: Team) -> Text | None:
    """How much of it is paid, earned and estimated; None before any period is over."""
    parts = []
    for state, words_ in words.BY_STATE.items():
        amount = sum((p.by_state.get(state, Decimal(0)) for p in team.people), Decimal(0))
        if amount:
            parts.append(fill(words_, amount=Quantity(float(amount), Unit.EUR)))
    return Text(fr=", ".join(t.fr for t in parts), en=", ".join(t.en for t in parts)) if parts else None


def _range(outlook: YearEndForecast | None) -> Text | None:
    if outlook is None:
        return None
    low, high = (Quantity(outlook.payout.quantile(q), Unit.EUR) for q in (forecast.LOW, forecast.HIGH))
    return fill(words.RANGE, low=low, high=high)


def component_bullets(person: PersonPay, outlook: YearEndForecast | None, view: View) -> Chart:
    """One row per component: to date, year end, threshold and cap, as shares of its target."""
    rows = pd.DataFrame([_bullet(line, component, person, outlook) for line, component in _lines(person)])
    columns = {
        "name": Column(text.COMPONENT),
        "attainment": Column(text.ATTAINMENT, Unit.SHARE, secret=True),
        "forecast": Column(words.YEAR_END, Unit.SHARE, secret=True),
        "threshold": Column(text.THRESHOLD, Unit.SHARE, secret=True),
        "cap": Column(text.CAP, Unit.SHARE, secret=True),
    }
    title = fill(words.COMPONENTS, start=view.filters.start, end=view.filters.end)
    return Chart("bullets", title, rows, charts.bullets, columns, legend(outlook is not None))


def legend(with_forecast: bool) -> tuple[tuple[str, Text], ...]:
    """The meaning of the marks in the bullet rows."""
    ahead_of = (("others", words.FORECAST_WORD),) if with_forecast else ()
    return (("neutral", shared.ACTUAL), *ahead_of, ("ink", shared.TARGET))


def _lines(person: PersonPay) -> list[tuple[Line, Component]]:
    if person.payee is None or person.statement is None:
        return []
    return list(zip(person.statement.lines, person.payee.plan.plan.components, strict=True))


def _bullet(line: Line, component: Component, person: PersonPay, outlook: YearEndForecast | None) -> dict[str, Any]:
    labels = person.payee.plan.labels if person.payee else {}
    rule = component.rule
    then = None if outlook is None else _year_end(outlook, component.key)
    return {
        "name": labels.get(component.key, component.key),
        "attainment": _number(line.attainment),
        "forecast": _number(then),
        "threshold": float(rule.threshold) if isinstance(rule, Curve) else float("nan"),
        "cap": float(cap) if isinstance(rule, Curve) and (cap := pay_curve.where_capped(rule)) else float("nan"),
    }


def _year_end(outlook: YearEndForecast, key: str) -> Decimal | None:
    standing = next(s for s in outlook.year.standings if s.component.key == key)
    return engine.attainment(expected(outlook, standing), standing.target, standing.component.objective)


def _number(value: Decimal | None) -> float:
    return float("nan") if value is None else float(value)


def _components(person: PersonPay, outlook: YearEndForecast | None) -> Table:
    """One row per component: target, result, attainment, amount, year end, what is missing and what it pays."""
    steps = {standing.component.key: step for standing, step in next_steps(person, outlook)}
    rows = pd.DataFrame([_component(line, c, person, outlook, steps.get(c.key)) for line, c in _lines(person)])
    columns = {
        "component": Column(text.COMPONENT),
        "weight": Column(text.WEIGHT, Unit.SHARE, secret=True),
        "target": Column(text.TARGET, Unit.EUR),
        "actual": Column(text.ACTUAL, Unit.EUR),
        "attainment": Column(text.ATTAINMENT, Unit.SHARE, secret=True),
        "payout": Column(text.PAYOUT, Unit.EUR_EXACT, secret=True),
        "forecast": Column(words.YEAR_END, Unit.SHARE, secret=True),
        "missing": Column(words.MISSING, Unit.EUR, secret=True),
        "gain": Column(words.GAIN, Unit.EUR_EXACT, secret=True),
    }
    return Table("statement", words.BY_COMPONENT, rows, {k: c for k, c in columns.items() if k in rows})


def _component(
    line: Line, component: Component, person: PersonPay, outlook: YearEndForecast | None, step: NextStep | None
) -> dict[str, Any]:
    payee = person.payee
    amounts = payee is not None and payee.plan.measures[component.key] in AMOUNTS
    then = None if outlook is None else _year_end(outlook, component.key)
    return {
        "component": component.key if payee is None else payee.plan.labels[component.key],
        "weight": float(line.weight),
        "target": _number(line.achievement.target) if amounts else float("nan"),
        "actual": _number(line.achievement.result) if amounts else float("nan"),
        "attainment": _number(line.attainment),
        "payout": _number(line.payout),
        "forecast": _number(then),
        "missing": float(rounded(step.missing, ROUND_CEILING)) if step is not None and amounts else float("nan"),
        "gain": float(step.gain) if step is not None and amounts else float("nan"),
    }
