"""A variable-pay plan as data: curves, rate tables, components, conditions; and its problems."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from itertools import pairwise

ONE = Decimal(1)


class AboveLast(Enum):
    """What is paid beyond the last point or tier. A plan that does not specify it is refused."""

    EXTEND = "extend"
    HOLD = "hold"


class Method(Enum):
    """How a rate table pays.

    WHOLE: the rate of the tier reached applies to everything; MARGINAL: each slice at its rate;
    INTERPOLATED: a tier's value is the amount earned by crossing it wholly; STEP_PAYOUT: a tier's
    value is the share of the target incentive paid there.
    """

    WHOLE = "whole"
    MARGINAL = "marginal"
    INTERPOLATED = "interpolated"
    STEP_PAYOUT = "step_payout"


class Edge(Enum):
    """The tier of a result exactly on a bound: the one above, or the one below."""

    LOWER_INCLUSIVE = "lower_inclusive"
    UPPER_INCLUSIVE = "upper_inclusive"


class TableInput(Enum):
    """Whether bounds are amounts or multiples of the quota."""

    AMOUNT = "amount"
    ATTAINMENT = "attainment"


class Objective(Enum):
    """Whether a higher or a lower result is the aim."""

    INCREASE = "increase"
    DECREASE = "decrease"


class Rounding(Enum):
    """Where money is rounded half-up to the cent."""

    PER_COMPONENT = "per_component"
    TOTAL = "total"


class ConditionOperator(Enum):
    """How a condition compares a measure with its value."""

    LESS = "<"
    AT_MOST = "<="
    MORE = ">"
    AT_LEAST = ">="


class Effect(Enum):
    """What a modifier does to its components when its conditions hold."""

    ZERO = "zero"
    MULTIPLY = "multiply"
    CAP = "cap"


class PlanProblem(Enum):
    """Why a plan is ambiguous, so that it cannot be computed."""

    NO_COMPONENT = "no_component"
    DUPLICATE_COMPONENT = "duplicate_component"
    WEIGHTS_NOT_100 = "weights_not_100"
    NEGATIVE_WEIGHT = "negative_weight"
    COMMISSION_WITH_WEIGHT = "commission_with_weight"
    TOO_FEW_POINTS = "too_few_points"
    POINTS_NOT_ASCENDING = "points_not_ascending"
    EMPTY_TABLE = "empty_table"
    EMPTY_TIER = "empty_tier"
    GAP_BETWEEN_TIERS = "gap_between_tiers"
    OVERLAPPING_TIERS = "overlapping_tiers"
    OPEN_END_UNSPECIFIED = "open_end_unspecified"
    OPEN_TIER_NOT_LAST = "open_tier_not_last"
    OPEN_TIER_CANNOT_INTERPOLATE = "open_tier_cannot_interpolate"
    STEP_TABLE_NEEDS_ATTAINMENT = "step_table_needs_attainment"
    UNKNOWN_COMPONENT = "unknown_component"
    MODIFIER_WITHOUT_VALUE = "modifier_without_value"
    SURFACE_CELL_MISSING = "surface_cell_missing"
    SURFACE_CELL_TWICE = "surface_cell_twice"
    PHASING_NOT_100 = "phasing_not_100"
    UNKNOWN_PLAN = "unknown_plan"
    DUPLICATE_PLAN = "duplicate_plan"
    DUPLICATE_PAYEE = "duplicate_payee"
    TIER_WITHOUT_VALUE = "tier_without_value"
    NOT_SAID = "not_said"
    SHARE_OUT_OF_BOUNDS = "share_out_of_bounds"
    SHARE_NOT_POSITIVE = "share_not_positive"
    NEGATIVE_AMOUNT = "negative_amount"
    UNKNOWN_MEASURE = "unknown_measure"
    DAYS_REVERSED = "days_reversed"
    OUTSIDE_PLAN = "outside_plan"
    UNKNOWN_MONTH = "unknown_month"
    MONTH_TWICE = "month_twice"
    OTHER_CURRENCY = "other_currency"
    TWO_RULES = "two_rules"
    CLIFF_NOT_FIRST = "cliff_not_first"
    MIXED_TIERS = "mixed_tiers"
    MODIFIER_WITHOUT_CONDITION = "modifier_without_condition"
    DUPLICATE_MODIFIER = "duplicate_modifier"
    CAP_WITHOUT_INCENTIVE = "cap_without_incentive"
    CAP_ON_COMMISSION = "cap_on_commission"
    NOT_ON_PLAN = "not_on_plan"


@dataclass(frozen=True, slots=True)
class Problem:
    """A problem with its location and the figures that show it."""

    problem: PlanProblem
    component: str | None = None
    figures: tuple[Decimal, ...] = ()


@dataclass(frozen=True, slots=True)
class Point:
    """At this attainment (1 is 100 %) this share of the target incentive is paid."""

    attainment: Decimal
    payout: Decimal


@dataclass(frozen=True, slots=True)
class Curve:
    """Straight lines between points; nothing below the threshold nor below the first point."""

    points: tuple[Point, ...]
    threshold: Decimal = Decimal(0)
    cap: Decimal | None = None
    above_last: AboveLast | None = None


@dataclass(frozen=True, slots=True)
class Tier:
    """From `start` to `end` (`None`: no end). `retroactive`: reaching it reprices all below."""

    start: Decimal
    end: Decimal | None
    value: Decimal
    retroactive: bool = False


@dataclass(frozen=True, slots=True)
class RateTable:
    """Consecutive tiers; nothing is paid below the first."""

    tiers: tuple[Tier, ...]
    method: Method
    edge: Edge = Edge.LOWER_INCLUSIVE
    input: TableInput = TableInput.AMOUNT
    above_last: AboveLast | None = None

    @property
    def pays_commission(self) -> bool:
        """Whether it pays an amount, whatever the target incentive."""
        return self.method is not Method.STEP_PAYOUT


@dataclass(frozen=True, slots=True)
class GridCell:
    """The payout for one band of own and one of other attainment; `None`: no end."""

    start: Decimal
    end: Decimal | None
    other_start: Decimal
    other_end: Decimal | None
    payout: Decimal


@dataclass(frozen=True, slots=True)
class Surface:
    """Two criteria paid together: a grid of two attainments; a bound belongs to the band that starts there.

    other: the measure of the second attainment; nothing is paid below the first bands.
    """

    other: str
    cells: tuple[GridCell, ...]


Rule = Curve | RateTable | Surface


@dataclass(frozen=True, slots=True)
class Component:
    """One line of a plan. `weight`: share of the target incentive; `cap`: maximum payout, as a share of it."""

    key: str
    weight: Decimal
    rule: Rule
    objective: Objective = Objective.INCREASE
    cap: Decimal | None = None

    @property
    def pays_commission(self) -> bool:
        """Paid on an amount, outside the weights."""
        return isinstance(self.rule, RateTable) and self.rule.pays_commission


@dataclass(frozen=True, slots=True)
class Condition:
    """A measure (its name) compared with a value."""

    measure: str
    comparison: ConditionOperator
    value: Decimal


@dataclass(frozen=True, slots=True)
class Modifier:
    """When all conditions hold, zero, multiply or cap these components (`None`: all of them)."""

    key: str
    conditions: tuple[Condition, ...]
    effect: Effect
    value: Decimal | None = None
    components: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """Target incentive (EUR at 100 % for the whole period), its components and its limits.

    `total_cap`: maximum payout of the plan, as a share of the target incentive prorated to presence.
    """

    target_incentive: Decimal
    components: tuple[Component, ...]
    modifiers: tuple[Modifier, ...] = ()
    total_cap: Decimal | None = None
    rounding: Rounding = Rounding.PER_COMPONENT
    currency: str = "EUR"


def plan_problems(plan: Plan) -> tuple[Problem, ...]:
    """Every ambiguity of the plan; empty when it can be computed."""
    problems = list(_weight_problems(plan))
    for component in plan.components:
        problems += [Problem(p.problem, component.key, p.figures) for p in rule_problems(component.rule)]
    return (*problems, *_modifier_problems(plan))


def rule_problems(rule: Rule) -> tuple[Problem, ...]:
    """The problems of one curve, table or grid."""
    if isinstance(rule, Surface):
        return tuple(_surface_problems(rule))
    return tuple(_curve_problems(rule) if isinstance(rule, Curve) else _table_problems(rule))


def _weight_problems(plan: Plan) -> Iterator[Problem]:
    if not plan.components:
        yield Problem(PlanProblem.NO_COMPONENT)
        return
    for key, times in Counter(component.key for component in plan.components).items():
        if times > 1:
            yield Problem(PlanProblem.DUPLICATE_COMPONENT, key)
    weighted = [component for component in plan.components if not component.pays_commission]
    total = sum((component.weight for component in weighted), Decimal(0))
    if weighted and total != ONE:
        yield Problem(PlanProblem.WEIGHTS_NOT_100, None, (total,))
    for component in plan.components:
        if component.weight < 0:
            yield Problem(PlanProblem.NEGATIVE_WEIGHT, component.key, (component.weight,))
        if component.pays_commission and component.weight != 0:
            yield Problem(PlanProblem.COMMISSION_WITH_WEIGHT, component.key, (component.weight,))


def _modifier_problems(plan: Plan) -> Iterator[Problem]:
    keys = {component.key for component in plan.components}
    for modifier in plan.modifiers:
        if set(modifier.components or ()) - keys:
            yield Problem(PlanProblem.UNKNOWN_COMPONENT, modifier.key)
        if modifier.effect is not Effect.ZERO and modifier.value is None:
            yield Problem(PlanProblem.MODIFIER_WITHOUT_VALUE, modifier.key)


def _curve_problems(curve: Curve) -> Iterator[Problem]:
    if len(curve.points) < 2:
        yield Problem(PlanProblem.TOO_FEW_POINTS)
        return
    for before, after in pairwise(curve.points):
        if after.attainment <= before.attainment:
            yield Problem(PlanProblem.POINTS_NOT_ASCENDING, figures=(before.attainment, after.attainment))
    if curve.above_last is None:
        yield Problem(PlanProblem.OPEN_END_UNSPECIFIED, figures=(curve.points[-1].attainment,))


def _table_problems(table: RateTable) -> Iterator[Problem]:
    if not table.tiers:
        yield Problem(PlanProblem.EMPTY_TABLE)
        return
    for tier in table.tiers:
        if tier.end is not None and tier.end <= tier.start:
            yield Problem(PlanProblem.EMPTY_TIER, figures=(tier.start, tier.end))
    for before, after in pairwise(table.tiers):
        yield from _seam_problems(before, after)
    last = table.tiers[-1]
    if last.end is not None and table.above_last is None:
        yield Problem(PlanProblem.OPEN_END_UNSPECIFIED, figures=(last.end,))
    if last.end is None and table.method is Method.INTERPOLATED:
        yield Problem(PlanProblem.OPEN_TIER_CANNOT_INTERPOLATE, figures=(last.start,))
    if table.method is Method.STEP_PAYOUT and table.input is TableInput.AMOUNT:
        yield Problem(PlanProblem.STEP_TABLE_NEEDS_ATTAINMENT)


def _seam_problems(before: Tier, after: Tier) -> Iterator[Problem]:
    if before.end is None:
        yield Problem(PlanProblem.OPEN_TIER_NOT_LAST, figures=(before.start,))
    elif before.end < after.start:
        yield Problem(PlanProblem.GAP_BETWEEN_TIERS, figures=(before.end, after.start))
    elif before.end > after.start:
        yield Problem(PlanProblem.OVERLAPPING_TIERS, figures=(after.start, before.end))


def _surface_problems(surface: Surface) -> Iterator[Problem]:
    """Checks that both sides of the grid have no gap, are open at the end, and that every cell occurs exactly once."""
    if not surface.cells:
        yield Problem(PlanProblem.EMPTY_TABLE)
        return
    own, across = bands(surface)
    for side in (own, across):
        for before, after in pairwise(side):
            yield from _seam_problems(before, after)
        if side[-1].end is not None:
            yield Problem(PlanProblem.OPEN_END_UNSPECIFIED, figures=(side[-1].end,))
    times = Counter((c.start, c.other_start) for c in surface.cells)
    for row in own:
        for column in across:
            count = times[row.start, column.start]
            if count != 1:
                problem = PlanProblem.SURFACE_CELL_MISSING if count == 0 else PlanProblem.SURFACE_CELL_TWICE
                yield Problem(problem, figures=(row.start, column.start))


def bands(surface: Surface) -> tuple[tuple[Tier, ...], tuple[Tier, ...]]:
    """The bands of a grid in order, its own attainment first; the value of a band has no meaning."""
    own = sorted({(c.start, c.end) for c in surface.cells}, key=_by_start)
    across = sorted({(c.other_start, c.other_end) for c in surface.cells}, key=_by_start)
    first, second = (tuple(Tier(start, end, Decimal(0)) for start, end in side) for side in (own, across))
    return first, second


def _by_start(band: tuple[Decimal, Decimal | None]) -> tuple[Decimal, bool, Decimal]:
    start, end = band
    return start, end is None, end or Decimal(0)
