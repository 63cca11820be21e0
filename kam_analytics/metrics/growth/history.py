"""Key accounts against the others over time: rolling years, both 100 at first, and since when the gap has its sign."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from kam_analytics.metrics.concentration.figures import WINDOW, rolled_years

DRAWS, SEED = 200, 2026
BAND = (10, 90)  # percentiles: 80 % of the draws lie between
NEIGHBOURS = 10  # accounts of about the same size, from which each draw takes one for each key account
Years = npt.NDArray[np.float64]


@dataclass(frozen=True)
class GrowthHistory:
    """Rolling years of two groups of accounts.

    rows: a row per month with a full year behind it; columns month (first day), key and other (index, 100 in the first
        row), low and high (the band, NaN without enough other accounts), key_revenue and other_revenue (EUR of the
        twelve months), gap (growth of the key accounts on a year earlier less that of the others, NaN in the first
        year).
    since: the first month of the unbroken run of months whose gap has the sign of the last one; None without any gap.
    """

    rows: pd.DataFrame
    since: pd.Timestamp | None

    @property
    def is_ahead(self) -> bool:
        """Whether key accounts grow faster than the others in the last month."""
        return bool(self.rows["gap"].iloc[-1] > 0)


def growth_history(months: pd.DataFrame, keys: frozenset[str], last: pd.Timestamp) -> GrowthHistory | None:
    """The history up to the month of `last`; None without two rolling years, or where a group has no revenue at first.

    months: rows of `portfolio/months.sql`.
    """
    years = rolled_years(months)
    years = years[years.index <= last.replace(day=1)]
    if len(years) < 2:
        return None
    amounts, chosen = years.to_numpy(dtype=float), years.columns.isin(list(keys))
    key, other = amounts[:, chosen].sum(axis=1), amounts[:, ~chosen].sum(axis=1)
    if min(key[0], other[0]) <= 0:
        return None
    low, high = _band(amounts[:, ~chosen], amounts[0, chosen])
    rows = pd.DataFrame(
        {
            "month": years.index,
            "key": 100 * key / key[0],
            "other": 100 * other / other[0],
            "low": low,
            "high": high,
            "key_revenue": key,
            "other_revenue": other,
            "gap": _growth(key) - _growth(other),
        }
    )
    return GrowthHistory(rows, _since(rows))


def _growth(revenue: Years) -> Years:
    """Growth on the year that ended twelve months before; NaN where there is none."""
    growth = np.full(len(revenue), np.nan)
    before = revenue[:-WINDOW]
    growth[WINDOW:] = np.divide(revenue[WINDOW:], before, out=np.full(len(before), np.nan), where=before > 0) - 1
    return growth


def _since(rows: pd.DataFrame) -> pd.Timestamp | None:
    gaps = rows.dropna(subset=["gap"])
    if gaps.empty:
        return None
    signs = np.sign(gaps["gap"].to_numpy())
    others = np.flatnonzero(signs != signs[-1])
    return pd.Timestamp(gaps["month"].iloc[0 if not len(others) else others[-1] + 1])


def _band(others: Years, sizes: Years) -> tuple[Years, Years]:
    """What as many other accounts of about the same size did: percentiles of the index of random draws.

    others: a row per rolling year, a column per other account; sizes: first rolling year of each key account, EUR.
    """
    undefined = np.full(len(others), np.nan)
    bought = np.flatnonzero(others[0] > 0)
    if len(bought) < NEIGHBOURS or not len(sizes):
        return undefined, undefined
    distance = np.abs(np.log(others[0, bought])[None, :] - np.log(np.maximum(sizes, 1.0))[:, None])
    nearest = bought[np.argsort(distance, axis=1, kind="stable")[:, :NEIGHBOURS]]
    picks = np.random.default_rng(SEED).integers(NEIGHBOURS, size=(DRAWS, len(sizes)))
    drawn = nearest[np.arange(len(sizes))[None, :], picks]
    revenue = others[:, drawn].sum(axis=2)
    low, high = np.percentile(100 * revenue / revenue[0], BAND, axis=1)
    return low, high
