"""The features of an account: dimensionless, each with its own part of the log-odds."""

from dataclasses import dataclass

import numpy as np

from kam_analytics.metrics.risk.measures.history import Amounts
from kam_analytics.metrics.risk.measures.snapshot import Snapshot

SMALL = 0.02  # of a year's revenue: keeps the log of a ratio finite
LONG_ENOUGH_DAYS = 456  # fifteen months: the account was a customer in the same quarter last year
MOST_LOG_ODDS, MOST_RATIO = 7.0, 3.0


@dataclass(frozen=True, slots=True)
class Feature:
    """`scale`: the spread that counts as one; `lapse`, `dec50`: prior mean per natural unit (docs/methods.md 4.4).

    `rises`: 1 if more is riskier, −1 if less is, 0 if either is possible.
    """

    id: str
    scale: float
    lapse: float = 0.0
    dec50: float = 0.0
    rises: int = 0


FEATURES: tuple[Feature, ...] = (
    Feature("z_p0", 2.0, 0.314, 0.219, 1),
    Feature("overdue", 1.0, 0.319, 0.087, 1),
    Feature("active_months", 0.3, -3.064, -0.663),
    Feature("tr6", 0.8, -0.087, -0.458),
    Feature("tr6n", 0.6, 0.178, -0.157),
    Feature("tr3n", 0.6, 0.014, -0.026),
    Feature("yoy12", 0.7, -0.037, -0.012),
    Feature("yoy3n", 0.6, -0.062, -0.101),
    Feature("products", 0.4, -0.012, 0.082),
    Feature("credit_notes", 0.05, 0.34, -0.551),
    Feature("size", 0.3),
    Feature("silence", 1.2, rises=1),
    Feature("ratio", 0.8, rises=1),
    Feature("invoice_days", 1.0),
    Feature("tenure", 0.7),
)


def features(at: Snapshot) -> Amounts:
    """The features of a snapshot, (eligible, len(FEATURES)), in their natural units."""
    small = SMALL * at.revenue
    tr6 = _log_ratio(at.half, at.half_before, small)
    silent = np.clip(at.p_silent, 1e-9, 1 - 1e-9)
    long_known = at.tenure >= LONG_ENOUGH_DAYS
    columns = (
        np.clip(np.log(silent / (1 - silent)), -MOST_LOG_ODDS, MOST_LOG_ODDS),
        -np.log(at.over_gaps),
        at.active_months / 12,
        tr6,
        np.minimum(tr6, 0.0),
        np.minimum(_log_ratio(4 * at.quarter, at.revenue, small), 0.0),
        np.where(at.tenure >= 2 * 365, _log_ratio(at.revenue, at.revenue_before, small), 0.0),
        np.where(long_known, np.minimum(_log_ratio(at.quarter, at.quarter_last_year, small / 2), 0.0), 0.0),
        np.log((at.products + 1) / (at.products_before + 1)),
        at.credits / np.maximum(at.revenue + at.credits, 1e-9),
        _percentiles(at.revenue),
        np.log1p(at.silence),
        np.log((at.silence + 1) / (at.interval + 1)),
        np.log1p(at.year_days),
        np.log(at.tenure / 365),
    )
    return np.column_stack(columns)


def _log_ratio(now: Amounts, before: Amounts, small: Amounts) -> Amounts:
    ratio = (np.maximum(now, 0) + small) / (np.maximum(before, 0) + small)
    return np.clip(np.log(ratio), -MOST_RATIO, MOST_RATIO)


def _percentiles(values: Amounts) -> Amounts:
    """Rank among all accounts, 0 to 1."""
    return (np.argsort(np.argsort(values, kind="stable")) + 0.5) / max(values.size, 1)
