"""From a result to what its curve or rate table pays, in exact decimals."""

from decimal import ROUND_HALF_UP, Decimal
from itertools import pairwise

from kam_analytics.plans.plan import (
    AboveLast,
    Curve,
    Edge,
    Method,
    Objective,
    Point,
    RateTable,
    Surface,
    TableInput,
    Tier,
)

CENT = Decimal("0.01")
ATTAINMENT_STEP = Decimal("0.0001")
ZERO = Decimal(0)


def money(amount: Decimal) -> Decimal:
    """Half-up to the cent.

    >>> money(Decimal("10850.625"))
    Decimal('10850.63')
    """
    return amount.quantize(CENT, ROUND_HALF_UP)


def rounded_attainment(attainment: Decimal) -> Decimal:
    """Half-up to four decimals, before any threshold: an attainment displayed as 80.00 % is paid as 80 %."""
    return attainment.quantize(ATTAINMENT_STEP, ROUND_HALF_UP)


def attainment(
    result: Decimal | None,
    target: Decimal | None,
    objective: Objective = Objective.INCREASE,
    baseline: Decimal | None = None,
) -> Decimal | None:
    """Attainment of the target, 1 is 100 %, never below 0; `None` where it is undefined.

    Result ÷ target, or both counted from the baseline where there is one. An objective to decrease
    needs a baseline, above its target.

    >>> attainment(Decimal(150), Decimal(160))
    Decimal('0.9375')
    >>> attainment(Decimal(12), Decimal(10), Objective.DECREASE, baseline=Decimal(14))
    Decimal('0.5000')
    """
    if result is None or target is None:
        return None
    if objective is Objective.DECREASE and baseline is None:
        return None
    origin = ZERO if baseline is None else baseline
    sign = -1 if objective is Objective.DECREASE else 1
    done, due = sign * (result - origin), sign * (target - origin)
    return rounded_attainment(max(ZERO, done / due)) if due > 0 else None


def curve_payout(curve: Curve, attained: Decimal) -> Decimal:
    """Share of the target incentive paid at an attainment."""
    reached = rounded_attainment(attained)
    if reached < curve.threshold or reached < curve.points[0].attainment:
        return ZERO
    share = _on_the_line(curve, reached)
    return max(ZERO, share if curve.cap is None else min(share, curve.cap))


def _on_the_line(curve: Curve, reached: Decimal) -> Decimal:
    last = curve.points[-1]
    if reached > last.attainment and curve.above_last is not AboveLast.EXTEND:
        return last.payout
    for start, end in pairwise(curve.points):
        if reached <= end.attainment:
            return _between(start, end, reached)
    return _between(curve.points[-2], last, reached)


def _between(start: Point, end: Point, reached: Decimal) -> Decimal:
    rise = (reached - start.attainment) * (end.payout - start.payout)
    return start.payout + rise / (end.attainment - start.attainment)


def step_payout(table: RateTable, attained: Decimal) -> Decimal:
    """Share of the target incentive paid at the step of an attainment; 0 below the first."""
    reached = rounded_attainment(attained)
    tier = _tier_at(table, reached, Decimal(1))
    return ZERO if tier is None else tier.value


def surface_payout(surface: Surface, attained: Decimal, other: Decimal) -> Decimal:
    """Share of the target incentive paid in the cell of two attainments; 0 below the first bands."""
    own, across = rounded_attainment(attained), rounded_attainment(other)
    for cell in surface.cells:
        in_row = cell.start <= own and (cell.end is None or own < cell.end)
        if in_row and cell.other_start <= across and (cell.other_end is None or across < cell.other_end):
            return cell.payout
    return ZERO


def commission(table: RateTable, amount: Decimal, quota: Decimal | None = None) -> Decimal:
    """What a rate table pays on an amount, not rounded; EUR.

    Bounds given as attainment are multiplied by the quota and compared with the amount itself:
    99,999.99 of a quota of 100,000 has not reached it, though it is shown as 100.00 %.

    Raises
        ValueError when bounds are attainments and there is no positive quota.
    """
    scale = _scale(table, quota)
    if table.method is Method.INTERPOLATED:
        return sum((_crossed(table, tier, amount, scale) for tier in table.tiers), ZERO)
    current = _tier_at(table, amount, scale)
    if current is None:
        return ZERO
    reached = table.tiers[: table.tiers.index(current) + 1]
    repriced = _repriced_tiers(table, reached)
    from_zero = ZERO
    if repriced:
        from_zero = repriced[-1].value * _up_to(table, repriced[-1], amount, scale)
    sliced = reached[len(repriced) :]
    return from_zero + sum((tier.value * _slice(table, tier, amount, scale) for tier in sliced), ZERO)


def _scale(table: RateTable, quota: Decimal | None) -> Decimal:
    if table.input is TableInput.AMOUNT:
        return Decimal(1)
    if quota is None or quota <= 0:
        raise ValueError(f"tiers in attainment need a positive quota, not {quota}")
    return quota


def _tier_at(table: RateTable, value: Decimal, scale: Decimal) -> Tier | None:
    """The tier of a value, the last one beyond the end; `None` below the first."""
    standing = None
    for tier in table.tiers:
        start = tier.start * scale
        # Zero is the minimum: a first tier from zero always includes it.
        included = table.edge is Edge.LOWER_INCLUSIVE or start == 0
        if value > start or (value == start and included):
            standing = tier
    return standing


def _repriced_tiers(table: RateTable, reached: tuple[Tier, ...]) -> tuple[Tier, ...]:
    """The tiers reached up to the last one whose rate applies from zero; empty when none does."""
    if table.method is Method.WHOLE:
        return reached
    repricing = [n for n, tier in enumerate(reached, start=1) if tier.retroactive]
    return reached[: repricing[-1]] if repricing else ()


def _up_to(table: RateTable, tier: Tier, amount: Decimal, scale: Decimal) -> Decimal:
    """The part of the amount below the end of a tier."""
    beyond = tier is table.tiers[-1] and table.above_last is AboveLast.EXTEND
    return amount if tier.end is None or beyond else min(amount, tier.end * scale)


def _slice(table: RateTable, tier: Tier, amount: Decimal, scale: Decimal) -> Decimal:
    return max(ZERO, _up_to(table, tier, amount, scale) - tier.start * scale)


def _crossed(table: RateTable, tier: Tier, amount: Decimal, scale: Decimal) -> Decimal:
    if tier.end is None:
        raise ValueError(f"an open tier from {tier.start} has no width to interpolate over")
    return tier.value * _slice(table, tier, amount, scale) / ((tier.end - tier.start) * scale)


def tier_reached(table: RateTable, result: Decimal, quota: Decimal | None = None) -> Tier | None:
    """The tier of a result (of an attainment, for a table of steps); `None` below the first.

    Raises
        ValueError when bounds are attainments of an amount and there is no positive quota.
    """
    return _tier_at(table, result, Decimal(1) if table.method is Method.STEP_PAYOUT else _scale(table, quota))
