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
from kam_analytics.metrics.pay.places import Bounds, bounds_of
from kam_analytics.metrics.pay.plan import Plan, Rounding
from kam_analytics.metrics.pay.rules import ZERO
from kam_analytics.metrics.pay.sheets import WrittenPlan

FIELDS = ("target", "result", "payout")
KNOWN = Achievement(ZERO, ZERO)  # of a period under another version, which did not measure it
Known = Mapping[str, Achievement]


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

    kind: str  # result, target, score, incentive, presence, gone
    component: str
    before: Decimal | None
    after: Decimal | None


@dataclass(frozen=True, slots=True)
class Adjustment:
    """What a closed period would pay today, less what it was closed at and what later periods already put right.

    held: of that, what a period that may not fall below zero leaves to the next ones.
    """

    period_start: date
    period_end: date
    recomputed: Decimal
    closed: Decimal
    already: Decimal
    causes: tuple[Cause, ...] = ()
    held: Decimal = ZERO

    @property
    def amount(self) -> Decimal:
        return self.recomputed - self.closed - self.already - self.held


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

    Instalments add up to what was earned when the component was last measured; where none may be negative, to the most
    that was ever earned.
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
    periods = [achieved_in(inputs, s) for s in inputs.steps[: n + 1]]
    return (
        _to_date(plan, inputs, periods),
        engine.statement(plan, periods[-1], presence_share=step.share, facts=_facts(inputs, periods[-1], step)),
    )


def _to_date(plan: Plan, inputs: Inputs, periods: Sequence[Known]) -> Statement:
    """Every component for the periods in which it could be measured; not measured where the last one could not be."""
    steps, sums = inputs.steps[: len(periods)], _sums(inputs, periods)
    facts, elapsed = _facts(inputs, sums, steps[-1]), sum((s.share for s in steps), Fraction(0))
    whole = engine.statement(plan, sums, presence_share=elapsed, facts=facts)
    if all(_is_known(one) for period in periods for one in period.values()):
        return whole
    lines = list(whole.lines)
    for i, component in enumerate(plan.components):
        done = [p.get(component.key, KNOWN) for p in periods]
        share = sum((s.share for s, one in zip(steps, done, strict=True) if _is_known(one)), Fraction(0))
        known = sums if _is_known(done[-1]) else {**sums, component.key: done[-1]}
        alone = replace(plan, components=(component,))
        (lines[i],) = engine.statement(alone, known, presence_share=share, facts=facts).lines
    return replace(whole, lines=tuple(lines))


def _is_known(one: Achievement) -> bool:
    return one.result is not None and one.target is not None


def achieved(inputs: Inputs, n: int) -> tuple[Known, Known]:
    """Period n alone and the year to date at it, by what is measured, with the figures that were replaced by hand."""
    periods = [achieved_in(inputs, step) for step in inputs.steps[: n + 1]]
    return periods[-1], _sums(inputs, periods)


def _sums(inputs: Inputs, periods: Sequence[Known]) -> dict[str, Achievement]:
    """The year to date: an amount adds up the periods in which it could be measured; a rate moves by their length."""
    steps = inputs.steps[: len(periods)]
    sums = dict(steps[-1].to_date)
    for key, one in sums.items():
        if is_amount(inputs.plan.measures.get(key, key)):
            sums[key] = _added([p[key] for p in periods if key in p], one)
        elif any(o.component == key and o.field != "payout" for o in inputs.overrides):
            sums[key] = _shifted(
                one, [(s.own.get(key), p.get(key), s.share) for s, p in zip(steps, periods, strict=True)]
            )
    return sums


def _shifted(
    to_date: Achievement, periods: Sequence[tuple[Achievement | None, Achievement | None, Fraction]]
) -> Achievement:
    """A rate to date after those of some periods were replaced: each counts by the share of its period.

    periods: of each, before and after, and its share. Where nothing was known to date, the mean of what is put in.
    """
    whole = sum((share for *_, share in periods), Fraction(0))
    told: dict[str, Decimal | None] = {}
    for name in ("result", "target"):
        known: Decimal | None = getattr(to_date, name)
        pairs = [(getattr(a, name, None), getattr(b, name, None), share) for a, b, share in periods]
        if known is None:
            put_in = [(after, share) for _, after, share in pairs if after is not None]
            part = sum((share for _, share in put_in), Fraction(0))
            told[name] = sum((engine.prorated(v, s / part) for v, s in put_in), ZERO) if part else None
        else:
            moved = [(b - a, share) for a, b, share in pairs if a is not None and b is not None and whole]
            told[name] = sum((engine.prorated(change, share / whole) for change, share in moved), known)
    return replace(to_date, **told)


def achieved_in(inputs: Inputs, step: Step) -> Known:
    """One period alone, with the figures that were replaced by hand."""
    return _with(step.own, [o for o in inputs.overrides if o.period_start == step.start])


def _added(periods: Sequence[Achievement], to_date: Achievement) -> Achievement:
    """The periods in which an amount could be measured, together; what is known of the year where none could."""
    known = [p for p in periods if _is_known(p)]
    if not known:
        return replace(to_date, target=None)
    return replace(
        to_date,
        result=sum((p.result or ZERO for p in known), ZERO),
        target=sum((p.target or ZERO for p in known), ZERO),
    )


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
    if inputs.plan.cumulative:
        return _within_cap(inputs, plan.total_cap)
    limit = money(engine.prorated(inputs.incentive * plan.total_cap, inputs.steps[-1].share))
    return min(exact, limit), exact > limit


def _within_cap(inputs: Inputs, cap: Decimal) -> tuple[Decimal, bool]:
    """What the last period adds to the year to date, which the cap of the year to date limits."""
    others = tuple(o for o in inputs.overrides if o.field != "payout")
    plan = replace(inputs.plan, plan=replace(inputs.plan.plan, total_cap=None))
    free = replace(inputs, plan=plan, overrides=others, adjustments=())
    due = paid = before = sum(inputs.brought.values(), ZERO)
    for n in range(inputs.paid_steps, len(inputs.steps)):
        due += statement_of(replace(free, steps=inputs.steps[: n + 1])).earned or ZERO
        elapsed = sum((s.share for s in inputs.steps[: n + 1]), Fraction(0))
        before, paid = paid, min(due, money(engine.prorated(inputs.incentive * cap, elapsed)))
    return paid - before, due > paid


def _rounded_once(inputs: Inputs, due: _Due) -> Decimal:
    """One rounding on the total: of all that was earned so far, less the same a period ago, where it cumulates."""
    keys = [c.key for c in inputs.plan.plan.components]
    alone = sum((e or ZERO for k, e in zip(keys, due.exact, strict=True) if k not in inputs.plan.cumulative), ZERO)
    new = sum((e or ZERO for k, e in zip(keys, due.exact, strict=True) if k in inputs.plan.cumulative), ZERO)
    if inputs.plan.carry_forward or not inputs.plan.cumulative:
        return money(alone + new)
    earned = sum((line.exact or ZERO for line in due.statement.lines if line.component in inputs.plan.cumulative), ZERO)
    return money(earned) - money(earned - new) + money(alone)
