"""Details of a statement line: the cell of the rule that paid it, and the periods and lines it counts."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from itertools import pairwise

from kam_analytics.metrics.pay.figures import Payee, TargetRow, finest
from kam_analytics.metrics.pay.rules import payout as rules
from kam_analytics.metrics.pay.rules.engine import Line
from kam_analytics.plans.plan import Component, Curve, Method, Point, RateTable, Surface, TableInput, Tier


class RulePosition(Enum):
    """Position of a line on its rule."""

    NOT_MEASURED = "not_measured"
    BELOW = "below"  # under the threshold or the first tier
    BETWEEN = "between"  # on the line between two points
    BEYOND = "beyond"  # past the last point
    CAPPED = "capped"
    STEP = "step"
    TIER = "tier"


@dataclass(frozen=True, slots=True)
class RuleCell:
    """The cell that paid: points of a curve or a tier of a table, in the sheet `curve`, `rate_table` or `surface`.

    first, last: attainments of the points, bounds of the tier; pays: shares or rates at them; method: of a table.
    """

    cell: RulePosition
    sheet: str
    first: Decimal | None = None
    last: Decimal | None = None
    pays: tuple[Decimal, ...] = ()
    method: Method | None = None


def rule_cell(component: Component, line: Line) -> RuleCell:
    """The cell of the component's rule that paid a line."""
    if isinstance(component.rule, Curve):
        return _curve_cell(component, component.rule, line)
    if isinstance(component.rule, Surface):
        return _grid_cell(component.rule, line)
    return _table_cell(component.rule, line)


def _curve_cell(component: Component, curve: Curve, line: Line) -> RuleCell:
    if line.attainment is None:
        return RuleCell(RulePosition.NOT_MEASURED, "curve")
    reached = line.attainment
    if reached < max(curve.threshold, curve.points[0].attainment):
        return RuleCell(RulePosition.BELOW, "curve", last=max(curve.threshold, curve.points[0].attainment))
    limits = [cap for cap in (curve.cap, component.cap) if cap is not None]
    cap = min(limits, default=None)
    start, end = _around(curve.points, reached)
    if cap is not None and rules.curve_payout(curve, reached) >= cap:
        return RuleCell(RulePosition.CAPPED, "curve", start.attainment, end.attainment, (cap,))
    beyond = reached > end.attainment
    pays = (start.payout, end.payout)
    return RuleCell(
        RulePosition.BEYOND if beyond else RulePosition.BETWEEN, "curve", start.attainment, end.attainment, pays
    )


def _around(points: Sequence[Point], reached: Decimal) -> tuple[Point, Point]:
    """The two points around a value; the last two if it lies beyond them."""
    return next(((a, b) for a, b in pairwise(points) if reached <= b.attainment), (points[-2], points[-1]))


def _table_cell(table: RateTable, line: Line) -> RuleCell:
    done = line.achievement
    value = line.attainment if table.method is Method.STEP_PAYOUT else done.result
    if value is None or (table.input is TableInput.ATTAINMENT and not done.target):
        return RuleCell(RulePosition.NOT_MEASURED, "rate_table", method=table.method)
    tier = rules.tier_reached(table, value, done.target)
    if tier is None:
        return RuleCell(RulePosition.BELOW, "rate_table", last=table.tiers[0].start, method=table.method)
    return _of(tier, table.method)


def _grid_cell(grid: Surface, line: Line) -> RuleCell:
    """The bands of own attainment whose cells pay the line's share."""
    reached = line.attainment
    if reached is None or line.payout_share is None:
        return RuleCell(RulePosition.NOT_MEASURED, "surface")
    bands = [c for c in grid.cells if c.start <= reached and (c.end is None or reached < c.end)]
    if not bands:
        return RuleCell(RulePosition.BELOW, "surface", last=min(c.start for c in grid.cells))
    return RuleCell(RulePosition.STEP, "surface", bands[0].start, bands[0].end, (line.payout_share,))


def _of(tier: Tier, method: Method) -> RuleCell:
    cell = RulePosition.STEP if method is Method.STEP_PAYOUT else RulePosition.TIER
    return RuleCell(cell, "rate_table", tier.start, tier.end, (tier.value,), method)


def counted(rows: Sequence[TargetRow], payee: Payee, measure: str, as_of: date) -> tuple[TargetRow, ...]:
    """The ended periods of a measure that the estimate counts, first to last."""
    mine = [r for r in rows if r.who == payee.person_id and r.scope == "kam"]
    last = min(as_of, payee.to_on)
    ended = [r for r in finest(mine) if r.period_end <= last and r.period_start >= payee.from_on]
    return tuple(sorted((r for r in ended if r.measure == measure), key=lambda r: r.period_start))
