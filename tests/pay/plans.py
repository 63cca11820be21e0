"""Curves, tables and the reference plan of the pay tests, each in one line."""

from datetime import date
from decimal import Decimal

from kam_analytics.metrics.pay.rules.engine import Achievement, Span
from kam_analytics.plans.plan import (
    AboveLast,
    Component,
    Curve,
    Edge,
    Method,
    Plan,
    Point,
    RateTable,
    TableInput,
    Tier,
)

D = Decimal


def curve(
    *points: tuple[str, str],
    threshold: str = "0",
    cap: str | None = None,
    above: AboveLast | None = AboveLast.EXTEND,
) -> Curve:
    return Curve(tuple(Point(D(a), D(p)) for a, p in points), D(threshold), None if cap is None else D(cap), above)


def tiers(*rows: tuple[str, str | None, str]) -> tuple[Tier, ...]:
    return tuple(Tier(D(start), None if end is None else D(end), D(value)) for start, end, value in rows)


def table(method: Method, *rows: tuple[str, str | None, str], edge: Edge = Edge.LOWER_INCLUSIVE) -> RateTable:
    return RateTable(tiers(*rows), method, edge)


def quota_table(method: Method, *rows: tuple[str, str | None, str], edge: Edge = Edge.LOWER_INCLUSIVE) -> RateTable:
    return RateTable(tiers(*rows), method, edge, TableInput.ATTAINMENT)


LINEAR = curve(("0", "0"), ("1", "1"))
THR80_LINEAR = curve(("0", "0"), ("1", "1"), threshold="0.8")
THR80_FROM_ZERO = curve(("0.8", "0"), ("1", "1"))
THR80_ACC2_CAP160 = curve(("0.8", "0.8"), ("1", "1"), ("1.2", "1.4"), cap="1.6")
STEPPED = RateTable(
    tiers(("0.8", "0.9", "0.5"), ("0.9", "1", "0.75"), ("1", "1.1", "1"), ("1.1", None, "1.25")),
    Method.STEP_PAYOUT,
    input=TableInput.ATTAINMENT,
)
REFERENCE_CURVE = curve(("0.8", "0.5"), ("1", "1"), ("1.25", "1.5"), cap="1.5")
REFERENCE_PLAN = Plan(  # docs/pay.md vector Q
    D(15000),
    (
        Component("revenue", D("0.40"), REFERENCE_CURVE),
        Component("margin", D("0.30"), REFERENCE_CURVE),
        Component("key_growth", D("0.20"), REFERENCE_CURVE),
        Component("abp_quality", D("0.10"), REFERENCE_CURVE),
    ),
)
REFERENCE_RESULTS = {
    "revenue": Achievement(D(104), D(100)),
    "margin": Achievement(D(91), D(100)),
    "key_growth": Achievement(D(130), D(100)),
    "abp_quality": Achievement(D(70), D(100)),
}
YEAR = Span(date(2025, 1, 1), date(2025, 12, 31))
FROM_APRIL = Span(date(2025, 4, 1), date(2025, 12, 31))
