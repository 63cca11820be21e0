"""Position of a result on its rule: the segment of a curve, the tier or the row of a grid that pays it."""

from dataclasses import dataclass
from decimal import Decimal

from kam_analytics.metrics.pay.rules.engine import Achievement
from kam_analytics.metrics.pay.rules.payout import ZERO, rounded_attainment
from kam_analytics.plans.plan import Curve, Edge, RateTable, Rule, Surface


@dataclass(frozen=True, slots=True)
class Bounds:
    """Position of a result on its rule: the sheet, and the segment, tier or cell, counted from 1; 0 is below."""

    sheet: str
    position: int
    start: Decimal | None
    end: Decimal | None


def bounds_of(rule: Rule, achieved: Achievement, attained: Decimal | None) -> Bounds | None:
    """The segment of the curve, the tier or the row of the grid that pays a result; None without a result."""
    if attained is None and not (isinstance(rule, RateTable) and achieved.result is not None):
        return None
    if isinstance(rule, RateTable):
        return _tier(rule, achieved, attained)
    reached = rounded_attainment(attained or ZERO)
    if isinstance(rule, Surface):
        rows = sorted({(c.start, c.end) for c in rule.cells}, key=lambda band: band[0])
        cells = [
            i for i, (start, end) in enumerate(rows, start=1) if start <= reached and (end is None or reached < end)
        ]
        return Bounds("surface", cells[0], *rows[cells[0] - 1]) if cells else Bounds("surface", 0, None, rows[0][0])
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
    index = 0
    for i, tier in enumerate(table.tiers, start=1):
        start = tier.start * scale
        if value > start or (value == start and (table.edge is Edge.LOWER_INCLUSIVE or start == 0)):
            index = i
    if index == 0:
        return Bounds("rate_table", 0, None, table.tiers[0].start)
    return Bounds("rate_table", index, table.tiers[index - 1].start, table.tiers[index - 1].end)
