"""One person at the end of the plan's period: attainment and payout as ranges, from the data of a given day."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from functools import cached_property

import numpy as np

from kam_analytics.metrics.pay.figures import Payee, TargetRow, finest
from kam_analytics.metrics.pay.forecast import distribution as forecast
from kam_analytics.metrics.pay.forecast.distribution import NO_DEALS, Floats, MonthlyResults, Spread
from kam_analytics.metrics.pay.periods.periods import PeriodStatement
from kam_analytics.metrics.pay.periods.schedule import Schedule
from kam_analytics.metrics.pay.rules import engine
from kam_analytics.metrics.pay.rules.engine import Span
from kam_analytics.metrics.pay.rules.proration import ProrationBasis
from kam_analytics.metrics.pay.rules.sheets import JUDGED, WrittenPlan
from kam_analytics.plans.plan import AboveLast, Component, Curve, Plan, Point

REVENUE, MARGIN = "revenue", "margin"
AMOUNTS = (REVENUE, MARGIN)
RATES = ("key_growth", "retention", JUDGED)
"""Measures averaged over periods, which stay at today's level; all others are sums."""
YEAR = 12  # months
ZERO = Decimal(0)
LINE = Curve((Point(ZERO, ZERO), Point(Decimal(1), Decimal(1))), above_last=AboveLast.EXTEND)


class Missing(Enum):
    """Why there is no forecast."""

    NO_TARGET = "no_target"
    NO_YEAR_BEFORE = "no_year_before"
    TOO_FEW_ERRORS = "too_few_errors"


@dataclass(frozen=True, slots=True)
class Horizon:
    """The period of a plan on a day; elapsed, to_go: whole months over and whole months left."""

    start: date
    end: date
    as_of: date
    elapsed: int
    to_go: int

    @classmethod
    def of(cls, start: date, end: date, as_of: date) -> "Horizon":
        """For a period that begins on the first and ends on the last day of a month."""
        after = as_of + timedelta(days=1)
        elapsed = max(0, (after.year - start.year) * 12 + after.month - start.month)
        months = (end.year - start.year) * 12 + end.month - start.month + 1
        return cls(start, end, as_of, min(elapsed, months), max(0, months - elapsed))

    @property
    def in_a_month(self) -> bool:
        """Whether the day lies in a month that is not over."""
        return (self.as_of + timedelta(days=1)).day != 1


@dataclass(frozen=True)
class ComponentProgress:
    """A component over the whole period: its target, and what is reached so far (result and share)."""

    component: Component
    measure: str
    label: str
    target: Decimal | None
    reached: Decimal | None
    decided: Decimal = ZERO  # the part of the result that was entered by hand

    @property
    def attainment(self) -> Decimal | None:
        """Share of the whole period's target that is reached so far."""
        return engine.attainment(self.reached, self.target, self.component.objective)


@dataclass(frozen=True, slots=True)
class Stretch:
    """The days that a component is paid for: the last one, their share of the incentive, expected result and target."""

    end: date
    share: Fraction
    result: Decimal | None
    target: Decimal | None


@dataclass(frozen=True)
class YearEnd:
    """One person's plan over its whole period, from which the pay of any results can be computed.

    beside: the measures that grids and conditions read. schedule: None where nothing is paid.
    """

    payee: Payee
    share: Fraction  # of the period that the person is on the plan
    standings: tuple[ComponentProgress, ...]
    beside: tuple[ComponentProgress, ...] = ()
    schedule: Schedule | None = None
    others: tuple["YearEnd", ...] = ()  # further plans of the person that run on the same day

    @cached_property
    def at_target(self) -> Decimal:
        """What the period pays if every target is exactly reached, including other running plans."""
        own = ZERO if self.schedule is None else self.schedule.at_target()
        return own + sum((other.at_target for other in self.others), ZERO)

    def standing(self, measure: str) -> ComponentProgress | None:
        """The first component on a measure."""
        return next((s for s in (*self.standings, *self.beside) if s.measure == measure), None)

    def statements(self, results: Mapping[str, Decimal | None]) -> list[PeriodStatement]:
        """The exact statements of all pay periods for results by component; omitted ones keep the result to date."""
        if self.schedule is None:
            return []
        rise = {
            s.component.key: (result - s.reached) * self._pace(s.component.key, s.reached)
            for s in self.standings
            if s.reached is not None and (result := results.get(s.component.key)) is not None
        }
        return self.schedule.statements(rise)

    def total(self, results: Mapping[str, Decimal | None]) -> Decimal:
        """Total pay for results by component, EUR, with the person's other plans of the year.

        Another running plan uses the same results if it pays for the same measure.
        """
        if self.schedule is None:
            return ZERO
        by_measure = {s.measure: results.get(s.component.key) for s in reversed(self.standings)}
        beside = (o.total({s.component.key: by_measure.get(s.measure) for s in o.standings}) for o in self.others)
        return self.schedule.total(self.statements(results)) + sum(beside, ZERO)

    def pay(self, results: Mapping[str, Floats], count: int, factor: float = 1.0) -> Floats:
        """The pay of each of `count` outcomes, EUR; results by measure, one value per outcome."""
        if self.schedule is None:
            return np.zeros(count)
        rise = {}
        for key in self.schedule.inputs.steps[-1].to_date:
            measure = self.payee.plan.measures.get(key, key)
            standing = self.standing(measure)
            if measure in results and standing is not None and standing.reached is not None:
                more = results[measure] - float(standing.reached)
                rise[key] = more * float(self._pace(key, standing.reached))
        beside = (other.pay(results, count, factor) for other in self.others)
        return self.schedule.pay(rise, count, factor) + sum(beside, np.zeros(count))

    def stretch(self, standing: ComponentProgress, result: Decimal | None) -> "Stretch":
        """The period of a component's next step: the whole plan, or the running period if each period is paid alone.

        result: the expected one, for the whole plan.
        """
        key, plan = standing.component.key, self.payee.plan
        one = self.schedule
        if one is None or key in plan.cumulative or one.ended == len(one.inputs.steps):
            return Stretch(plan.period_end, self.share, result, standing.target)
        step, base = one.inputs.steps[one.ended], one.own(one.ended).get(key, engine.UNKNOWN)
        expected = base.result
        if (
            expected is not None
            and result is not None
            and standing.reached is not None
            and standing.measure not in RATES
        ):
            more = (result - standing.reached) * self._pace(key, standing.reached) * Decimal(one.season[0])
            expected = engine.money(expected + more)
        return Stretch(step.end, step.share, expected, base.target)

    def _pace(self, key: str, reached: Decimal) -> Decimal:
        """The part of a rise of the measure that a component counts: its own result so far ÷ the measure's."""
        own = None if self.schedule is None else self.schedule.whole.get(key, engine.UNKNOWN).result
        return Decimal(1) if own is None or own < 0 or reached <= 0 else own / reached


@dataclass(frozen=True)
class YearEndForecast:
    """The range of a person's period end: results by measure (EUR), attainment of revenue, payout (EUR)."""

    year: YearEnd
    results: Mapping[str, Spread]
    attainment: Spread
    payout: Spread
    _scenario: Mapping[str, Floats]
    _weights: Floats

    @property
    def chance_of_target(self) -> float:
        """P(attainment of revenue ≥ 100 %), after the plan's rounding."""
        return self.attainment.chance_from(1.0)

    @property
    def chance_of_nothing(self) -> float:
        """P(payout = 0)."""
        return float(self.payout.weights[self.payout.values <= 0].sum())

    def result(self, measure: str, share: float = forecast.MIDDLE) -> float | None:
        """A quantile of the result of a measure; the result to date if it is not projected."""
        if measure in self.results:
            return self.results[measure].quantile(share)
        standing = self.year.standing(measure)
        return None if standing is None or standing.reached is None else float(standing.reached)

    def scaled(self, factor: float) -> float:
        """The expected payout if every projected result of the whole period were multiplied by the factor."""
        return float(self.year.pay(self._scenario, len(self._weights), factor) @ self._weights)


def year_end(rows: Sequence[TargetRow], payee: Payee, as_of: date, schedule: Schedule | None = None) -> YearEnd:
    """The plan's whole period for one person, with the results up to a day.

    rows: targets of the period, for anyone, each with its result up to the day.
    """
    plan = payee.plan
    mine = [r for r in rows if r.who == payee.person_id and r.scope == "kam"]
    targets = list(finest([r for r in mine if payee.from_on <= r.period_start and r.period_end <= payee.to_on]))
    standings = tuple(
        _standing(c, plan.measures[c.key], plan.labels[c.key], targets, as_of) for c in plan.plan.components
    )
    named = [] if schedule is None else [k for k in schedule.inputs.steps[-1].to_date if k not in plan.measures]
    beside = tuple(_standing(Component(key, ZERO, LINE), key, key, targets, as_of) for key in named)
    rates = {s.component.key: s.reached for s in (*standings, *beside) if s.measure in RATES and s.reached is not None}
    if schedule is None:
        return YearEnd(payee, on_plan(payee), standings)
    whole = replace(schedule, rates=rates)
    return YearEnd(payee, on_plan(payee), tuple(_decided(s, whole) for s in standings), beside, whole)


def _decided(standing: ComponentProgress, schedule: Schedule) -> ComponentProgress:
    """The progress including the figures entered by hand."""
    result, target = schedule.decided(standing.component.key)
    reached = None if standing.reached is None else standing.reached + result
    due = None if standing.target is None else standing.target + target
    return replace(standing, reached=reached, target=due, decided=result)


def unpaid_plan(start: date, end: date) -> WrittenPlan:
    """A plan that pays nothing, used to forecast revenue alone."""
    plan = Plan(ZERO, (Component(REVENUE, Decimal(1), LINE),))
    return WrittenPlan(
        "",
        "",
        "",
        start,
        end,
        "year",
        "approved",
        plan,
        {REVENUE: REVENUE},
        {REVENUE: REVENUE},
        ZERO,
        ProrationBasis.CALENDAR_DAYS,
        (),
    )


def on_plan(payee: Payee) -> Fraction:
    """Share of the plan's period during which the person is on it."""
    period, there = Span(payee.plan.period_start, payee.plan.period_end), Span(payee.from_on, payee.to_on)
    return engine.presence(period, [there], payee.plan.basis) or Fraction(0)


def _standing(
    component: Component, measure: str, label: str, rows: Sequence[TargetRow], as_of: date
) -> ComponentProgress:
    targets = [r for r in rows if r.measure == measure and r.component in (None, component.key)]
    if measure not in RATES:
        actuals = [r.actual for r in targets if r.actual is not None]
        target = sum((r.target or ZERO for r in targets), ZERO) if targets else None
        return ComponentProgress(component, measure, label, target, sum(actuals, ZERO) if actuals else None)
    begun = [r for r in targets if r.period_start <= as_of and r.actual is not None and r.target is not None]
    if not begun:
        return ComponentProgress(component, measure, label, None, None)
    days = [Decimal((r.period_end - r.period_start).days + 1) for r in begun]
    total = sum(days, ZERO)
    target = sum((d * (r.target or ZERO) for d, r in zip(days, begun, strict=True)), ZERO) / total
    known_rate = sum((d * (r.actual or ZERO) for d, r in zip(days, begun, strict=True)), ZERO) / total
    return ComponentProgress(component, measure, label, target, known_rate)


def outlook(
    year: YearEnd,
    horizon: Horizon,
    months: Mapping[str, MonthlyResults],
    errors: Sequence[Mapping[str, float]],
    deals: Spread = NO_DEALS,
) -> YearEndForecast | Missing:
    """Year-end attainment and payout of one person.

    months: whole months up to the day, by measure; errors: past forecasts of this length, the measures of one origin
    together, so that margin moves with revenue. Non-monetary measures (growth of key accounts, scores) stay unchanged.
    """
    standing = year.standing(REVENUE)
    if standing is None or standing.target is None or standing.target <= 0 or standing.reached is None:
        return Missing.NO_TARGET
    if horizon.to_go < 1:
        return _certain(year, standing)
    rest = _rest(standing, months.get(REVENUE), horizon)
    if rest is None:
        return Missing.NO_YEAR_BEFORE
    if len(errors) < forecast.LEAST_ERRORS:
        return Missing.TOO_FEW_ERRORS
    outcome = forecast.outcomes(float(standing.reached), rest, [e[REVENUE] for e in errors], deals)
    scenario = {REVENUE: outcome.results.values}
    margin = year.standing(MARGIN)
    to_go = None if margin is None or margin.reached is None else _rest(margin, months.get(MARGIN), horizon)
    if margin is not None and to_go is not None:
        off = np.array([e.get(MARGIN, e[REVENUE]) for e in errors])[outcome.which]
        scenario[MARGIN] = float(margin.reached or 0) + to_go * (1 + np.maximum(off, -1.0))
    return _forecast_of(year, standing, {**_following(year, standing, scenario), **scenario}, outcome.results.weights)


def _following(year: YearEnd, revenue: ComponentProgress, scenario: Mapping[str, Floats]) -> dict[str, Floats]:
    """Other sums (new business, cash) in proportion to revenue."""
    if not revenue.reached:
        return {}
    pace = scenario[REVENUE] / float(revenue.reached)
    others = [
        s for s in (*year.standings, *year.beside) if s.measure not in (*RATES, *AMOUNTS) and s.reached is not None
    ]
    return {s.measure: float(s.reached or 0) * pace for s in others}


def _certain(year: YearEnd, revenue: ComponentProgress) -> YearEndForecast:
    """A period that is over has one outcome."""
    whole = (*year.standings, *year.beside)
    scenario = {
        s.measure: np.array([float(s.reached)]) for s in whole if s.measure not in RATES and s.reached is not None
    }
    return _forecast_of(year, revenue, scenario, np.ones(1))


def _forecast_of(
    year: YearEnd, revenue: ComponentProgress, scenario: Mapping[str, Floats], weights: Floats
) -> YearEndForecast:
    results = {measure: forecast.ordered(values, weights) for measure, values in scenario.items()}
    reached = np.round(np.maximum(scenario[REVENUE], 0) / float(revenue.target or 1), 4)
    payout = forecast.ordered(year.pay(scenario, len(weights)), weights)
    return YearEndForecast(year, results, forecast.ordered(reached, weights), payout, scenario, weights)


def season(ends: Sequence[tuple[date, date]], past: MonthlyResults | None, horizon: Horizon) -> tuple[float, ...]:
    """The share of the remaining result in each pay period, from its months a year before; otherwise in equal months.

    ends: first and last day of the periods that are not over; without any, the result is empty.
    """
    to_go = range(horizon.elapsed, horizon.elapsed + horizon.to_go)
    months = [divmod(horizon.start.year * YEAR + horizon.start.month - 1 + n, YEAR) for n in to_go]
    month_count = 0 if past is None else len(past.months)
    before = (
        []
        if past is None or month_count < YEAR
        else past.months[month_count - YEAR : month_count - YEAR + len(months)].tolist()
    )
    weights = [max(0.0, float(value)) for value in before]
    if len(weights) < len(months) or not sum(weights):
        weights = [1.0] * len(months)
    shares = [
        sum(w for (year, m), w in zip(months, weights, strict=True) if first <= date(year, m + 1, 1) <= last)
        for first, last in ((a.replace(day=1), b) for a, b in ends)
    ]
    whole = sum(shares)
    return tuple(share / whole for share in shares) if whole else tuple(1 / len(ends) for _ in ends)


def _rest(standing: ComponentProgress, past: MonthlyResults | None, horizon: Horizon) -> float | None:
    """The months to go, minus the result already booked in the open month."""
    if past is None or standing.reached is None:
        return None
    whole = len(past.months)
    rest = past.rest(whole, horizon.elapsed, horizon.to_go)
    if rest is None or not horizon.in_a_month:
        return rest
    brought = float(standing.reached - standing.decided) - float(past.months[max(0, whole - horizon.elapsed) :].sum())
    return max(0.0, rest - max(0.0, brought))
