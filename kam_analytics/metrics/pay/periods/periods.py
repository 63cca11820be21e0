"""What one person earns in one pay period: alone or year to date, with overrides and adjustments.

Pure: `Inputs` contains everything that counts, so that a closed period gives the same bytes at any time.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

from kam_analytics.metrics.pay.periods.inputs import Adjustment, Cause, Inputs, Override, Step
from kam_analytics.metrics.pay.periods.results import (
    KNOWN,
    Achievements,
    achieved,
    achieved_in,
    achieved_until,
    elapsed,
    sums,
)
from kam_analytics.metrics.pay.rules import engine
from kam_analytics.metrics.pay.rules.engine import Achievement, Statement, attainment, money
from kam_analytics.metrics.pay.rules.payout import ZERO
from kam_analytics.metrics.pay.rules.position import Bounds, bounds_of
from kam_analytics.plans.plan import Plan, Rounding

__all__ = [
    "Adjustment",
    "Cause",
    "Inputs",
    "Override",
    "PeriodLine",
    "PeriodStatement",
    "Step",
    "achieved",
    "achieved_in",
    "statement_of",
]
FIELDS = ("target", "result", "payout")


@dataclass(frozen=True, slots=True)
class PeriodLine:
    """One component in one period. `computed` is what the rules pay, `payout` after overrides; EUR to the cent."""

    component: str
    measure: str
    weight: Decimal
    cumulative: bool
    target: Decimal | None
    result: Decimal | None
    attainment: Decimal | None
    payout_share: Decimal | None
    bounds: Bounds | None
    modifiers: tuple[str, ...]
    computed: Decimal | None
    payout: Decimal | None
    overrides: tuple[Override, ...]


@dataclass(frozen=True, slots=True)
class PeriodStatement:
    """`earned` is the sum of the period's own lines, `total` adds earlier adjustments; None if one is missing."""

    inputs: Inputs
    lines: tuple[PeriodLine, ...]
    earned: Decimal | None
    adjusted: Decimal
    total: Decimal | None
    capped: bool
    undecided: tuple[str, ...]


def statement_of(inputs: Inputs) -> PeriodStatement:
    """The statement of the last period of the inputs."""
    due = _due(inputs)
    pure = _due(replace(inputs, overrides=())) if inputs.overrides else due
    overridden = {o.component: o for o in _of_period(inputs, "payout")}
    lines = tuple(_line(inputs, n, due, pure, overridden) for n in range(len(inputs.plan.plan.components)))
    earned, capped = _earned(inputs, due, lines)
    adjusted = sum((a.amount for a in inputs.adjustments), ZERO)
    total = None if earned is None else earned + adjusted
    return PeriodStatement(inputs, lines, earned, adjusted, total, capped, due.statement.undecided)


@dataclass(frozen=True, slots=True)
class _Due:
    """The last period: statements of the year to date and of the period alone, and the payout of each component."""

    statement: Statement
    own: Statement
    amounts: tuple[Decimal | None, ...]  # rounded to the cent
    exact: tuple[Decimal | None, ...]


def _due(inputs: Inputs) -> _Due:
    """The payout of every component in the last period: earned to date, minus paid by the periods before it."""
    n, plan = len(inputs.steps) - 1, inputs.plan
    to_date, own = _statements(inputs, n)
    paid = _paid_before(inputs) if plan.cumulative else ()
    amounts, exact = [], []
    for i, component in enumerate(plan.plan.components):
        if component.key in plan.cumulative:
            amounts.append(_new(to_date.lines[i].payout, paid[i][0], plan.carry_forward))
            exact.append(_new(to_date.lines[i].exact, paid[i][1], plan.carry_forward))
        else:
            amounts.append(own.lines[i].payout)
            exact.append(own.lines[i].exact)
    return _Due(to_date, own, tuple(amounts), tuple(exact))


def _paid_before(inputs: Inputs) -> list[tuple[Decimal, Decimal]]:
    """What each component paid before the last period, to the cent and exactly.

    Instalments add up to what was earned when the component was last measured; where none may be negative, to the
    highest amount ever earned.
    """
    brought = [(inputs.brought.get(c.key, ZERO),) * 2 for c in inputs.plan.plan.components]
    paid: list[tuple[Decimal, Decimal] | None] = [None] * len(brought)
    for n in reversed(range(inputs.paid_steps, len(inputs.steps) - 1)):
        for i, line in enumerate(_statements(inputs, n)[0].lines):
            if line.payout is None or line.exact is None:
                continue
            earned, best = (line.payout, line.exact), paid[i]
            if best is None:
                paid[i] = earned
            elif inputs.plan.carry_forward:
                paid[i] = (max(best[0], earned[0]), max(best[1], earned[1]))
        if not inputs.plan.carry_forward and None not in paid:
            break
    floor = inputs.plan.carry_forward
    return [
        before if one is None else (max(one[0], before[0]), max(one[1], before[1])) if floor else one
        for one, before in zip(paid, brought, strict=True)
    ]


def _new(earned: Decimal | None, paid: Decimal, carry_forward: bool) -> Decimal | None:
    if earned is None:
        return None
    return max(ZERO, earned - paid) if carry_forward else earned - paid


def _statements(inputs: Inputs, n: int) -> tuple[Statement, Statement]:
    """The statement of the year to date at period n, and that of the period alone."""
    step, plan = inputs.steps[n], replace(inputs.plan.plan, target_incentive=inputs.incentive)
    periods = achieved_until(inputs, n)
    return (
        _to_date(plan, inputs, periods),
        engine.statement(plan, periods[-1], presence_share=step.share, facts=_facts(inputs, periods[-1], step)),
    )


def _to_date(plan: Plan, inputs: Inputs, periods: Sequence[Achievements]) -> Statement:
    """Every component over the periods in which it could be measured; not measured if the last one could not be."""
    steps, reached = inputs.steps[: len(periods)], sums(inputs, periods)
    facts, whole_share = _facts(inputs, reached, steps[-1]), sum((s.share for s in steps), Fraction(0))
    whole, shares = engine.statement(plan, reached, presence_share=whole_share, facts=facts), elapsed(inputs, periods)
    lines = list(whole.lines)
    for i, component in enumerate(plan.components):
        share = shares[component.key]
        if share == whole_share:
            continue
        achievements = (
            reached if share is not None else {**reached, component.key: periods[-1].get(component.key, KNOWN)}
        )
        alone = replace(plan, components=(component,))
        (lines[i],) = engine.statement(alone, achievements, presence_share=share or Fraction(0), facts=facts).lines
    return replace(whole, lines=tuple(lines))


def _facts(inputs: Inputs, achieved: Mapping[str, Achievement], step: Step) -> dict[str, Decimal | None]:
    """The values that conditions compare: attainments by component and by measure, and scores by name."""
    facts: dict[str, Decimal | None] = {}
    for key, achievement in achieved.items():
        reached = attainment(achievement.result, achievement.target)
        facts[inputs.plan.measures.get(key, key)] = reached
        facts[key] = reached
    return facts | dict(step.facts)


def _of_period(inputs: Inputs, name: str | None = None) -> list[Override]:
    """The overrides of the last period; the latest one for each figure."""
    latest = {(o.component, o.field): o for o in inputs.overrides if o.period_start == inputs.start}
    return [o for o in latest.values() if name in (None, o.field)]


def _line(inputs: Inputs, n: int, due: _Due, pure: _Due, overridden: Mapping[str, Override]) -> PeriodLine:
    component = inputs.plan.plan.components[n]
    cumulative = component.key in inputs.plan.cumulative
    line = (due.statement if cumulative else due.own).lines[n]
    override = overridden.get(component.key)
    return PeriodLine(
        component=component.key,
        measure=inputs.plan.measures[component.key],
        weight=component.weight,
        cumulative=cumulative,
        target=line.achievement.target,
        result=line.achievement.result,
        attainment=line.attainment,
        payout_share=line.payout_share,
        bounds=bounds_of(component.rule, line.achievement, line.attainment),
        modifiers=line.modifiers,
        computed=pure.amounts[n],
        payout=due.amounts[n] if override is None else money(override.value),
        overrides=_overrides_of(inputs, component.key, cumulative),
    )


def _overrides_of(inputs: Inputs, key: str, cumulative: bool) -> tuple[Override, ...]:
    """The overrides that affect a line: the period's own, and earlier targets and results if it cumulates."""
    earlier = [o for o in inputs.overrides if o.period_start < inputs.start and o.field != "payout"]
    remarks = [*(earlier if cumulative else ()), *_of_period(inputs)]
    return tuple(o for o in remarks if o.component == key)


def _earned(inputs: Inputs, due: _Due, lines: Sequence[PeriodLine]) -> tuple[Decimal | None, bool]:
    """The sum of the lines, under the plan's rounding and total cap."""
    if any(line.payout is None for line in lines):
        return None, False
    plan = inputs.plan.plan
    replaced = any(o.field == "payout" for o in _of_period(inputs))
    exact = sum((line.payout or ZERO for line in lines), ZERO)
    if plan.rounding is Rounding.TOTAL and not replaced:
        exact = _rounded_once(inputs, due)
    if plan.total_cap is None or replaced:
        return exact, False
    if inputs.plan.cumulative:
        return _within_cap(inputs, plan.total_cap)
    limit = money(engine.prorated(inputs.incentive * plan.total_cap, inputs.steps[-1].share))
    return min(exact, limit), exact > limit


def _within_cap(inputs: Inputs, cap: Decimal) -> tuple[Decimal, bool]:
    """What the last period adds to the year to date, within the cap of the year to date."""
    others = tuple(o for o in inputs.overrides if o.field != "payout")
    plan = replace(inputs.plan, plan=replace(inputs.plan.plan, total_cap=None))
    free = replace(inputs, plan=plan, overrides=others, adjustments=())
    due = paid = before = sum(inputs.brought.values(), ZERO)
    room = sum((s.share for s in inputs.steps[: inputs.paid_steps]), Fraction(0))
    for n in range(inputs.paid_steps, len(inputs.steps)):
        earned = statement_of(replace(free, steps=inputs.steps[: n + 1])).earned
        if earned is not None:  # a period that cannot be computed leaves no room to the others
            room += inputs.steps[n].share
            due += earned
        before, paid = paid, min(due, money(engine.prorated(inputs.incentive * cap, room)))
    return paid - before, due > paid


def _rounded_once(inputs: Inputs, due: _Due) -> Decimal:
    """One rounding on the total: earned to date, minus the same at the previous period where it cumulates."""
    keys = [c.key for c in inputs.plan.plan.components]
    alone = sum((e or ZERO for k, e in zip(keys, due.exact, strict=True) if k not in inputs.plan.cumulative), ZERO)
    new = sum((e or ZERO for k, e in zip(keys, due.exact, strict=True) if k in inputs.plan.cumulative), ZERO)
    if inputs.plan.carry_forward or not inputs.plan.cumulative:
        return money(alone + new)
    earned = sum((line.exact or ZERO for line in due.statement.lines if line.component in inputs.plan.cumulative), ZERO)
    return money(earned) - money(earned - new) + money(alone)
