"""What one person earns in one pay period: alone or from the start of the year, with overrides and adjustments.

Pure: everything that counts is in `Inputs`, so that a closed period computes to the same bytes at any time.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

from kam_analytics.metrics.pay import engine
from kam_analytics.metrics.pay.engine import Achievement, Statement, attainment, money
from kam_analytics.metrics.pay.measures import is_amount
from kam_analytics.metrics.pay.plan import Curve, Edge, RateTable, Rounding, Rule, Surface
from kam_analytics.metrics.pay.rules import ZERO, rounded_attainment
from kam_analytics.metrics.pay.sheets import WrittenPlan

FIELDS = ("target", "result", "payout")


@dataclass(frozen=True, slots=True)
class Step:
    """One pay period of one person.

    share: of the plan's incentive, its length in the plan × the person's presence in it.
    own, to_date: by what is measured, in the period alone and since the person's first day on the plan.
    facts: scores that conditions compare, by name.
    """

    start: date
    end: date
    share: Fraction
    own: Mapping[str, Achievement]
    to_date: Mapping[str, Achievement]
    facts: Mapping[str, Decimal] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Override:
    """A figure that somebody put in place of the computed one."""

    period_start: date
    component: str
    field: str  # target, result, payout
    value: Decimal
    reason: str
    author: str
    at: str  # UTC, ISO


@dataclass(frozen=True, slots=True)
class Cause:
    """Why a closed period would come out differently today: what changed, of which component, from what to what."""

    kind: str  # credits, target, result, score
    component: str
    before: Decimal | None
    after: Decimal | None


@dataclass(frozen=True, slots=True)
class Adjustment:
    """What a closed period would pay today, less what it was closed at and what later periods already put right."""

    period_start: date
    period_end: date
    recomputed: Decimal
    closed: Decimal
    already: Decimal
    causes: tuple[Cause, ...] = ()

    @property
    def amount(self) -> Decimal:
        return self.recomputed - self.closed - self.already


@dataclass(frozen=True, slots=True)
class Inputs:
    """All a statement rests on.

    steps: the periods of the plan up to this one, in order.
    brought, paid_steps: what the first steps, under other versions of the plan, paid by component; and how many.
    """

    plan: WrittenPlan
    person_id: str
    name: str
    incentive: Decimal
    steps: tuple[Step, ...]
    overrides: tuple[Override, ...] = ()
    adjustments: tuple[Adjustment, ...] = ()
    brought: Mapping[str, Decimal] = field(default_factory=dict)
    paid_steps: int = 0

    @property
    def start(self) -> date:
        return self.steps[-1].start

    @property
    def end(self) -> date:
        return self.steps[-1].end


@dataclass(frozen=True, slots=True)
class Bounds:
    """Where a result stands in its rule: the sheet, and the stretch, tier or cell, counted from 1; 0 is below."""

    sheet: str
    position: int
    start: Decimal | None
    end: Decimal | None


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
    """`earned` is the period's own lines, `total` with the adjustments of earlier ones; None while one is missing."""

    inputs: Inputs
    lines: tuple[PeriodLine, ...]
    earned: Decimal | None
    adjusted: Decimal
    total: Decimal | None
    capped: bool
    undecided: tuple[str, ...]


def statement_of(inputs: Inputs) -> PeriodStatement:
    """The statement of the last period of the inputs."""
    shown = _due(inputs)
    pure = _due(replace(inputs, overrides=())) if inputs.overrides else shown
    overridden = {o.component: o for o in _of_period(inputs, "payout")}
    lines = tuple(_line(inputs, n, shown, pure, overridden) for n in range(len(inputs.plan.plan.components)))
    earned, capped = _earned(inputs, shown, lines)
    adjusted = sum((a.amount for a in inputs.adjustments), ZERO)
    total = None if earned is None else earned + adjusted
    return PeriodStatement(inputs, lines, earned, adjusted, total, capped, shown.statement.undecided)


@dataclass(frozen=True, slots=True)
class _Due:
    """The last period: statements of the year to date and of the period alone, and what each component pays."""

    statement: Statement
    own: Statement
    amounts: tuple[Decimal | None, ...]  # rounded to the cent
    exact: tuple[Decimal | None, ...]


def _due(inputs: Inputs) -> _Due:
    """What every component pays in the last period: what it earned so far, less what the periods before it paid."""
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

    Instalments add up to what was earned a period ago; where none may be negative, to the most that was ever earned.
    """
    paid = [(inputs.brought.get(c.key, ZERO),) * 2 for c in inputs.plan.plan.components]
    before = range(inputs.paid_steps, len(inputs.steps) - 1)
    for n in before if inputs.plan.carry_forward else reversed(before):
        lines = _statements(inputs, n)[0].lines
        if inputs.plan.carry_forward:
            paid = [
                (max(p, line.payout or ZERO), max(e, line.exact or ZERO))
                for (p, e), line in zip(paid, lines, strict=True)
            ]
        elif all(line.payout is not None for line in lines):
            return [(line.payout or ZERO, line.exact or ZERO) for line in lines]
    return paid


def _new(earned: Decimal | None, paid: Decimal, carry_forward: bool) -> Decimal | None:
    if earned is None:
        return None
    return max(ZERO, earned - paid) if carry_forward else earned - paid


def _statements(inputs: Inputs, n: int) -> tuple[Statement, Statement]:
    """The statement of the year to date at period n, and that of the period alone."""
    step, plan = inputs.steps[n], replace(inputs.plan.plan, target_incentive=inputs.incentive)
    elapsed = sum((s.share for s in inputs.steps[: n + 1]), Fraction(0))
    own, sums = achieved(inputs, n)
    return (
        engine.statement(plan, sums, presence_share=elapsed, facts=_facts(inputs, sums, step)),
        engine.statement(plan, own, presence_share=step.share, facts=_facts(inputs, own, step)),
    )


def achieved(inputs: Inputs, n: int) -> tuple[dict[str, Achievement], dict[str, Achievement]]:
    """Period n alone and the year to date at it, by what is measured, with the figures that were replaced by hand."""
    step = inputs.steps[n]
    own = _with(step.own, [o for o in inputs.overrides if o.period_start == step.start])
    return own, _overridden_sums(inputs, n)


def _overridden_sums(inputs: Inputs, n: int) -> dict[str, Achievement]:
    """Year to date, with the targets and results that were replaced in any period so far.

    An amount moves by what its period moved; of a rate, which does not add up, the last word counts.
    """
    sums = dict(inputs.steps[n].to_date)
    for step in inputs.steps[: n + 1]:
        for o in inputs.overrides:
            if o.period_start == step.start and o.field in ("target", "result") and o.component in sums:
                before = getattr(step.own.get(o.component, engine.UNKNOWN), o.field)
                known = getattr(sums[o.component], o.field)
                adds = is_amount(inputs.plan.measures.get(o.component, o.component))
                value = o.value if not adds or before is None or known is None else known + o.value - before
                sums[o.component] = replace(sums[o.component], **{o.field: value})
    return sums


def _with(achieved: Mapping[str, Achievement], overrides: Sequence[Override]) -> dict[str, Achievement]:
    found = dict(achieved)
    for o in overrides:
        if o.field in ("target", "result"):
            found[o.component] = replace(found.get(o.component, engine.UNKNOWN), **{o.field: o.value})
    return found


def _facts(inputs: Inputs, achieved: Mapping[str, Achievement], step: Step) -> dict[str, Decimal | None]:
    """What conditions compare: attainments by component and by measure, and scores by name."""
    facts: dict[str, Decimal | None] = {}
    for key, found in achieved.items():
        reached = attainment(found.result, found.target)
        facts[inputs.plan.measures.get(key, key)] = reached
        facts[key] = reached
    return facts | dict(step.facts)


def _of_period(inputs: Inputs, name: str | None = None) -> list[Override]:
    """The overrides of the last period, the latest word for each figure."""
    latest = {(o.component, o.field): o for o in inputs.overrides if o.period_start == inputs.start}
    return [o for o in latest.values() if name in (None, o.field)]


def _line(inputs: Inputs, n: int, shown: _Due, pure: _Due, overridden: Mapping[str, Override]) -> PeriodLine:
    component = inputs.plan.plan.components[n]
    cumulative = component.key in inputs.plan.cumulative
    line = (shown.statement if cumulative else shown.own).lines[n]
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
        payout=shown.amounts[n] if override is None else money(override.value),
        overrides=_said_of(inputs, component.key, cumulative),
    )


def _said_of(inputs: Inputs, key: str, cumulative: bool) -> tuple[Override, ...]:
    """The overrides behind a line: the period's own, and earlier targets and results where it cumulates."""
    earlier = [o for o in inputs.overrides if o.period_start < inputs.start and o.field != "payout"]
    said = [*(earlier if cumulative else ()), *_of_period(inputs)]
    return tuple(o for o in said if o.component == key)


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
    limit = _limit(inputs, plan.total_cap)
    return min(exact, limit), exact > limit


def _limit(inputs: Inputs, cap: Decimal) -> Decimal:
    """The most the last period may pay: its share of the capped incentive, or, year to date, what is left of it."""
    if not inputs.plan.cumulative:
        return money(engine.prorated(inputs.incentive * cap, inputs.steps[-1].share))
    elapsed = sum((s.share for s in inputs.steps), Fraction(0))
    before = range(inputs.paid_steps + 1, len(inputs.steps))
    earlier = [replace(inputs, steps=inputs.steps[:n], adjustments=()) for n in before]
    paid = sum((statement_of(one).earned or ZERO for one in earlier), sum(inputs.brought.values(), ZERO))
    return money(engine.prorated(inputs.incentive * cap, elapsed)) - paid


def _rounded_once(inputs: Inputs, due: _Due) -> Decimal:
    """One rounding on the total: of all that was earned so far, less the same a period ago, where it cumulates."""
    keys = [c.key for c in inputs.plan.plan.components]
    alone = sum((e or ZERO for k, e in zip(keys, due.exact, strict=True) if k not in inputs.plan.cumulative), ZERO)
    new = sum((e or ZERO for k, e in zip(keys, due.exact, strict=True) if k in inputs.plan.cumulative), ZERO)
    if inputs.plan.carry_forward or not inputs.plan.cumulative:
        return money(alone + new)
    earned = sum((line.exact or ZERO for line in due.statement.lines if line.component in inputs.plan.cumulative), ZERO)
    return money(earned) - money(earned - new) + money(alone)


def bounds_of(rule: Rule, achieved: Achievement, attained: Decimal | None) -> Bounds | None:
    """The stretch of the curve, the tier or the row of the grid that pays a result; None without a result."""
    if attained is None and not (isinstance(rule, RateTable) and achieved.result is not None):
        return None
    if isinstance(rule, RateTable):
        return _tier(rule, achieved, attained)
    reached = rounded_attainment(attained or ZERO)
    if isinstance(rule, Surface):
        rows = sorted({(c.start, c.end) for c in rule.cells}, key=lambda band: band[0])
        held = [
            i for i, (start, end) in enumerate(rows, start=1) if start <= reached and (end is None or reached < end)
        ]
        return Bounds("surface", held[0], *rows[held[0] - 1]) if held else Bounds("surface", 0, None, rows[0][0])
    return _stretch(rule, reached)


def _stretch(curve: Curve, reached: Decimal) -> Bounds:
    points = curve.points
    if reached < points[0].attainment:
        return Bounds("curve", 0, None, points[0].attainment)
    after = next((i for i, p in enumerate(points) if reached < p.attainment), len(points))
    return Bounds(
        "curve", after, points[after - 1].attainment, points[after].attainment if after < len(points) else None
    )


def _tier(table: RateTable, achieved: Achievement, attained: Decimal | None) -> Bounds | None:
    by_amount = table.pays_commission
    scale = achieved.target if by_amount and table.input.value == "attainment" else Decimal(1)
    value = achieved.result if by_amount else attained
    if value is None or scale is None:
        return None
    held = 0
    for i, tier in enumerate(table.tiers, start=1):
        start = tier.start * scale
        if value > start or (value == start and (table.edge is Edge.LOWER_INCLUSIVE or start == 0)):
            held = i
    if held == 0:
        return Bounds("rate_table", 0, None, table.tiers[0].start)
    return Bounds("rate_table", held, table.tiers[held - 1].start, table.tiers[held - 1].end)
