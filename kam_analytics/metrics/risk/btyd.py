"""Buying until dropping out: how probable it is that an account has left, and that it orders nothing for a while.

Models: BG/NBD (Fader, Hardie and Lee 2005) and MBG/CNBD-k (Platzer and Reutterer 2016), in which orders come at
Erlang-k intervals and an account may drop out after each one, the first included.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kam_analytics.metrics.risk.search import lowest

Amounts = NDArray[np.float64]
REGULARITIES = (1, 2, 3, 4)


@dataclass(frozen=True, slots=True)
class Purchases:
    """What the models read, each (accounts,): weeks unless said.

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
    return (shifted - 0.5) * np.log(shifted) - shifted + 0.5 * np.log(2 * np.pi) + series - np.log(product)


def fit_bgnbd(seen: Purchases) -> Fit:
    """BG/NBD by maximum likelihood."""
    return _fit(seen, 0)


def fit_mbg_cnbd(seen: Purchases, regularities: tuple[int, ...] = REGULARITIES) -> Fit:
    """MBG/CNBD-k by maximum likelihood, with the regularity k that is most likely."""
    return max((_fit(seen, k) for k in regularities), key=lambda fit: fit.log_likelihood)


def p_alive(fit: Fit, seen: Purchases) -> Amounts:
    """Probability that the account has not dropped out, (accounts,). Not the chance of an order to come."""
    alive, dead = _logs(fit, seen, seen.age)
    return np.asarray(1.0 / (1.0 + np.exp(dead - alive)))


def p_no_order(fit: Fit, seen: Purchases, weeks: float) -> Amounts:
    """Probability of no order over the coming `weeks`, (accounts,): gone already, or alive and silent."""
    alive, dead = _logs(fit, seen, seen.age)
    later, _ = _logs(fit, seen, seen.age + weeks)
    return np.asarray(np.exp(np.logaddexp(dead, later) - np.logaddexp(dead, alive)))


def expected_orders(fit: Fit, seen: Purchases, weeks: float) -> Amounts:
    """BG/NBD: expected number of orders over the coming `weeks`, (accounts,), by Gauss's series."""
    x, r, a, b = seen.repeats, fit.r, fit.a, fit.b
    z = weeks / (fit.alpha + seen.age + weeks)
    term, total = np.ones_like(x), np.ones_like(x)
    for n in range(2000):
        term = term * (r + x + n) * (b + x + n) / ((a + b + x - 1 + n) * (n + 1)) * z
        total = total + term
        if np.all(term < 1e-13 * total):
            break
    grown = 1 - ((fit.alpha + seen.age) / (fit.alpha + seen.age + weeks)) ** (r + x) * total
    return np.asarray((a + b + x - 1) / (a - 1) * grown * p_alive(fit, seen))


def _logs(fit: Fit, seen: Purchases, age: Amounts) -> tuple[Amounts, Amounts]:
    """ln of the two ways the history can have come about: still alive at `age`, or dropped out at the last order."""
    return _ways(np.array([fit.r, fit.alpha, fit.a, fit.b]), fit.k, seen, age)


def _ways(parameters: Amounts, k: int, seen: Purchases, age: Amounts) -> tuple[Amounts, Amounts]:
    r, alpha, a, b = parameters
    x, own = seen.repeats, 0 if k == 0 else 1  # BG/NBD: no dropout before the first repeat
    base = _log_beta(a, b)
    power = r + max(k, 1) * x
    gone = _log_beta(a + 1, b + x - 1 + own) - base + log_gamma(power) - power * np.log(alpha + seen.last)
    if k == 0:
        gone = np.where(x > 0, gone, -np.inf)
    kept = _log_beta(a, b + x + own) - base
    terms = -np.inf
    rest = np.log(np.maximum(age - seen.last, 1e-300))
    rising, factorial = log_gamma(power), 0.0
    for j in range(max(k, 1)):
        silent = j * rest if j else 0.0
        terms = np.logaddexp(terms, rising + silent - factorial - (power + j) * np.log(alpha + age))
        rising, factorial = rising + np.log(power + j), factorial + np.log(j + 1)
    return kept + terms, gone


def _log_beta(a: float, b: Amounts | float) -> Amounts:
    b = np.asarray(b, np.float64)
    safe = np.maximum(b, 1e-9)
    return log_gamma(np.asarray(a)) + log_gamma(safe) - log_gamma(a + safe)


def _fit(seen: Purchases, k: int) -> Fit:
    """Maximum of the mean log-likelihood in the logs of the parameters."""
    order, x = max(k, 1), seen.repeats
    inside = (order - 1) * seen.log_gaps - x * float(log_gamma(np.array(float(order))))

    def loss(logs: Amounts) -> float:
        parameters = np.exp(logs)
        r, alpha = parameters[:2]
        alive, gone = _ways(parameters, k, seen, seen.age)
        shared = r * np.log(alpha) - log_gamma(np.asarray(r))
        return -float(np.mean(np.logaddexp(alive, gone) + shared + inside))

    start = np.log([1.0, 5.0, 1.0, 2.0])
    found, least = lowest(loss, start, bound=8.0)
    r, alpha, a, b = (float(v) for v in np.exp(found))
    return Fit(r, alpha, a, b, k, -least * x.size)
