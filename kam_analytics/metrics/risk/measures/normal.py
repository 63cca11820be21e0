"""Each month of an account against its own normal: the same months of earlier years."""

from dataclasses import dataclass
from datetime import date
from enum import Enum
from pathlib import Path

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from kam_analytics.metrics.risk.measures.history import month_ends, months_before

Amounts = NDArray[np.float64]

ACCOUNT_MONTHS = Path(__file__).parent / "account_months.sql"
YEAR, YEARS = 12, 3
SEEN_MONTHS = YEAR * (YEARS + 1)
NEAR = 3  # a month and the two beside it
USUAL_GAPS = 1.5  # times the median gap to the neighbouring months: within it a month is normal
QUIET_SHARE = 0.1  # of a mean month: below it the account does not buy in that season


class MonthComparison(Enum):
    """What a month is compared with."""

    NORMAL = "normal"
    QUIET = "quiet"  # out of season: usually nothing is bought, and little or nothing was
    NEW = "new"  # the account did not buy yet in the same months of an earlier year


@dataclass(frozen=True, slots=True)
class Month:
    """One cell. revenue, normal, usual: EUR; usual is the typical distance of the account's months from normal.

    change: what exceeds the usual gap ÷ normal, never below −1; `None` where there is nothing to compare with.
    """

    account_id: str
    month: date
    revenue: float
    kind: MonthComparison
    normal: float | None = None
    usual: float | None = None
    change: float | None = None


def months_against_normal(rows: pd.DataFrame, as_of: date, months: int = YEAR) -> list[Month]:
    """The last closed months of each account of `account_months.sql`, oldest first."""
    closed = [end.replace(day=1) for end in month_ends(months_before(as_of, SEEN_MONTHS), as_of)][-SEEN_MONTHS:]
    if rows.empty or not closed:
        return []
    places = {month: n for n, month in enumerate(closed)}
    month_count: list[Month] = []
    for account, own in rows.groupby("account_id", sort=False):
        revenue = np.zeros(len(closed))
        placed = [
            (places[m.date()], r) for m, r in zip(own["month"], own["revenue"], strict=True) if m.date() in places
        ]
        for place, amount in placed:
            revenue[place] = amount
        first = min((place for place, _ in placed), default=len(closed))
        month_count += [
            _month(str(account), closed[n], revenue, first, n) for n in range(max(len(closed) - months, 0), len(closed))
        ]
    return month_count


def _month(account: str, month: date, revenue: Amounts, first: int, n: int) -> Month:
    """Only months up to this one are read; normal is the mean of the same month in earlier years."""
    before = [float(revenue[k]) for k in range(n - YEAR, n - YEAR * YEARS - 1, -YEAR) if k >= first]
    amount = float(revenue[n])
    if not before:
        return Month(account, month, amount, MonthComparison.NEW)
    normal = float(np.mean(before))
    past = revenue[max(first, n - 2 * YEAR) : n]
    least = QUIET_SHARE * max(float(past.mean()), 0.0)
    if normal <= least and amount <= least:
        return Month(account, month, amount, MonthComparison.QUIET, max(normal, 0.0))
    usual = USUAL_GAPS * _usual_gap(past)
    excess = np.sign(amount - normal) * max(abs(amount - normal) - usual, 0.0)
    change = max(float(excess) / max(normal, least, 1e-9), -1.0)
    return Month(account, month, amount, MonthComparison.NORMAL, normal, usual, change)


def _usual_gap(past: Amounts) -> float:
    """Median distance of a month from the mean of itself and its two neighbours; 0 below three months."""
    if past.size < NEAR:
        return 0.0
    middle = np.convolve(past, np.full(NEAR, 1 / NEAR), "valid")
    return float(np.median(np.abs(past[1:-1] - middle)))
