"""Buy-till-you-die models: the probability that an account has left, and that it orders nothing for a while.

Models: BG/NBD (Fader, Hardie and Lee 2005) and MBG/CNBD-k (Platzer and Reutterer 2016), in which orders come at
Erlang-k intervals and an account may drop out after each one, the first included.
"""

from dataclasses import dataclass
from math import lgamma

import numpy as np
from numpy.typing import NDArray

from kam_analytics.metrics.risk.measures.search import lowest

Amounts = NDArray[np.float64]
REGULARITIES = (1, 2, 3, 4)


@dataclass(frozen=True, slots=True)
class Purchases:
    """The inputs of the models, each (accounts,): in weeks unless stated otherwise.

    repeats: orders after the first; last: first order → last order; age: first order → as-of day;
    log_gaps: Σ ln of the gaps between orders, in weeks.
    """

    repeats: Amounts
    last: Amounts
    age: Amounts
    log_gaps: Amounts


@dataclass(frozen=True, slots=True)
class Fit:
    """Parameters: λ ~ Gamma(r, α) orders per week (× k), dropout ~ Beta(a, b); `k` is 0 for BG/NBD."""

    r: float
    alpha: float
    a: float
    b: float
    k: int
    log_likelihood: float


def log_gamma(x: Amounts) -> Amounts:
    """ln Γ of positive numbers, within 1e-12: Stirling's series after a shift of eight.

    >>> log_gamma(np.array([5.0])).round(9).tolist()
    [3.17805383]
    """
    shifted = x + 8.0
    product = x * (x + 1) * (x + 2) * (x + 3) * (x + 4) * (x + 5) * (x + 6) * (x + 7)
    inverse = 1.0 / shifted
    square = inverse * inverse
    series = inverse * (1 / 12 - square * (1 / 360 - square * (1 / 1260 - square * (1 / 1680 - square / 1188))))
    return np.asarray((shifted - 0.5) * np.log(shifted) - shifted + 0.5 * np.log(2 * np.pi) + series - np.log(product))


def fit_bgnbd(purchased: Purchases) -> Fit:
    """BG/NBD by maximum likelihood."""
    return _fit(purchased, 0)


def fit_mbg_cnbd(purchased: Purchases, regularities: tuple[int, ...] = REGULARITIES) -> Fit:
    """MBG/CNBD-k by maximum likelihood; k increases while the likelihood does."""
    best = _fit(purchased, regularities[0])
    for k in regularities[1:]:
        better = _fit(purchased, k)
        if better.log_likelihood <= best.log_likelihood:
            break
        best = better
    return best


def p_alive(fit: Fit, purchased: Purchases) -> Amounts:
    """Probability that the account has not dropped out, (accounts,). Not the probability of a future order."""
    alive, dead = _logs(fit, purchased, purchased.age)
    return np.asarray(1.0 / (1.0 + np.exp(dead - alive)))


def p_no_order(fit: Fit, purchased: Purchases, weeks: float) -> Amounts:
    """Probability of no order over the coming `weeks`, (accounts,): dropped out already, or alive and silent."""
    alive, dead = _logs(fit, purchased, purchased.age)
    later, _ = _logs(fit, purchased, purchased.age + weeks)
    return np.asarray(np.exp(np.logaddexp(dead, later) - np.logaddexp(dead, alive)))


def expected_orders(fit: Fit, purchased: Purchases, weeks: float) -> Amounts:
    """BG/NBD: expected number of orders over the coming `weeks`, (accounts,), by Gauss's series."""
    x, r, a, b = purchased.repeats, fit.r, fit.a, fit.b
    z = weeks / (fit.alpha + purchased.age + weeks)
    term, total = np.ones_like(x), np.ones_like(x)
    for n in range(2000):
        term = term * (r + x + n) * (b + x + n) / ((a + b + x - 1 + n) * (n + 1)) * z
        total = total + term
        if np.all(term < 1e-13 * total):
            break
    grown = 1 - ((fit.alpha + purchased.age) / (fit.alpha + purchased.age + weeks)) ** (r + x) * total
    return np.asarray((a + b + x - 1) / (a - 1) * grown * p_alive(fit, purchased))


def _logs(fit: Fit, purchased: Purchases, age: Amounts) -> tuple[Amounts, Amounts]:
    """ln of the likelihood of the two cases: still alive at `age`, or dropped out at the last order."""
    values, place = np.unique(purchased.repeats, return_inverse=True)
    parameters = np.array([fit.r, fit.alpha, fit.a, fit.b])
    return _ways(parameters, fit.k, values, place, purchased.last, age)


def _ways(
    parameters: Amounts, k: int, values: Amounts, place: NDArray[np.intp], last: Amounts, age: Amounts
) -> tuple[Amounts, Amounts]:
    """`values[place]` are the repeats: few are distinct, so that the gamma functions are evaluated once for each."""
    r, alpha, a, b = (float(v) for v in parameters)
    first = 0 if k == 0 else 1  # BG/NBD: no dropout after the first order
    powers, stays = r + max(k, 1) * values, b + values + first
    started, stayed, all_in = np.split(log_gamma(np.concatenate([powers, stays, a + stays])), 3)
    # B(a, b + x) / B(a, b); dropping out at the last order instead of staying multiplies it by a / (b + x − 1).
    common = started + stayed - all_in + lgamma(a + b) - lgamma(b)
    leaves = common + np.log(a / np.maximum(stays - 1, 1e-9))
    power = powers[place]
    gone = leaves[place] - power * np.log(alpha + last)
    if first == 0:
        gone = np.where(values[place] > 0, gone, -np.inf)
    common_here = common[place]
    waited = np.log(alpha + age)
    alive = common_here - power * waited
    if k > 1:
        alive += np.log(_orders_under_way(powers, place, k, (age - last) / (alpha + age)))
    return alive, gone


def _orders_under_way(powers: Amounts, place: NDArray[np.intp], k: int, share: Amounts) -> Amounts:
    """Σ over j < k of Γ(p + j) / (Γ(p) j!) × share^j: the Erlang stages that may have passed in silence."""
    total, rising, reached = np.ones_like(share), np.ones_like(powers), np.ones_like(share)
    for j in range(1, k):
        rising = rising * (powers + j - 1) / j
        reached = reached * share
        total = total + rising[place] * reached
    return total


def _fit(purchased: Purchases, k: int) -> Fit:
    """Maximum of the mean log-likelihood in the logs of the parameters."""
    order = max(k, 1)
    values, place = np.unique(purchased.repeats, return_inverse=True)
    inside = (order - 1) * purchased.log_gaps.mean() - purchased.repeats.mean() * lgamma(order)

    def loss(logs: Amounts) -> float:
        parameters = np.exp(logs)
        alive, gone = _ways(parameters, k, values, place, purchased.last, purchased.age)
        shared = parameters[0] * logs[1] - lgamma(parameters[0])
        return -float(np.logaddexp(alive, gone).mean() + shared + inside)

    parameters_, least = lowest(loss, np.log([1.0, 5.0, 1.0, 2.0]), bound=8.0)
    r, alpha, a, b = (float(v) for v in np.exp(parameters_))
    return Fit(r, alpha, a, b, k, -least * purchased.repeats.size)
