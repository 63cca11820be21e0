"""Growth of accounts between two windows: rates, gap, ratio, retention, currency, key list.

`figures.sql` recomputes single figures for "how computed"; `tests/pages/test_computed.py` checks that both agree.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

import numpy as np
from numpy.typing import NDArray

from kam_analytics.core.units import SMALLEST_NET
from kam_analytics.metrics.growth.bridge import DECIMALS

Amounts = NDArray[np.float64]

LEAST_OTHER_GROWTH = 0.02
LEAST_ACCOUNTS_FOR_NOISE = 10
_ROUNDING_NOISE = 1e-9


class RatioReason(Enum):
    """Why « growing n times faster » would mislead."""

    KEY_GROWTH_UNDEFINED = "key_growth_undefined"
    OTHER_GROWTH_UNDEFINED = "other_growth_undefined"
    KEY_GROWTH_NOT_POSITIVE = "key_growth_not_positive"
    OTHER_GROWTH_TOO_SMALL = "other_growth_too_small"
    OTHER_GROWTH_UNCERTAIN = "other_growth_uncertain"


@dataclass(frozen=True, slots=True)
class Retention:
    """What became of the base revenue; amounts in EUR ≥ 0, rates as shares, counts of accounts.

    base_total − lost − contraction + expansion + new = current_total.
    """

    base_total: float
    current_total: float
    nrr: float | None
    grr: float | None
    new: float
    lost: float
    expansion: float
    contraction: float
    logo_retention: float | None
    cohort: int
    retained: int


@dataclass(frozen=True, slots=True)
class CurrencyGrowth:
    """Growth as reported, at the rates of the base period, and the difference; shares."""

    reported: float
    constant: float

    @property
    def effect(self) -> float:
        """Growth due to exchange rates alone."""
        return self.reported - self.constant


def growth(base: float | None, current: float | None) -> float | None:
    """Relative change; `None` unless the base is positive.

    >>> growth(400.0, 500.0), growth(0.0, 50.0)
    (0.25, None)
    """
    if base is None or current is None or not base > 0:
        return None
    return current / base - 1


def dhs_growth(base: float, current: float) -> float | None:
    """Change over the mean of both periods, in [−2, 2]; finite for an account that enters or leaves.

    Source
        Davis, Haltiwanger, Schuh: 2 (R1 − R0) / (R1 + R0).

    >>> dhs_growth(0.0, 25.0), dhs_growth(50.0, 0.0)
    (2.0, -2.0)
    """
    if base < 0 or current < 0 or not base + current > 0:
        return None
    return 2 * (current - base) / (current + base)


def gap_points(key_growth: float | None, other_growth: float | None) -> float | None:
    """Key growth minus other growth, in percentage points (5.0 is five points)."""
    if key_growth is None or other_growth is None:
        return None
    return 100 * (key_growth - other_growth)


def plain_ratio(key_growth: float | None, other_growth: float | None) -> float | None:
    """Key growth divided by other growth, whatever their signs; `None` when the divisor is 0."""
    if key_growth is None or other_growth is None or other_growth == 0:
        return None
    return key_growth / other_growth


def meaningful_ratio(
    key_growth: float | None, other_growth: float | None, other_low: float | None = None
) -> tuple[float | None, RatioReason | None]:
    """The ratio where it is meaningful, else the reason why not; exactly one of them is `None`.

    Units
        growths: shares; other_low: lower bound of the interval of `other_growth`, `None` if not computed.

    >>> meaningful_ratio(0.10, 0.05)
    (2.0, None)
    >>> meaningful_ratio(0.10, -0.02)[1].value
    'other_growth_too_small'
    """
    if key_growth is None:
        return None, RatioReason.KEY_GROWTH_UNDEFINED
    if other_growth is None:
        return None, RatioReason.OTHER_GROWTH_UNDEFINED
    if key_growth <= 0:
        return None, RatioReason.KEY_GROWTH_NOT_POSITIVE
    if other_growth < LEAST_OTHER_GROWTH - _ROUNDING_NOISE:
        return None, RatioReason.OTHER_GROWTH_TOO_SMALL
    if other_low is not None and other_low <= 0:
        return None, RatioReason.OTHER_GROWTH_UNCERTAIN
    return key_growth / other_growth, None


def retention(base: Amounts, current: Amounts) -> Retention:
    """Net and gross revenue retention between two windows.

    Shapes and units
        base, current: (accounts,), EUR net per account, same accounts in the same order.
        Net-negative accounts count as zero; the cohort is the accounts above half a cent at base.
        Rates are `None` without base revenue.

    >>> r = retention(np.array([100.0, 50.0]), np.array([120.0, 0.0]))
    >>> r.nrr, r.grr, r.logo_retention
    (0.8, 0.6666666666666666, 0.5)
    """
    if base.shape != current.shape:
        raise ValueError(f"{base.size} accounts at base, {current.size} now")
    x, y = _stored(base), _stored(current)
    cohort = x > SMALLEST_NET
    retained = int((cohort & (y > SMALLEST_NET)).sum())
    total, stayed = float(x.sum()), (x > 0) & (y > 0)
    lost = float(x[(x > 0) & (y == 0)].sum())
    contraction = float(np.maximum(x - y, 0.0)[stayed].sum())
    expansion = float(np.maximum(y - x, 0.0)[stayed].sum())
    return Retention(
        base_total=total,
        current_total=float(y.sum()),
        nrr=(total - lost - contraction + expansion) / total if total > 0 else None,
        grr=(total - lost - contraction) / total if total > 0 else None,
        new=float(y[x == 0].sum()),
        lost=lost,
        expansion=expansion,
        contraction=contraction,
        logo_retention=retained / int(cohort.sum()) if cohort.any() else None,
        cohort=int(cohort.sum()),
        retained=retained,
    )


def _stored(net: Amounts) -> Amounts:
    # Money is stored with four decimals: anything finer is summation noise, which must not count
    # an account as active when its credit notes cancel its invoices.
    return np.maximum(np.round(net, DECIMALS), 0.0)


def grr_noise_floor(log_sd: float) -> float:
    """GRR that pure noise would give: accounts that do not grow, revenue lognormal of `log_sd`.

    Source
        E[min(R1, R0)] / E[R0] = 2Φ(−σ/√2) for two independent draws.

    >>> round(grr_noise_floor(0.3), 6)
    0.832004
    """
    return math.erfc(log_sd / 2)


def noise_log_sd(base: Amounts, current: Amounts) -> float | None:
    """Volatility of an account's revenue: log standard deviation of one period, trend removed.

    Weighted by revenue, since small accounts jump more and matter less; `None` below ten accounts of both periods.

    Source
        Were both periods independent draws of deviation σ, ln(R1 / R0) would have the deviation σ√2.

    >>> noise_log_sd(np.array([100.0, 50.0]), np.array([120.0, 40.0])) is None
    True
    """
    both = (base > SMALLEST_NET) & (current > SMALLEST_NET)
    if both.sum() < LEAST_ACCOUNTS_FOR_NOISE:
        return None
    moved, weight = np.log(current[both] / base[both]), (base[both] + current[both]) / 2
    mean = np.average(moved, weights=weight)
    return float(np.sqrt(np.average(np.square(moved - mean), weights=weight) / 2))


def constant_currency_growth(
    base: Amounts, base_rate: Amounts, current: Amounts, current_rate: Amounts
) -> CurrencyGrowth | None:
    """Growth with and without the change of exchange rates; `None` unless base revenue is positive.

    Shapes and units
        base, current: (currencies,), in each currency; rates: (currencies,), EUR for one unit, period mean.
    """
    opening = float((base * base_rate).sum())
    reported = growth(opening, float((current * current_rate).sum()))
    constant = growth(opening, float((current * base_rate).sum()))
    if reported is None or constant is None:
        return None
    return CurrencyGrowth(reported, constant)


def top_n_at_base(ids: Sequence[str], base: Sequence[float] | Amounts, n: int) -> tuple[str, ...]:
    """The `n` accounts with most base revenue, largest first; equal amounts by id, as text.

    Accounts without base revenue are never listed, so fewer than `n` may come back.

    >>> top_n_at_base(["B", "A", "C"], [50.0, 50.0, 10.0], 2)
    ('A', 'B')
    """
    amounts = [round(float(amount), DECIMALS) for amount in base]
    ranked = sorted(zip(ids, amounts, strict=True), key=lambda account: (-account[1], account[0]))
    return tuple(account for account, amount in ranked[:n] if amount > SMALLEST_NET)
