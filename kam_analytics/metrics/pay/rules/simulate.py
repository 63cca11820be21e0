"""What is missing to the next step of a rule, and what it pays; the cost of a plan; whether growth is rewarded."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from fractions import Fraction
from itertools import combinations, pairwise
from math import sqrt

from kam_analytics.metrics.pay.rules import engine
from kam_analytics.metrics.pay.rules.engine import Achievement
from kam_analytics.metrics.pay.rules.payout import CENT, ZERO
from kam_analytics.plans.plan import Component, Curve, Edge, RateTable, TableInput

POINT = Decimal("0.01")  # of attainment
RELIABLE_PEOPLE = 10
CRITICAL = 1.96  # two-sided, 5 %


@dataclass(frozen=True, slots=True)
class NextStep:
    """The next step of a component. `missing` and `reached` in the unit of its measure; `gain` in EUR, to the cent.

    attainment: the one reached; None for a commission on amounts.
    """

    component: str
    missing: Decimal
    reached: Decimal
    attainment: Decimal | None
    gain: Decimal


def next_step(
    component: Component, result: Decimal | None, target: Decimal | None, incentive: Decimal, share: Fraction
) -> NextStep | None:
    """The nearest higher result for which the rule pays more; None if there is none or it is unknown.

    Candidates are the points and tiers of the rule, its threshold and its cap, and beyond the last of them the next
    whole point of attainment.

    incentive: the plan's whole target incentive, EUR; share: of the period that counts.
    """
    rule = component.rule
    if result is None or not isinstance(rule, Curve | RateTable):
        return None
    paid = _pays(component, result, target, incentive, share)
    if paid is None:
        return None
    for aim in sorted(set(_aims(rule, component.cap, result, target))):
        reached = aim.quantize(CENT, ROUND_CEILING) if abs(aim) >= 100 else aim
        then = _pays(component, reached, target, incentive, share)
        if reached > result and then is not None and then > paid:
            return NextStep(component.key, reached - result, reached, engine.attainment(reached, target), then - paid)
    return None


def _pays(
    component: Component, result: Decimal, target: Decimal | None, incentive: Decimal, share: Fraction
) -> Decimal | None:
    """The pay of a component on a result, EUR to the cent."""
    if component.pays_commission:
        amount = engine.commission_of(component, Achievement(result, target))
        return None if amount is None else engine.money(amount)
    attained = engine.attainment(result, target, component.objective)
    return None if attained is None else engine.component_payout(component, engine.prorated(incentive, share), attained)


def _aims(rule: Curve | RateTable, cap: Decimal | None, result: Decimal, target: Decimal | None) -> Iterator[Decimal]:
    """Results at which the rule may change."""
    scale = Decimal(1) if _counts_amounts(rule) else target
    if scale is None or scale <= 0:
        return
    for bound in _bounds(rule, cap):
        yield bound * scale
    if target is not None and target > 0:
        whole = (result / target / POINT).to_integral_value(ROUND_FLOOR) * POINT
        last = max(_bounds(rule, cap), default=ZERO)
        if result >= last * scale:
            yield (whole + POINT) * target


def _counts_amounts(rule: Curve | RateTable) -> bool:
    return isinstance(rule, RateTable) and rule.input is TableInput.AMOUNT


def _bounds(rule: Curve | RateTable, cap: Decimal | None) -> list[Decimal]:
    """Attainments (or amounts) at which a rule bends, steps or ends."""
    if isinstance(rule, RateTable):
        beyond = ZERO if rule.edge is Edge.LOWER_INCLUSIVE else CENT if _counts_amounts(rule) else Decimal("0.0001")
        return [tier.start + beyond for tier in rule.tiers]
    bends = [rule.threshold, *(p.attainment for p in rule.points)]
    limits = [c for c in (rule.cap, cap) if c is not None]
    where = None if not limits else _where(rule, min(limits))
    return bends if where is None else [*(b for b in bends if b <= where), where]


def _where(curve: Curve, limit: Decimal) -> Decimal | None:
    """The attainment at which a curve first pays a limit."""
    for before, after in pairwise(curve.points):
        rise = after.payout - before.payout
        is_last = after is curve.points[-1]
        if rise > 0 and before.payout <= limit and (limit <= after.payout or is_last):
            return before.attainment + (limit - before.payout) * (after.attainment - before.attainment) / rise
    return None


@dataclass(frozen=True, slots=True)
class Concordance:
    """Whether two figures go together: among all pairs of people, those in which both have the same order.

    verdict: None if there are too few people to conclude, otherwise whether the link exceeds chance.
    """

    people: int
    pairs: int
    same: int
    verdict: bool | None


def concordance(values: Sequence[tuple[float, float]]) -> Concordance | None:
    """Kendall's pairs of (growth, payout); ties count as half; None for fewer than two people."""
    if len(values) < 2:
        return None
    signs = [(a[0] - b[0]) * (a[1] - b[1]) for a, b in combinations(values, 2)]
    score = sum((s > 0) - (s < 0) for s in signs)
    n = len(values)
    z = score / sqrt(n * (n - 1) * (2 * n + 5) / 18)
    verdict = None if n < RELIABLE_PEOPLE else abs(z) > CRITICAL
    return Concordance(n, len(signs), sum(s > 0 for s in signs), verdict)
