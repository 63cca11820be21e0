"""The payout curve of revenue, with a point for everyone whose pay the viewer may see."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from itertools import pairwise

import pandas as pd

from kam_analytics.answers.page.blocks import Chart, Column
from kam_analytics.answers.pay.inputs import revenue_curve
from kam_analytics.charts.pay import attainment as charts
from kam_analytics.core.text import Text
from kam_analytics.core.units import Unit
from kam_analytics.language.pay import page as text
from kam_analytics.language.pay import views as words
from kam_analytics.language.sentences import fill
from kam_analytics.metrics.pay.forecast import distribution as forecast
from kam_analytics.metrics.pay.forecast.year_end import REVENUE, YearEndForecast
from kam_analytics.metrics.pay.metrics import PersonPay
from kam_analytics.metrics.pay.rules import engine
from kam_analytics.plans.plan import Curve

BELOW, BEYOND = Decimal("0.3"), Decimal("0.1")  # range of attainment drawn around the curve
CurvePoint = tuple[str, float, float, str | Text, str]


def curve(
    people: Sequence[PersonPay], outlooks: Mapping[str, YearEndForecast], *, tried: Decimal | None = None
) -> list[Chart]:
    """The payout curve of revenue.

    people: those whose dots are drawn; the curve is that of the first one's plan. outlooks: for one person alone, the
    year-end point and the part of the curve where the year may end are drawn too; tried: an attainment to try instead
    of the one of today, on a chart of its own.
    """
    paid = [p for p in people if p.payee is not None and revenue_curve(p.payee) is not None]
    if not paid or paid[0].payee is None:
        return []
    rule, plan = revenue_curve(paid[0].payee), paid[0].payee.plan
    if rule is None:
        return []
    paid = [p for p in paid if p.payee is not None and p.payee.plan.id == plan.id]
    alone = outlooks.get(paid[0].person_id) if len(paid) == 1 else None
    key = next(k for k, measure in plan.measures.items() if measure == REVENUE)
    return [
        Chart(
            "curve" if tried is None else "tried_curve",
            fill(text.CURVE, component=plan.labels[key]),
            pd.DataFrame(
                _rows(rule, paid, alone, tried), columns=["kind", "attainment", "payout", "name", "person_id"]
            ),
            charts.payout_curve,
            {
                "name": Column(text.NAME),
                "attainment": Column(text.ATTAINMENT, Unit.SHARE, secret=True),
                "payout": Column(text.PAYOUT, Unit.SHARE, secret=True),
            },
            narrows="kam" if len(paid) > 1 else "",
        )
    ]


def _rows(
    rule: Curve, paid: Sequence[PersonPay], alone: YearEndForecast | None, tried: Decimal | None
) -> list[CurvePoint]:
    attained = [p.attainment or Decimal(0) for p in paid]
    far = [] if alone is None else [Decimal(f"{alone.attainment.quantile(forecast.HIGH):.4f}")]
    moved = [] if tried is None else [tried]
    last = max([*attained, *far, *moved, rule.points[-1].attainment + BEYOND])
    rows: list[CurvePoint] = [("curve", float(a), float(payout), "", "") for a, payout in _corners(rule, last)]
    if alone is None:
        return [*rows, *(_point(rule, "person", a, p.name, p.person_id) for a, p in zip(attained, paid, strict=True))]
    rows += _stretch(rule, alone)
    then = Decimal(f"{alone.attainment.quantile(forecast.MIDDLE):.4f}")
    now = ("person", attained[0], words.TODAY) if tried is None else ("tried", tried, words.TRIED)
    return [*rows, _point(rule, *now), _point(rule, "forecast", then, words.THEN)]


def _point(rule: Curve, kind: str, attained: Decimal, name: str | Text, who: str = "") -> CurvePoint:
    return kind, float(attained), float(engine.curve_payout(rule, attained)), name, who


def _stretch(rule: Curve, alone: YearEndForecast) -> list[CurvePoint]:
    """The part of the curve from P10 to P90, with every bend between them."""
    low, high = (Decimal(f"{alone.attainment.quantile(q):.4f}") for q in (forecast.LOW, forecast.HIGH))
    bends = [a for a, _ in _corners(rule, high) if low < a < high]
    return [_point(rule, "range", a, "") for a in sorted({low, *bends, high})]


def _corners(rule: Curve, last: Decimal) -> list[tuple[Decimal, Decimal]]:
    """Every point where the curve bends; the step at the threshold is two points with the same attainment."""
    first = rule.points[0].attainment
    bends = {p.attainment for p in rule.points} | {last}
    bends |= {a for a in (where_capped(rule),) if a is not None and first < a < last}
    below = [(max(Decimal(0), first - BELOW), Decimal(0)), (rule.threshold, Decimal(0))]
    return below + [(a, engine.curve_payout(rule, a)) for a in sorted(bends)]


def where_capped(rule: Curve) -> Decimal | None:
    """The attainment at which the last slope reaches the cap."""
    before, after = list(pairwise(rule.points))[-1]
    rise = after.payout - before.payout
    if rule.cap is None or rise <= 0:
        return None
    return after.attainment + (rule.cap - after.payout) * (after.attainment - before.attainment) / rise
