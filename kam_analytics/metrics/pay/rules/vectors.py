"""The pay of a plan for many possible results at once: the rules of the engine, on arrays of floats.

The exact rules are in `engine.py` and `payout.py`; `tests/pay/test_pay_schedule.py` checks that both agree.
"""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from types import MappingProxyType

import numpy as np
import numpy.typing as npt

from kam_analytics.metrics.pay.rules import engine
from kam_analytics.metrics.pay.rules.engine import Achievement
from kam_analytics.metrics.pay.rules.payout import ZERO
from kam_analytics.plans.plan import (
    Component,
    ConditionOperator,
    Effect,
    Modifier,
    Objective,
    Plan,
    Rounding,
    Surface,
    TableInput,
)

Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]
Reached = Mapping[str, tuple[Floats | None, Decimal | None]]
"""By measured item: a result for each outcome, and the target; None where it is unknown."""

STEPS = 10_000  # an attainment is rounded to four decimals before any threshold
FINEST = 2_000  # distinct amounts on which a commission is computed, for any number of outcomes; one outcome is exact
HALF = 0.5 + 1e-9  # a float just below a half is treated as a half


def amounts(
    plan: Plan,
    reached: Reached,
    measures: Mapping[str, str],
    scores: Mapping[str, Decimal],
    share: Fraction,
    shares: Mapping[str, Fraction | None] = MappingProxyType({}),
) -> dict[str, Floats]:
    """Component → its pay for each outcome, EUR; components that cannot be measured are left out.

    reached: by component key, and by measure for what grids and conditions read.
    measures: component key → measure. scores: further measures that conditions compare. share: of the incentive;
    shares: if a component has its own.
    """
    facts = _facts(reached, measures, scores)
    by_component = {}
    for component in plan.components:
        values, target = reached.get(component.key, (None, None))
        if values is None:
            continue
        active = [(m, _holds_all(m, facts)) for m in plan.modifiers if _is_for(m, component.key)]
        if component.pays_commission:
            paid = _commission(component, values, target)
            exact = None if paid is None else _modified(paid, active)
        else:
            paid = _shares(component, _own(component, values, target), facts)
            full = float(plan.target_incentive * component.weight) * float(shares.get(component.key) or share)
            exact = None if paid is None else full * _modified(paid, active)
        if exact is not None:
            by_component[component.key] = _cents(exact) if plan.rounding is Rounding.PER_COMPONENT else exact
    return by_component


def _facts(reached: Reached, measures: Mapping[str, str], scores: Mapping[str, Decimal]) -> dict[str, Floats | None]:
    """The values that grids and conditions read: attainments by component and by measure, scores by name."""
    facts: dict[str, Floats | None] = {}
    for key, (values, target) in reached.items():
        facts[measures.get(key, key)] = facts[key] = None if values is None else _attained(values, target)
    return facts | {name: np.array(float(score)) for name, score in scores.items()}


def _attained(values: Floats, target: Decimal | None) -> Floats | None:
    if target is None or target <= 0:
        return None
    return np.floor(np.maximum(values, 0) / float(target) * STEPS + HALF) / STEPS


def _own(component: Component, values: Floats, target: Decimal | None) -> Floats | None:
    """Attainment; a decreasing objective has no baseline here, so it is not measured."""
    return None if component.objective is Objective.DECREASE else _attained(values, target)


def _shares(component: Component, attained: Floats | None, facts: Mapping[str, Floats | None]) -> Floats | None:
    """Share of the component's incentive paid on each outcome."""
    if attained is None:
        return None
    if isinstance(component.rule, Surface):
        other = facts.get(component.rule.other)
        return None if other is None else _cells(component, component.rule, attained, other)
    constant = _constant_shares(component)
    steps, back = np.unique(np.rint(attained * STEPS).astype(int), return_inverse=True)
    for step in steps:
        if int(step) not in constant:
            constant[int(step)] = float(engine.payout_share(component, Decimal(int(step)) / STEPS))
    return np.array([constant[int(step)] for step in steps])[back]


@lru_cache(maxsize=512)
def _constant_shares(_: Component) -> dict[int, float]:
    """A cache of computed shares of a component, by attainment, common to the people of one plan."""
    return {}


def _cells(component: Component, grid: Surface, own: Floats, other: Floats) -> Floats:
    paid, open_ = np.zeros(own.shape), np.ones(own.shape, bool)
    for cell in grid.cells:
        inside = open_ & _within(own, cell.start, cell.end) & _within(other, cell.other_start, cell.other_end)
        paid[inside] = float(cell.payout)
        open_ &= ~inside
    return paid if component.cap is None else np.minimum(paid, float(component.cap))


def _within(values: Floats, start: Decimal, end: Decimal | None) -> Flags:
    inside = values >= float(start)
    return inside if end is None else inside & (values < float(end))


def _commission(component: Component, values: Floats, target: Decimal | None) -> Floats | None:
    """A commission on each outcome; many are rounded to the nearest of `FINEST` amounts, which moves none by more
    than half the distance between two.
    """
    rule = component.rule
    if getattr(rule, "input", None) is TableInput.ATTAINMENT and (target is None or target <= 0):
        return None
    step = max(0.01, float(np.ptp(values)) / FINEST)
    distinct, back = np.unique(np.round(values / step), return_inverse=True)
    paid = (engine.commission_of(component, Achievement(Decimal(f"{n * step:.2f}"), target)) for n in distinct)
    return np.array([float(amount or ZERO) for amount in paid])[back]


def _is_for(modifier: Modifier, key: str) -> bool:
    return modifier.components is None or key in modifier.components


def _holds_all(modifier: Modifier, facts: Mapping[str, Floats | None]) -> Flags:
    """The outcomes to which a modifier applies; none while a compared value is unknown."""
    flags: Flags = np.array(True)
    for condition in modifier.conditions:
        value = facts.get(condition.measure)
        if value is None:
            return np.array(False)
        flags = flags & _compared(condition.comparison, value, float(condition.value))
    return flags


def _compared(comparison: ConditionOperator, value: Floats, limit: float) -> Flags:
    if comparison is ConditionOperator.LESS:
        return value < limit
    if comparison is ConditionOperator.AT_MOST:
        return value <= limit
    return value > limit if comparison is ConditionOperator.MORE else value >= limit


def _modified(paid: Floats, active: Iterable[tuple[Modifier, Flags]]) -> Floats:
    """Apply the modifiers in the plan's order."""
    for modifier, applies in active:
        limit = float(modifier.value or ZERO)
        changed = {
            Effect.MULTIPLY: paid * limit,
            Effect.ZERO: np.zeros(paid.shape),
        }.get(modifier.effect, np.minimum(paid, limit))
        paid = np.where(applies, changed, paid)
    return paid


def _cents(values: Floats) -> Floats:
    return np.copysign(np.floor(np.abs(values) * 100 + HALF) / 100, values)
