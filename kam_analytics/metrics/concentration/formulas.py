"""How unevenly a total is spread over accounts. Plain functions on plain arrays.

`figures.sql` recomputes single figures for "how computed"; `tests/pages/test_computed.py` checks that both agree.
"""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from kam_analytics.core.units import SMALLEST_NET

Amounts = NDArray[np.float64]
Flags = NDArray[np.bool_]

QUADRATURE_NODES = 64


@dataclass(frozen=True, slots=True)
class PositivePart:
    """Accounts that have a share, and what was left out; EUR."""

    amounts: Amounts
    excluded_count: int
    excluded_amount: float

    @property
    def excluded_ratio(self) -> float | None:
        """Credit left out over the revenue that is shared; above 0.02 a credit note is probably misplaced."""
        total = float(self.amounts.sum())
        return abs(self.excluded_amount) / total if total > 0 else None


@dataclass(frozen=True, slots=True)
class Lorenz:
    """The Lorenz curve, from (0, 0) to (1, 1), smallest accounts first; (accounts + 1,) each."""

    accounts: Amounts
    revenue: Amounts


@dataclass(frozen=True, slots=True)
class LossStress:
    """The year without the lost accounts; EUR except the index."""

    revenue_lost: float
    contribution_lost: float
    ebit_before: float
    ebit_after: float
    hhi_after: float | None


def positive_part(net: Amounts) -> PositivePart:
    """Keep the accounts with more than half a cent of net revenue.

    >>> part = positive_part(np.array([500.0, 300.0, -40.0]))
    >>> part.amounts.size, part.excluded_count, part.excluded_amount
    (2, 1, -40.0)
    """
    positive = net > SMALLEST_NET
    left = net[~positive]
    return PositivePart(net[positive], int(left.size), float(left.sum()))


def shares(amounts: Amounts) -> Amounts | None:
    """Each account's share of the total; `None` when there is nothing to share."""
    if amounts.size == 0 or not amounts.sum() > 0:
        return None
    return amounts / float(amounts.sum())


def top_share(amounts: Amounts, n: int) -> float | None:
    """Share of the total held by the `n` largest accounts (concentration ratio CR_n).

    Shapes and units
        amounts: (accounts,), EUR, the positive part, any order.
        returns: share in [0, 1]; `None` when there is nothing to share.

    >>> top_share(np.array([10.0, 60.0, 30.0]), n=2)
    0.9
    """
    if amounts.size == 0 or not amounts.sum() > 0:
        return None
    largest, total = top_and_total(amounts, n)
    return largest / total


def top_and_total(amounts: Amounts, n: int) -> tuple[float, float]:
    """The sum of the `n` largest amounts and of all, EUR; one summation order, so that all together hold exactly 1."""
    largest_first = np.sort(amounts)[::-1]
    return float(largest_first[:n].sum()), float(largest_first.sum())


def hhi(amounts: Amounts) -> float | None:
    """Herfindahl–Hirschman index: the sum of squared shares, from 1/accounts to 1.

    >>> hhi(np.array([50.0, 50.0]))
    0.5
    """
    share = shares(amounts)
    return None if share is None else float(np.square(share).sum())


def hhi_normalised(amounts: Amounts) -> float | None:
    """HHI rescaled to [0, 1] for its number of accounts; `None` for a single account.

    >>> hhi_normalised(np.array([25.0, 25.0, 25.0, 25.0]))
    0.0
    """
    index = hhi(amounts)
    if index is None or amounts.size == 1:
        return None
    least = 1 / amounts.size
    return (index - least) / (1 - least)


def effective_accounts(amounts: Amounts) -> float | None:
    """How many accounts of equal size would be as concentrated: 1 / HHI.

    >>> effective_accounts(np.array([25.0, 25.0, 25.0, 25.0]))
    4.0
    """
    index = hhi(amounts)
    return None if index is None else 1 / index


def effective_accounts_shannon(amounts: Amounts) -> float | None:
    """The same by entropy: exp(−Σ s ln s); `None` when an amount is negative."""
    entropy = _entropy(amounts)
    return None if entropy is None else float(np.exp(entropy))


def theil(amounts: Amounts) -> float | None:
    """Theil's T: ln(accounts) − entropy, 0 when all are equal; `None` when an amount is negative."""
    entropy = _entropy(amounts)
    return None if entropy is None else float(np.log(amounts.size) - entropy)


def _entropy(amounts: Amounts) -> float | None:
    share = shares(amounts)
    if share is None or share.min() < 0:
        return None
    positive = share[share > 0]
    return float(-(positive * np.log(positive)).sum())


def gini(amounts: Amounts) -> float | None:
    """Population Gini: 0 when all are equal, at most (n − 1) / n.

    >>> gini(np.array([100.0, 0.0, 0.0, 0.0]))
    0.75
    """
    if amounts.size == 0 or not amounts.sum() > 0:
        return None
    n = amounts.size
    smallest_first = np.sort(amounts)
    # 2Σ r·x/(n·Σx) − (n+1)/n, centred on the mean rank so that equal accounts give exactly 0.
    rank = np.arange(1, n + 1) - (n + 1) / 2
    return float(2 * (rank * smallest_first).sum() / (n * smallest_first.sum()))


def gini_corrected(amounts: Amounts) -> float | None:
    """Gini × n / (n − 1), comparable between portfolios of different size; `None` for one account.

    >>> gini_corrected(np.array([100.0, 0.0, 0.0, 0.0]))
    1.0
    """
    raw = gini(amounts)
    if raw is None or amounts.size == 1:
        return None
    return raw * amounts.size / (amounts.size - 1)


def gini_with_negatives(net: Amounts) -> float | None:
    """Gini in [0, 1] also where some accounts are net negative.

    Source
        Raffinetti, Siletti, Vernizzi: ΣΣ|x_i − x_j| / (2 (n − 1) (T⁺ + |T⁻|)).
    """
    spread = np.abs(net).sum()
    if net.size < 2 or not net.sum() > 0:
        return None
    rank = np.arange(1, net.size + 1)
    differences = 2 * ((2 * rank - net.size - 1) * np.sort(net)).sum()
    return float(differences / (2 * (net.size - 1) * spread))


def accounts_for(amounts: Amounts, share: float) -> int | None:
    """Fewest accounts that together hold at least `share` of the total, `share` in (0, 1].

    >>> accounts_for(np.array([10.0, 60.0, 20.0, 10.0]), 0.8)
    2
    """
    if amounts.size == 0 or not amounts.sum() > 0:
        return None
    cumulative = np.cumsum(np.sort(amounts)[::-1])
    # Exactly 80 % must count as 80 %: allow the rounding error a running sum can accumulate.
    noise = (amounts.size + 2) * np.finfo(np.float64).eps * cumulative[-1]
    return int(np.searchsorted(cumulative, share * cumulative[-1] - noise)) + 1


def lorenz(amounts: Amounts) -> Lorenz | None:
    """Share of revenue held by the smallest accounts, for every share of accounts.

    >>> lorenz(np.array([30.0, 10.0])).revenue.tolist()
    [0.0, 0.25, 1.0]
    """
    if amounts.size == 0 or not amounts.sum() > 0:
        return None
    cumulative = np.concatenate(([0.0], np.cumsum(np.sort(amounts))))
    return Lorenz(np.arange(cumulative.size) / amounts.size, cumulative / cumulative[-1])


def hhi_change_by_account(before: Amounts, after: Amounts) -> Amounts | None:
    """Who moved the HHI: exact contributions that sum to its change.

    Shapes and units
        before, after: (accounts,), EUR, same accounts in the same order, 0 where absent.
        returns: (accounts,), index points; 0 for an account whose amount did not change.

    Source
        Aumann–Shapley along the straight line from `before` to `after`:
        A_i = Δx_i · ∫ 2 (s_i − H) / R dθ, by Gauss–Legendre quadrature.
    """
    if before.shape != after.shape:
        raise ValueError(f"{before.size} accounts before, {after.size} after")
    if not (before.sum() > 0 and after.sum() > 0):
        return None
    path = _path(float(before.sum()), float(after.sum()))
    left, reached, measure = path.left, path.reached, path.measure
    squares = (
        np.square(left) * np.square(before).sum()
        + 2 * left * reached * (before * after).sum()
        + np.square(reached) * np.square(after).sum()
    )
    own = before * (measure * left / path.total).sum() + after * (measure * reached / path.total).sum()
    book = (measure * squares / np.square(path.total)).sum()
    contributions: Amounts = 2 * (after - before) * (own - book)
    return contributions


@dataclass(frozen=True, slots=True)
class _Path:
    """Nodes along x = left × before + reached × after; (nodes,) each."""

    left: Amounts
    reached: Amounts
    measure: Amounts  # weight of dθ / R
    total: Amounts  # R


def _path(opening: float, closing: float) -> _Path:
    """Nodes spread evenly in ln R: a portfolio that grows a thousandfold is as accurate as a stable one."""
    node, weight = _gauss_legendre()
    span = np.log(closing / opening)
    growth = np.expm1(span)
    total = opening * np.exp(span * node)
    if growth == 0:
        return _Path(1 - node, node, weight / opening, total)
    # 1 − θ is written out: subtracting would lose the digits of a portfolio that nearly vanishes.
    left = np.exp(span * node) * np.expm1(span * (1 - node)) / growth
    return _Path(left, np.expm1(span * node) / growth, weight * span / growth / opening, total)


@lru_cache(maxsize=1)
def _gauss_legendre() -> tuple[Amounts, Amounts]:
    node, weight = np.polynomial.legendre.leggauss(QUADRATURE_NODES)
    return (node + 1) / 2, weight / 2


def loss_stress(
    revenue: Amounts,
    contribution: Amounts,
    lost: Flags,
    *,
    fixed_costs: float,
    avoidable_share: float = 0.0,
) -> LossStress:
    """The result of the same year without the accounts flagged `lost`.

    Shapes and units
        revenue, contribution: (accounts,), EUR; lost: (accounts,), True where the account leaves.
        fixed_costs: EUR; avoidable_share: share in [0, 1] of the fixed costs saved by the loss.
    """
    gone = float(contribution[lost].sum())
    ebit = float(contribution.sum()) - fixed_costs
    return LossStress(
        revenue_lost=float(revenue[lost].sum()),
        contribution_lost=gone,
        ebit_before=ebit,
        ebit_after=ebit - gone + avoidable_share * fixed_costs,
        hhi_after=hhi(positive_part(revenue[~lost]).amounts),
    )
