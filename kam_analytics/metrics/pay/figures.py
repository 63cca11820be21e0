"""Targets against results by person, and what each plan pays its payees."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pandas as pd

from kam_analytics.metrics.growth.formulas import growth
from kam_analytics.metrics.pay.rules import engine
from kam_analytics.metrics.pay.rules.engine import Achievement, Statement
from kam_analytics.metrics.pay.rules.measures import RATES, is_amount
from kam_analytics.metrics.pay.rules.sheets import JUDGED, WrittenPlan, written_plans
from kam_analytics.metrics.records import records

HERE = Path(__file__).parent
TARGETS, KEY_GROWTH, SCORES = HERE / "targets.sql", HERE / "key_growth.sql", HERE / "scores.sql"
TARGET_VARIABLE = HERE / "target_variable.sql"
SHEETS = {
    name: HERE / "sheets" / f"{name}.sql"
    for name in (
        "plan",
        "component",
        "curve",
        "rate_table",
        "plan_assignment",
        "surface",
        "modifier",
        "condition",
        "phasing",
    )
}
MONTHS = {"month": 1, "quarter": 3, "half": 6, "year": 12}
YEAR = 12


@dataclass(frozen=True)
class TargetRow:
    """One target and its result to date; money in EUR, rates as shares. `payout` is None without a plan."""

    who: str
    name: str
    scope: str
    measure: str
    period_start: date
    period_end: date
    target: Decimal | None
    actual: Decimal | None
    attainment: Decimal | None
    component: str | None = None
    weight: Decimal | None = None
    payout: Decimal | None = None
    exact_attainment: Decimal | None = None  # result ÷ target before the plan's rounding, negative ones too
    sent_on: date | None = None
    acknowledged_on: date | None = None
    language: str | None = None


@dataclass(frozen=True)
class Payee:
    """One person on one plan, and the target incentive of a whole year at 100 %."""

    person_id: str
    plan: WrittenPlan
    from_on: date
    to_on: date
    incentive: Decimal


@dataclass(frozen=True)
class PayFacts:
    """The data frames that a viewer may see; withheld data are absent, not zero."""

    targets: pd.DataFrame
    key_growth: pd.DataFrame
    scores: pd.DataFrame
    sheets: Mapping[str, pd.DataFrame]
    target_variable: pd.DataFrame


def target_rows(facts: PayFacts) -> tuple[TargetRow, ...]:
    """Every target and rated objective of the period, with attainment and, under a plan, its payout."""
    paying: dict[str, list[Payee]] = {}
    for payee in payees(facts):
        paying.setdefault(payee.person_id, []).append(payee)
    rates = _rate_results(facts)
    rows = [_from_target(row, rates) for row in records(facts.targets)]
    rows += [_from_score(row) for row in records(facts.scores)]
    return tuple(_paid(row, paying.get(row.who, ())) for row in rows)


def payees(facts: PayFacts) -> tuple[Payee, ...]:
    """The people on each payable plan; a person's own target variable takes precedence over the plan's amounts."""
    own = {r["person_id"]: r["target_variable"] for r in records(facts.target_variable)}
    plans = {plan.id: plan for plan in written_plans(facts.sheets) if plan.payable}
    return tuple(
        Payee(
            row["person_id"],
            plans[row["plan"]],
            max(row["from_on"], plans[row["plan"]].period_start),
            min(row["to_on"] or date.max, plans[row["plan"]].period_end),
            incentive_of(plans[row["plan"]], own.get(row["person_id"]), row),
        )
        for row in records(facts.sheets["plan_assignment"])
        if row["plan"] in plans
    )


def incentive_of(plan: WrittenPlan, own: float | None, row: Mapping[str, Any]) -> Decimal:
    """The person's own target variable, otherwise the plan's for their working time; times their share of the plan.

    row: a row of the assignments, with share and working_time.
    """
    if own:
        return Decimal(f"{own:.4f}") * _share(row["share"])
    return plan.incentive * _share(row["working_time"]).normalize() * _share(row["share"])


def to_date(rows: Sequence[TargetRow], payee: Payee, as_of: date) -> Statement | None:
    """The estimate of an open year: elapsed periods together, for the elapsed share of the incentive.

    Method
        incentive × elapsed months ÷ months of the plan (days, where a period does not begin and end with a
        month) × Σ weight × f(Σ results ÷ Σ targets), the year-to-date rule of docs/methods.md 3. Periods that are not
        over yet count on neither side; a rate with a target for a longer time is measured to date, as pay periods
        are. None when no period is over.
    """
    mine = [r for r in rows if r.who == payee.person_id and r.scope == "kam"]
    last = min(as_of, payee.to_on)
    elapsed = [r for r in finest(mine) if r.period_end <= last and r.period_start >= payee.from_on]
    if not elapsed:
        return None
    plan = payee.plan
    elapsed += _running_rates(mine, elapsed, payee, last)
    achievements = {
        key: _together([r for r in elapsed if r.measure == measure and r.component in (None, key)])
        for key, measure in plan.measures.items()
    }
    share = _elapsed([r for r in elapsed if r.period_end <= last], plan)
    return engine.statement(replace(plan.plan, target_incentive=payee.incentive), achievements, presence_share=share)


def _running_rates(rows: Sequence[TargetRow], ended: Sequence[TargetRow], payee: Payee, last: date) -> list[TargetRow]:
    """The rates whose target extends beyond the day and that no ended period measures."""
    measured = {r.measure for r in ended}
    return [
        r
        for r in finest([r for r in rows if r.measure in RATES and r.measure not in measured])
        if payee.from_on <= r.period_start <= last < r.period_end
    ]


def _elapsed(ended: Sequence[TargetRow], plan: WrittenPlan) -> Fraction:
    """Share of the plan that the ended periods cover."""
    days = {d for r in ended for d in _days(r.period_start, r.period_end)}
    begins = all(r.period_start.day == 1 and (r.period_end + timedelta(days=1)).day == 1 for r in ended)
    if begins and plan.period_start.day == 1 and (plan.period_end + timedelta(days=1)).day == 1:
        return Fraction(len({(d.year, d.month) for d in days}), months_of(plan.period_start, plan.period_end))
    return Fraction(len(days), (plan.period_end - plan.period_start).days + 1)


def months_of(first: date, last: date) -> int:
    """Number of calendar months that the days from `first` to `last` touch."""
    return (last.year - first.year) * YEAR + last.month - first.month + 1


def finest(rows: Sequence[TargetRow]) -> Iterator[TargetRow]:
    """For each measure the rows of its shortest period, so that a year and its quarters are not added up."""
    shortest: dict[str, int] = {}
    for row in rows:
        days = (row.period_end - row.period_start).days // 27  # months, whatever their length
        shortest[row.measure] = min(days, shortest.get(row.measure, days))
    return (r for r in rows if (r.period_end - r.period_start).days // 27 == shortest[r.measure])


def _together(rows: Sequence[TargetRow]) -> Achievement:
    """Several periods combined: amounts add up, rates and scores are averaged by days."""
    measured = [r for r in rows if r.actual is not None and r.target is not None]
    if not measured:
        return Achievement(None, None)
    if is_amount(measured[0].measure):
        return Achievement(
            sum((r.actual or Decimal(0) for r in measured), Decimal(0)),
            sum((r.target or Decimal(0) for r in measured), Decimal(0)),
        )
    weights = [Decimal((r.period_end - r.period_start).days + 1) for r in measured]
    total = sum(weights, Decimal(0))
    return Achievement(
        sum((w * (r.actual or Decimal(0)) for w, r in zip(weights, measured, strict=True)), Decimal(0)) / total,
        sum((w * (r.target or Decimal(0)) for w, r in zip(weights, measured, strict=True)), Decimal(0)) / total,
    )


RateKey = tuple[str, str, date, date]


def _rate_results(facts: PayFacts) -> dict[RateKey, float | None]:
    return {
        (r["person_id"], r["measure"], r["period_start"], r["period_end"]): rate_of(r)
        for r in records(facts.key_growth)
    }


def rate_of(row: Mapping[str, Any]) -> float | None:
    """Growth of the person's key accounts, or the share of last year's revenue they retained."""
    if row["measure"] == "retention":
        return row["kept_revenue"] / row["positive_base"] if row["positive_base"] > 0 else None
    return growth(row["base_revenue"], row["revenue"])


def _from_target(row: dict[str, Any], rates: Mapping[RateKey, float | None]) -> TargetRow:
    actual = row["actual"]
    if row["measure"] in ("key_growth", "retention"):
        actual = rates.get((row["person_id"], row["measure"], row["period_start"], row["period_end"]))
    target, result = _money(row["target"]), _money(actual)
    return TargetRow(
        who=row["person_id"] if row["scope"] == "kam" else row["who"],
        name=row["name"],
        scope=row["scope"],
        measure=row["measure"],
        period_start=row["period_start"],
        period_end=row["period_end"],
        target=target,
        actual=result,
        attainment=engine.attainment(result, target),
        exact_attainment=_ratio(result, target),
        sent_on=row["sent_on"],
        acknowledged_on=row["acknowledged_on"],
        language=row["language"],
    )


def _from_score(row: dict[str, Any]) -> TargetRow:
    """An objective rated by a person: the attainment is the score, the target is a full score."""
    note = _money(row["value"])
    return TargetRow(
        who=row["person_id"],
        name=row["person_id"],
        scope="kam",
        measure=JUDGED,
        period_start=row["period_start"],
        period_end=row["period_end"],
        target=Decimal(1),
        actual=note,
        attainment=engine.attainment(note, Decimal(1)),
        exact_attainment=note,
        component=row["component"],
    )


def _paid(row: TargetRow, paying: Sequence[Payee]) -> TargetRow:
    """The row with its component and, if the plan pays for periods of this length, its payout."""
    payee = next((p for p in paying if _covers(p, row)), None)
    key = None if payee is None else _component_key(payee.plan, row)
    if payee is None or key is None:
        return row
    component = next(c for c in payee.plan.plan.components if c.key == key)
    row = replace(row, component=key, weight=component.weight)
    if not _is_pay_period(row, payee):
        return row
    if component.pays_commission:
        amount = engine.commission_of(component, Achievement(row.actual, row.target))
        return replace(row, payout=None if amount is None else engine.money(amount))
    year = Fraction(MONTHS[payee.plan.frequency], YEAR)
    incentive = engine.prorated(payee.incentive, _presence(row, payee) * year)
    if key in payee.plan.cumulative and payee.plan.frequency != "year":
        return row  # an instalment depends on the year to date, not on its period alone
    return replace(row, payout=engine.component_payout(component, incentive, row.attainment))


def _covers(payee: Payee, row: TargetRow) -> bool:
    inside = payee.from_on <= row.period_start and row.period_end <= payee.to_on
    return row.scope == "kam" and row.who == payee.person_id and inside


def _component_key(plan: WrittenPlan, row: TargetRow) -> str | None:
    if row.component is not None:
        return row.component if row.component in plan.measures else None
    return next((key for key, measure in plan.measures.items() if measure == row.measure), None)


def _is_pay_period(row: TargetRow, payee: Payee) -> bool:
    """Whether the plan pays for the row's period: a whole one, or the part that the person works of it."""
    start, end = _pay_period(row.period_end, payee.plan.frequency)
    return row.period_end == min(end, payee.to_on) and row.period_start == max(start, payee.from_on)


def _presence(row: TargetRow, payee: Payee) -> Fraction:
    start, end = _pay_period(row.period_end, payee.plan.frequency)
    share = engine.presence(engine.Span(start, end), [engine.Span(row.period_start, row.period_end)], payee.plan.basis)
    return share or Fraction(0)


def _pay_period(day: date, frequency: str) -> tuple[date, date]:
    """The calendar month, quarter, half-year or year that contains a day."""
    size = MONTHS[frequency]
    first = date(day.year, (day.month - 1) // size * size + 1, 1)
    after = date(first.year + (first.month + size > YEAR), (first.month + size - 1) % YEAR + 1, 1)
    return first, after - timedelta(days=1)


def _days(first: date, last: date) -> Iterator[date]:
    return (first + timedelta(days=n) for n in range((last - first).days + 1))


def _money(value: float | None) -> Decimal | None:
    return None if value is None else Decimal(f"{value:.4f}")


def _ratio(result: Decimal | None, target: Decimal | None) -> Decimal | None:
    return None if result is None or target is None or target <= 0 else result / target


def _share(value: float | None) -> Decimal:
    return Decimal(1) if value is None else Decimal(f"{value:.6f}")
