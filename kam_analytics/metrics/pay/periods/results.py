"""Results of a pay period and year to date, including the figures entered by hand."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from kam_analytics.metrics.pay.periods.inputs import Inputs, Override, Step
from kam_analytics.metrics.pay.rules import engine
from kam_analytics.metrics.pay.rules.engine import Achievement
from kam_analytics.metrics.pay.rules.measures import is_amount
from kam_analytics.metrics.pay.rules.payout import ZERO
from kam_analytics.plans.plan import Component, RateTable, TableInput

KNOWN = Achievement(ZERO, ZERO)  # for a period under another version, which did not measure it
Achievements = Mapping[str, Achievement]


def is_measured(component: Component, one: Achievement) -> bool:
    """Whether a period counts for a component: a commission on amounts needs a result, others also a target."""
    rule = component.rule
    by_amount = isinstance(rule, RateTable) and rule.pays_commission and rule.input is TableInput.AMOUNT
    return one.result is not None and (by_amount or one.target is not None)


def counts_to_date(component: Component | None, one: Achievement) -> bool:
    """Whether a period adds to the year; component: None for the measures that grids and conditions read."""
    return None not in (one.result, one.target) if component is None else is_measured(component, one)


def elapsed(inputs: Inputs, periods: Sequence[Achievements]) -> dict[str, Fraction | None]:
    """Component → the share of the incentive of the periods in which it was measured; None if the last one was not.

    periods: the results of each, from the first.
    """
    shares = [step.share for step in inputs.steps[: len(periods)]]
    shares_: dict[str, Fraction | None] = {}
    for component in inputs.plan.plan.components:
        counted = [is_measured(component, p.get(component.key, KNOWN)) for p in periods]
        part = sum((share for share, yes in zip(shares, counted, strict=True) if yes), Fraction(0))
        shares_[component.key] = part if counted[-1] else None
    return shares_


def achieved(inputs: Inputs, n: int) -> tuple[Achievements, Achievements]:
    """Period n alone and the year to date at it, by measured item, including the figures entered by hand."""
    periods = achieved_until(inputs, n)
    return periods[-1], sums(inputs, periods)


def achieved_until(inputs: Inputs, n: int) -> list[Achievements]:
    """Every single period up to period n."""
    return [achieved_in(inputs, step) for step in inputs.steps[: n + 1]]


def achieved_in(inputs: Inputs, step: Step) -> Achievements:
    """One period alone, including the figures entered by hand."""
    return _with(step.own, [o for o in inputs.overrides if o.period_start == step.start])


def sums(inputs: Inputs, periods: Sequence[Achievements]) -> dict[str, Achievement]:
    """The year to date: amounts are summed over the measurable periods; overrides shift a rate by period length."""
    steps = inputs.steps[: len(periods)]
    rules = {c.key: c for c in inputs.plan.plan.components}
    to_date = dict(steps[-1].to_date)
    for key, one in to_date.items():
        if is_amount(inputs.plan.measures.get(key, key)):
            to_date[key] = _added([p[key] for p in periods if key in p], one, rules.get(key))
        elif any(o.component == key and o.field != "payout" for o in inputs.overrides):
            pairs = [(s.own.get(key), p.get(key), s.share) for s, p in zip(steps, periods, strict=True)]
            to_date[key] = replace(one, **{name: _shifted(name, one, pairs) for name in ("result", "target")})
    return to_date


def _added(periods: Sequence[Achievement], to_date: Achievement, component: Component | None) -> Achievement:
    """The sum of the periods in which an amount could be measured; the year's known value if there are none."""
    counted = [p for p in periods if counts_to_date(component, p)]
    if not counted:
        return replace(to_date, target=None)
    targets = [p.target for p in counted if p.target is not None]
    return replace(
        to_date,
        result=sum((p.result or ZERO for p in counted), ZERO),
        target=sum(targets, ZERO) if targets else None,
    )


def _shifted(
    name: str, to_date: Achievement, periods: Sequence[tuple[Achievement | None, Achievement | None, Fraction]]
) -> Decimal | None:
    """A rate to date after some periods were overridden: each counts by the share of its period.

    periods: value before and after, and share of each. An override where there was no value joins the mean.
    """
    whole: Decimal | None = getattr(to_date, name)
    pairs = [(getattr(a, name, None), getattr(b, name, None), share) for a, b, share in periods]
    shares_before = sum((share for before, _, share in pairs if before is not None), Fraction(0))
    joined = sum((share for before, after, share in pairs if before is None and after is not None), Fraction(0))
    if whole is None or not shares_before:
        shares_before, whole = Fraction(0), whole if not joined else ZERO
    if whole is None or not shares_before + joined:
        return whole
    moved = sum(
        (
            engine.prorated(after - (before or ZERO), share)
            for before, after, share in pairs
            if after is not None and (before is not None or joined)
        ),
        ZERO,
    )
    return engine.prorated(engine.prorated(whole, shares_before) + moved, 1 / (shares_before + joined))


def _with(achieved: Mapping[str, Achievement], overrides: Sequence[Override]) -> dict[str, Achievement]:
    updated = dict(achieved)
    for o in overrides:
        if o.field in ("target", "result"):
            updated[o.component] = replace(updated.get(o.component, engine.UNKNOWN), **{o.field: o.value})
    return updated
