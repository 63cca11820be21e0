"""One person at the end of the plan's period: attainment and payout as ranges, from what is known on a day."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from enum import Enum
from fractions import Fraction

import numpy as np

from kam_analytics.metrics.pay import engine, forecast
from kam_analytics.metrics.pay.engine import Achievement, Span, Statement
from kam_analytics.metrics.pay.figures import Payee, TargetRow, finest
from kam_analytics.metrics.pay.forecast import NO_DEALS, Floats, Past, Spread
from kam_analytics.metrics.pay.plan import AboveLast, Component, Curve, Plan, Point, RateTable
from kam_analytics.metrics.pay.proration import ProrationBasis
from kam_analytics.metrics.pay.sheets import JUDGED, WrittenPlan

REVENUE, MARGIN = "revenue", "margin"
AMOUNTS = (REVENUE, MARGIN)
RATES = ("key_growth", "retention", JUDGED)
"""Measures that are averaged over periods and stay at today's level; all others are sums."""
ZERO = Decimal(0)


class Missing(Enum):
    """Why there is no forecast."""

    NO_TARGET = "no_target"
    NO_YEAR_BEFORE = "no_year_before"
    TOO_FEW_ERRORS = "too_few_errors"
    TWO_CRITERIA = "two_criteria"


@dataclass(frozen=True, slots=True)
class Horizon:
    """The period of a plan on a day: whole months over and to go; `known`: months in the histories."""

    start: date
    end: date
    as_of: date
    elapsed: int
    to_go: int

    @classmethod
    def of(cls, start: date, end: date, as_of: date) -> "Horizon":
        """Of a period that begins on the first and ends on the last day of a month."""
        after = as_of + timedelta(days=1)
        elapsed = max(0, (after.year - start.year) * 12 + after.month - start.month)
        months = (end.year - start.year) * 12 + end.month - start.month + 1
        return cls(start, end, as_of, min(elapsed, months), max(0, months - elapsed))

    @property
    def in_a_month(self) -> bool:
        """Whether the day lies in a month that is not over."""
        return (self.as_of + timedelta(days=1)).day != 1


@dataclass(frozen=True)
class Standing:
    """A component over the whole period: its target, and what is reached so far (result and share)."""

    component: Component
    measure: str
    label: str
    target: Decimal | None
    known: Decimal | None

    @property
    def attainment(self) -> Decimal | None:
        """Of the whole period's target, so far."""
        return engine.attainment(self.known, self.target, self.component.objective)


@dataclass(frozen=True)
class YearEnd:
    """One person's plan over its whole period, to be asked what any results would pay."""

    payee: Payee
    share: Fraction  # of the period that the person is on the plan
    standings: tuple[Standing, ...]

    @property
    def at_target(self) -> Decimal:
        """What the period pays when every target is exactly reached."""
        return self.statement({s.component.key: s.target for s in self.standings}).measured

    def standing(self, measure: str) -> Standing | None:
        """The first component on a measure."""
        return next((s for s in self.standings if s.measure == measure), None)

    def statement(self, results: Mapping[str, Decimal | None]) -> Statement:
        """The exact statement for results by component; a component left out keeps what is known."""
        achieved = {
            s.component.key: Achievement(results.get(s.component.key, s.known), s.target) for s in self.standings
        }
        plan = replace(self.payee.plan.plan, target_incentive=self.payee.incentive)
        return engine.statement(plan, achieved, presence_share=self.share)

    def pay(self, results: Mapping[str, Floats], count: int) -> Floats:
        """What each of `count` outcomes pays, EUR; results by measure, one value for each outcome."""
        total = np.zeros(count)
        for standing in self.standings:
            values = results.get(standing.measure)
            if values is None and standing.known is not None:
                values = np.full(count, float(standing.known))
            if values is not None:
                total += self._component(standing, values)
        cap = self.payee.plan.plan.total_cap
        return (
            total if cap is None else np.minimum(total, float(engine.prorated(self.payee.incentive * cap, self.share)))
        )

    def _component(self, standing: Standing, values: Floats) -> Floats:
        component, target = standing.component, standing.target
        if component.pays_commission:
            exact, back = np.unique(np.round(values, 2), return_inverse=True)
            paid = [engine.commission_of(component, Achievement(_cents(v), target)) for v in exact]
            return np.array([float(engine.money(p or ZERO)) for p in paid])[back]
        if target is None or target <= 0:
            return np.zeros(len(values))
        reached, back = np.unique(np.round(np.maximum(values, 0) / float(target), 4), return_inverse=True)
        full = engine.prorated(self.payee.incentive * component.weight, self.share)
        shares = [engine.payout_share(component, Decimal(f"{a:.4f}")) for a in reached]
        return np.array([float(engine.money(full * s)) for s in shares])[back]


@dataclass(frozen=True)
class Outlook:
    """How a person's period may end: results by measure (EUR), attainment of revenue, payout (EUR)."""

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
        """A quantile of the result of a measure; for what is not projected, what is known."""
        if measure in self.results:
            return self.results[measure].quantile(share)
        standing = self.year.standing(measure)
        return None if standing is None or standing.known is None else float(standing.known)

    def scaled(self, factor: float) -> float:
        """The expected payout if every projected result of the whole period were multiplied."""
        results = {measure: values * factor for measure, values in self._scenario.items()}
        return float(self.year.pay(results, len(self._weights)) @ self._weights)


def year_end(rows: Sequence[TargetRow], payee: Payee, as_of: date) -> YearEnd:
    """The plan's whole period for one person, with what is known on a day.

    rows: targets of the period, of anybody, each with its result up to the day.
    """
    plan = payee.plan
    mine = [r for r in rows if r.who == payee.person_id and r.scope == "kam"]
    kept = list(finest([r for r in mine if payee.from_on <= r.period_start and r.period_end <= payee.to_on]))
    standings = tuple(_standing(c, plan.measures[c.key], plan.labels[c.key], kept, as_of) for c in plan.plan.components)
    return YearEnd(payee, on_plan(payee), standings)


def unpaid_plan(start: date, end: date) -> WrittenPlan:
    """A plan that pays nothing, to ask of revenue alone where the year will end."""
    line = Curve((Point(ZERO, ZERO), Point(Decimal(1), Decimal(1))), above_last=AboveLast.EXTEND)
    plan = Plan(ZERO, (Component(REVENUE, Decimal(1), line),))
    return WrittenPlan(
        "", "", "", start, end, "year", "approved", plan, {REVENUE: REVENUE}, {REVENUE: REVENUE}, ZERO,
        ProrationBasis.CALENDAR_DAYS, (),
    )  # fmt: skip


def on_plan(payee: Payee) -> Fraction:
    """Share of the plan's period that the person is on it."""
    period, there = Span(payee.plan.period_start, payee.plan.period_end), Span(payee.from_on, payee.to_on)
    return engine.presence(period, [there], payee.plan.basis) or Fraction(0)


def _standing(component: Component, measure: str, label: str, rows: Sequence[TargetRow], as_of: date) -> Standing:
    found = [r for r in rows if r.measure == measure and r.component in (None, component.key)]
    if measure not in RATES:
        known = [r.actual for r in found if r.actual is not None]
        target = sum((r.target or ZERO for r in found), ZERO) if found else None
        return Standing(component, measure, label, target, sum(known, ZERO) if known else None)
    begun = [r for r in found if r.period_start <= as_of and r.actual is not None and r.target is not None]
    if not begun:
        return Standing(component, measure, label, None, None)
    days = [Decimal((r.period_end - r.period_start).days + 1) for r in begun]
    total = sum(days, ZERO)
    target = sum((d * (r.target or ZERO) for d, r in zip(days, begun, strict=True)), ZERO) / total
    known_rate = sum((d * (r.actual or ZERO) for d, r in zip(days, begun, strict=True)), ZERO) / total
    return Standing(component, measure, label, target, known_rate)


def outlook(
    year: YearEnd,
    horizon: Horizon,
    months: Mapping[str, Past],
    errors: Sequence[Mapping[str, float]],
    deals: Spread = NO_DEALS,
) -> Outlook | Missing:
    """Year-end attainment and payout of one person.

    months: whole months up to the day, by measure; errors: past forecasts of this length, the measures of one origin
    together, so that margin moves with revenue. What is not money (growth of key accounts, notes) stays as it is.
    """
    standing = year.standing(REVENUE)
    if standing is None or standing.target is None or standing.target <= 0 or standing.known is None:
        return Missing.NO_TARGET
    if not all(isinstance(c.rule, Curve | RateTable) for c in year.payee.plan.plan.components):
        return Missing.TWO_CRITERIA
    if horizon.to_go < 1:
        return _known(year, standing)
    rest = _rest(standing, months.get(REVENUE), horizon)
    if rest is None:
        return Missing.NO_YEAR_BEFORE
    if len(errors) < forecast.LEAST_ERRORS:
        return Missing.TOO_FEW_ERRORS
    found = forecast.outcomes(float(standing.known), rest, [e[REVENUE] for e in errors], deals)
    scenario = {REVENUE: found.results.values}
    margin = year.standing(MARGIN)
    to_go = None if margin is None or margin.known is None else _rest(margin, months.get(MARGIN), horizon)
    if margin is not None and to_go is not None:
        off = np.array([e.get(MARGIN, e[REVENUE]) for e in errors])[found.which]
        scenario[MARGIN] = float(margin.known or 0) + to_go * (1 + np.maximum(off, -1.0))
    return _told(year, standing, {**_following(year, standing, scenario), **scenario}, found.results.weights)


def _following(year: YearEnd, revenue: Standing, scenario: Mapping[str, Floats]) -> dict[str, Floats]:
    """Other sums (new business, cash) at the pace of revenue."""
    if not revenue.known:
        return {}
    pace = scenario[REVENUE] / float(revenue.known)
    others = [s for s in year.standings if s.measure not in (*RATES, *AMOUNTS) and s.known is not None]
    return {s.measure: float(s.known or 0) * pace for s in others}


def _known(year: YearEnd, revenue: Standing) -> Outlook:
    """A period that is over has one outcome."""
    scenario = {
        s.measure: np.array([float(s.known)]) for s in year.standings if s.measure not in RATES and s.known is not None
    }
    return _told(year, revenue, scenario, np.ones(1))


def _told(year: YearEnd, revenue: Standing, scenario: Mapping[str, Floats], weights: Floats) -> Outlook:
    results = {measure: forecast.ordered(values, weights) for measure, values in scenario.items()}
    reached = np.round(np.maximum(scenario[REVENUE], 0) / float(revenue.target or 1), 4)
    payout = forecast.ordered(year.pay(scenario, len(weights)), weights)
    return Outlook(year, results, forecast.ordered(reached, weights), payout, scenario, weights)


def _rest(standing: Standing, past: Past | None, horizon: Horizon) -> float | None:
    """The months to go, less what the open month has already brought."""
    if past is None or standing.known is None:
        return None
    whole = len(past.months)
    rest = past.rest(whole, horizon.elapsed, horizon.to_go)
    if rest is None or not horizon.in_a_month:
        return rest
    brought = float(standing.known) - float(past.months[max(0, whole - horizon.elapsed) :].sum())
    return max(0.0, rest - max(0.0, brought))


def _cents(value: float) -> Decimal:
    return Decimal(f"{value:.2f}")
