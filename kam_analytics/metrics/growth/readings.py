"""Alternative comparisons of key accounts with the others, to test whether the result is robust."""

from dataclasses import dataclass
from enum import Enum

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from kam_analytics.core.units import SMALLEST_NET
from kam_analytics.metrics.growth import formulas
from kam_analytics.metrics.growth.control import size_matched
from kam_analytics.metrics.growth.jackknife import GapEstimate, jackknife_gap

Flags = NDArray[np.bool_]


class Way(Enum):
    """How the two groups are chosen."""

    ALL_OTHERS = "all_others"  # as on the page: new accounts are among the others
    EXISTING = "existing"  # others that had revenue in the base period
    WITHOUT_LARGEST = "without_largest"
    LIKE_FOR_LIKE = "like_for_like"  # accounts active in both periods: ignores losses and gains
    SAME_SIZE = "same_size"
    LIST_TODAY = "list_today"
    LIST_AT_END = "list_at_end"
    CONSTANT_RATES = "constant_rates"  # both periods at the mean exchange rates of the base period


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to compare; growths, gap and bounds are shares, the bounds `None` with too few accounts.

    accounts: number of key accounts compared; name: of the account left out.
    """

    way: Way
    accounts: int
    key_growth: float | None
    other_growth: float | None
    low: float | None = None
    high: float | None = None
    name: str | None = None

    @property
    def gap(self) -> float | None:
        """Key growth minus other growth."""
        points = formulas.gap_points(self.key_growth, self.other_growth)
        return None if points is None else points / 100


def gap(rows: pd.DataFrame, is_key: Flags, times: float = 1.0) -> GapEstimate | None:
    """Gap between the accounts flagged and the rest of `rows`, with its interval."""
    base, current = rows["base_revenue"].to_numpy(dtype=float), rows["revenue"].to_numpy(dtype=float)
    return jackknife_gap(base[is_key], current[is_key], base[~is_key], current[~is_key], times=times)


def readings(rows: pd.DataFrame) -> list[Reading]:
    """Every comparison that the accounts allow; the first is that of the page.

    rows: the accounts of the growth figures, with `group`.
    """
    is_key = (rows["group"] == "key").to_numpy(dtype=bool)
    base, current = rows["base_revenue"].to_numpy(dtype=float), rows["revenue"].to_numpy(dtype=float)
    there, still = base > SMALLEST_NET, current > SMALLEST_NET
    answers = [
        _reading(Way.ALL_OTHERS, rows, is_key),
        _reading(Way.EXISTING, rows[there | is_key], is_key[there | is_key]),
        _reading(Way.LIKE_FOR_LIKE, rows[there & still], is_key[there & still]),
        *_without_largest(rows, is_key),
        *_same_size(rows, is_key),
    ]
    return [reading for reading in answers if reading.gap is not None]


def hindsight(rows: pd.DataFrame, way: Way = Way.LIST_AT_END) -> Reading | None:
    """The result with a later list, which was chosen knowing who grew.

    None when no list was in force then, or when it is the same as at the start of the base period.
    """
    late = rows["is_key_today" if way is Way.LIST_TODAY else "is_key_at_end"].astype(bool)
    if not late.any() or late.equals(rows["is_key"].astype(bool)):
        return None
    return _reading(way, rows, late.to_numpy())


def of(way: Way, rows: pd.DataFrame) -> Reading:
    """The same groups on other amounts; rows: accounts with `group`, `base_revenue`, `revenue`."""
    return _reading(way, rows, (rows["group"] == "key").to_numpy(dtype=bool))


def _reading(way: Way, rows: pd.DataFrame, is_key: Flags, name: str | None = None) -> Reading:
    def moved(flags: Flags) -> float | None:
        part = rows[flags]
        return formulas.growth(float(part["base_revenue"].sum()), float(part["revenue"].sum()))

    estimate = gap(rows, is_key)
    low, high = (None, None) if estimate is None else (estimate.low, estimate.high)
    return Reading(way, int(is_key.sum()), moved(is_key), moved(~is_key), low, high, name)


def _without_largest(rows: pd.DataFrame, is_key: Flags) -> list[Reading]:
    """Without the account with most base revenue, which may alone explain the result, whichever group it is in."""
    if rows.empty:
        return []
    largest = int(rows["base_revenue"].to_numpy(dtype=float).argmax())
    others = np.arange(len(rows)) != largest
    return [_reading(Way.WITHOUT_LARGEST, rows[others], is_key[others], str(rows["account_name"].iloc[largest]))]


def _same_size(rows: pd.DataFrame, is_key: Flags) -> list[Reading]:
    """Against other accounts of the same size in the twelve months before the base period; empty if none are known."""
    size, base, current = (rows[n].to_numpy(dtype=float) for n in ("prior_revenue", "base_revenue", "revenue"))
    matched = size_matched(size, base, current, is_key)
    if matched is None:
        return []
    return [
        Reading(
            Way.SAME_SIZE,
            matched.matched,
            matched.key_growth,
            matched.control_growth,
            matched.gap.low,
            matched.gap.high,
        )
    ]
