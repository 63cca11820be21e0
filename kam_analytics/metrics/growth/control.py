"""Key accounts against other accounts of similar size, to separate the effect of key status from that of size."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kam_analytics.metrics.growth.jackknife import Amounts, GrowthEstimate, jackknife_growth

FARTHEST = 2.0  # a match is at most twice, at least half as large
LEAST_MATCHED = 3


@dataclass(frozen=True, slots=True)
class SizeMatch:
    """Key accounts beside their matches; growths are shares.

    gap: its `growth`, `low` and `high` are the gap (0.05 is five points).
    matched: key accounts that have a match; the others are larger or smaller than any other account.
    """

    key_growth: float
    control_growth: float
    gap: GrowthEstimate
    matched: int
    keys: int


def size_matched(size: Amounts, base: Amounts, current: Amounts, is_key: NDArray[np.bool_]) -> SizeMatch | None:
    """Compare each key account with the other account nearest in size; `None` with fewer than three pairs.

    Shapes and units
        all (accounts,); size, base, current: EUR.

    Method
        Size is what was known when the list was frozen (revenue before the base period): matched on base revenue,
        an account at its peak would meet an account at its peak, and both fall back. Nearest in log size, an other
        account may serve twice, at most a factor two away. The match counts with the base revenue of its key
        account. Jackknife by pair, as for the growth of one group.
    """
    usable = (size > 0) & (base > 0)
    keys, others = np.flatnonzero(usable & is_key), np.flatnonzero(usable & ~is_key)
    if not others.size:
        return None
    nearest = others[_nearest(np.log(size[keys]), np.log(size[others]))]
    near = np.abs(np.log(size[keys] / size[nearest])) <= np.log(FARTHEST)
    keys, nearest = keys[near], nearest[near]
    if keys.size < LEAST_MATCHED:
        return None
    control = base[keys] * current[nearest] / base[nearest]
    gap = jackknife_growth(base[keys], base[keys] + current[keys] - control)
    if gap is None:
        return None
    total = base[keys].sum()
    return SizeMatch(
        float(current[keys].sum() / total - 1), float(control.sum() / total - 1), gap, keys.size, int(is_key.sum())
    )


def _nearest(wanted: Amounts, offered: Amounts) -> NDArray[np.intp]:
    """Position in `offered` of the value nearest to each value in `wanted`; the smaller of two equally near."""
    order = np.argsort(offered, kind="stable")
    ranked = offered[order]
    after = np.clip(np.searchsorted(ranked, wanted), 0, ranked.size - 1)
    before = np.clip(after - 1, 0, None)
    closer = np.where(np.abs(ranked[before] - wanted) <= np.abs(ranked[after] - wanted), before, after)
    return order[closer]
