"""From results to a pay statement: exact decimals, every intermediate figure retained, no input or output.

Order: curve → component cap → weights → modifiers → proration → adjustments → total cap → rounding.

The same rules on arrays are in `vectors.py`; `tests/pay/test_pay_schedule.py` checks that both agree.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_FLOOR, Decimal
from fractions import Fraction

from kam_analytics.metrics.pay.rules.payout import (
    CENT,
    ZERO,
    attainment,
    commission,
    curve_payout,
    money,
    rounded_attainment,
    step_payout,
    surface_payout,
)
from kam_analytics.metrics.pay.rules.proration import ProrationBasis, Span, presence, prorated
from kam_analytics.plans.plan import (
    Component,
    Condition,
    ConditionOperator,
    Curve,
    Effect,
    Modifier,
    Plan,
    RateTable,
    Rounding,
    Rule,
    Surface,
    TableInput,
)

__all__ = [
    "Achievement",
    "Line",
    "ProrationBasis",
    "Span",
    "Statement",
    "attainment",
    "commission",
    "commission_of",
    "component_payout",
    "cumulative_instalments",
    "curve_payout",
    "discrete_instalments",
    "money",
    "payout_share",
    "presence",
    "prorated",
    "rounded_attainment",
    "split_credit",
    "statement",
    "step_payout",
]

ONE = Decimal(1)
WHOLE_PERIOD = Fraction(1)

MeasureValues = Mapping[str, Decimal | None]


@dataclass(frozen=True, slots=True)
class Achievement:
    """Result against target for one component, in its measure's unit; `None` where not known."""

    result: Decimal | None
    target: Decimal | None
    baseline: Decimal | None = None


UNKNOWN = Achievement(None, None)


@dataclass(frozen=True, slots=True)
class Line:
    """One component of a statement. Shares of its target incentive; amounts in the plan's currency.

    payout_share: after curve, cap and modifiers, `None` for a commission; payout: prorated, rounded
    to the cent; `None` when the attainment cannot be measured.
    """

    component: str
    weight: Decimal
    achievement: Achievement
    attainment: Decimal | None
    payout_share: Decimal | None
    payout: Decimal | None
    modifiers: tuple[str, ...]
    exact: Decimal | None = None  # the payout before rounding


@dataclass(frozen=True, slots=True)
class Statement:
    """What a plan pays. `total` is `None` when a line cannot be measured; `measured` adds the others.

    undecided: modifiers not applied because a measure of their conditions is missing.
    """

    lines: tuple[Line, ...]
    adjustments: Decimal
    measured: Decimal
    total: Decimal | None
    capped: bool
    undecided: tuple[str, ...]


def payout_share(component: Component, attained: Decimal, other: Decimal | None = None) -> Decimal:
    """Share of the component's target incentive paid at an attainment, its cap applied.

    other: the attainment read across, for a grid of two criteria.

    Raises
        ValueError for a commission, which is paid on an amount, and for a grid without the other attainment.
    """
    if component.pays_commission:
        raise ValueError(f"component {component.key!r} is a commission")
    share = _rule_share(component.rule, attained, other)
    return share if component.cap is None else min(share, component.cap)


def component_payout(
    component: Component, target_incentive: Decimal, attained: Decimal | None, other: Decimal | None = None
) -> Decimal | None:
    """Target incentive × weight × payout share, half-up to the cent; `None` while an attainment is missing."""
    if attained is None or (isinstance(component.rule, Surface) and other is None):
        return None
    return money(target_incentive * component.weight * payout_share(component, attained, other))


def _rule_share(rule: Rule, attained: Decimal, other: Decimal | None = None) -> Decimal:
    if isinstance(rule, Surface):
        if other is None:
            raise ValueError(f"a grid needs the attainment of {rule.other!r}")
        return surface_payout(rule, attained, other)
    return curve_payout(rule, attained) if isinstance(rule, Curve) else step_payout(rule, attained)


def statement(
    plan: Plan,
    achievements: Mapping[str, Achievement],
    *,
    presence_share: Fraction = WHOLE_PERIOD,
    facts: MeasureValues | None = None,
    adjustments: Decimal = ZERO,
) -> Statement:
    """The statement of one person for one period.

    Inputs
        achievements: by component key, and by measure for what a grid reads across; targets already prorated
        where the plan prorates them.
        presence_share: exact share of the period worked; multiplies the incentive, not a commission,
        which accrues by itself.
        facts: measures named by the modifiers' conditions.
        adjustments: signed amount, documented elsewhere.
    """
    verdicts = {modifier.key: _applies(modifier, facts or {}) for modifier in plan.modifiers}
    active = [modifier for modifier in plan.modifiers if verdicts[modifier.key]]
    computed = [_line(plan, component, achievements, active, presence_share) for component in plan.components]
    exact = sum((amount for _, amount in computed if amount is not None), ZERO)
    lines = tuple(line for line, _ in computed)
    if plan.rounding is Rounding.PER_COMPONENT:
        exact = sum((line.payout for line in lines if line.payout is not None), ZERO)
    measured, capped = _capped(plan, exact + adjustments, presence_share)
    complete = all(line.payout is not None for line in lines)
    undecided = tuple(key for key, verdict in verdicts.items() if verdict is None)
    return Statement(lines, adjustments, measured, measured if complete else None, capped, undecided)


def _line(
    plan: Plan,
    component: Component,
    achievements: Mapping[str, Achievement],
    active: Sequence[Modifier],
    share: Fraction,
) -> tuple[Line, Decimal | None]:
    """The line as displayed, and its amount before rounding."""
    achieved = achievements.get(component.key, UNKNOWN)
    attained = attainment(achieved.result, achieved.target, component.objective, achieved.baseline)
    other = _across(component.rule, achievements)
    mine = [m for m in active if m.components is None or component.key in m.components]
    paid_share: Decimal | None = None
    amount = commission_of(component, achieved)
    if component.pays_commission:
        amount = None if amount is None else _modified(amount, mine)
    elif attained is not None and not (isinstance(component.rule, Surface) and other is None):
        paid_share = _modified(payout_share(component, attained, other), mine)
        amount = prorated(plan.target_incentive * component.weight * paid_share, share)
    payout = None if amount is None else money(amount)
    names = tuple(m.key for m in mine)
    return Line(component.key, component.weight, achieved, attained, paid_share, payout, names, amount), amount


def _across(rule: Rule, achievements: Mapping[str, Achievement]) -> Decimal | None:
    """The second attainment of a grid."""
    if not isinstance(rule, Surface):
        return None
    achieved = achievements.get(rule.other, UNKNOWN)
    return attainment(achieved.result, achieved.target)


def commission_of(component: Component, achieved: Achievement) -> Decimal | None:
    """What a commission component pays on a result, before rounding; `None` without a result."""
    rule, target = component.rule, achieved.target
    if achieved.result is None or not isinstance(rule, RateTable) or not rule.pays_commission:
        return None
    if rule.input is TableInput.ATTAINMENT and (target is None or target <= 0):
        return None
    return commission(rule, achieved.result, target)


def _modified(value: Decimal, modifiers: Sequence[Modifier]) -> Decimal:
    """Apply the modifiers in the plan's order to the payout share (to the amount of a commission)."""
    for modifier in modifiers:
        limit = ZERO if modifier.value is None else modifier.value
        if modifier.effect is Effect.MULTIPLY:
            value *= limit
        else:
            value = ZERO if modifier.effect is Effect.ZERO else min(value, limit)
    return value


def _applies(modifier: Modifier, facts: MeasureValues) -> bool | None:
    """Whether every condition holds; `None` if none fails but at least one cannot be measured."""
    conditions = [_holds(condition, facts.get(condition.measure)) for condition in modifier.conditions]
    if False in conditions:
        return False
    return None if None in conditions else True


def _holds(condition: Condition, value: Decimal | None) -> bool | None:
    if value is None:
        return None
    return {
        ConditionOperator.LESS: value < condition.value,
        ConditionOperator.AT_MOST: value <= condition.value,
        ConditionOperator.MORE: value > condition.value,
        ConditionOperator.AT_LEAST: value >= condition.value,
    }[condition.comparison]


def _capped(plan: Plan, amount: Decimal, share: Fraction) -> tuple[Decimal, bool]:
    if plan.total_cap is None:
        return money(amount), False
    limit = prorated(plan.target_incentive * plan.total_cap, share)
    return money(min(amount, limit)), amount > limit


def discrete_instalments(
    target_incentive: Decimal,
    rule: Curve | RateTable,
    results: Sequence[Decimal],
    targets: Sequence[Decimal],
) -> tuple[Decimal | None, ...]:
    """Each period computed alone, on its equal part of the year's target incentive.

    targets: one per period of the year; results: the periods known so far.
    """
    _check_periods(results, targets)
    attained = [attainment(result, target) for result, target in zip(results, targets, strict=False)]
    return tuple(None if a is None else money(target_incentive * _rule_share(rule, a) / len(targets)) for a in attained)


def cumulative_instalments(
    target_incentive: Decimal,
    rule: Curve | RateTable,
    results: Sequence[Decimal],
    targets: Sequence[Decimal],
    *,
    carry_forward: bool = False,
) -> tuple[Decimal | None, ...]:
    """Year-to-date with true-up: earned so far − already paid, period after period.

    targets: one per period of the year; results: the periods known so far.
    earned_q = incentive × q / periods × f(Σ results / Σ targets). An instalment can be negative,
    unless `carry_forward` holds it at zero and lets the next ones absorb it.
    """
    _check_periods(results, targets)
    instalments: list[Decimal | None] = []
    paid = ZERO
    for q in range(1, len(results) + 1):
        attained = attainment(sum(results[:q], ZERO), sum(targets[:q], ZERO))
        if attained is None:
            instalments.append(None)
            continue
        due = money(target_incentive * q * _rule_share(rule, attained) / len(targets)) - paid
        instalments.append(max(ZERO, due) if carry_forward else due)
        paid += instalments[-1] or ZERO
    return tuple(instalments)


def _check_periods(results: Sequence[Decimal], targets: Sequence[Decimal]) -> None:
    if len(results) > len(targets):
        raise ValueError(f"{len(results)} results for {len(targets)} periods")


def split_credit(amount: Decimal, shares: Sequence[Decimal]) -> tuple[Decimal, ...]:
    """Primary credits of one deal: whole cents that sum to the amount, by largest remainder.

    Equal remainders go to the first named. A credit note splits like its invoice, negated.

    Raises
        ValueError when a share is negative or they do not sum to 1.

    >>> [str(credit) for credit in split_credit(Decimal("100"), [Decimal(1) / 4, Decimal(3) / 4])]
    ['25.00', '75.00']
    """
    if sum(shares, ZERO) != ONE or any(share < 0 for share in shares):
        raise ValueError(f"primary credits must sum to 1: {[str(share) for share in shares]}")
    total = money(abs(amount))
    credits_exact = [total * share for share in shares]
    credits_down = [credit.quantize(CENT, ROUND_FLOOR) for credit in credits_exact]
    cents_over = int((total - sum(credits_down, ZERO)) / CENT)
    by_remainder = sorted(range(len(shares)), key=lambda i: credits_down[i] - credits_exact[i])
    for i in by_remainder[:cents_over]:
        credits_down[i] += CENT
    return tuple(-credit if amount < 0 else credit for credit in credits_down)
