"""Student's t for any positive number of degrees of freedom, from the incomplete beta function."""

import math

_TINY = 1e-300
_MOST_TERMS = 20_000


def student_cdf(t: float, df: float) -> float:
    """P(T ≤ t) for `df` > 0 degrees of freedom, not necessarily whole.

    >>> round(student_cdf(0.0, 5), 6)
    0.5
    """
    tail = _upper_tail(abs(t), df)
    return tail if t < 0 else 1 - tail


def student_quantile(p: float, df: float) -> float:
    """The t below which a share `p` of the distribution lies.

    Raises
        ValueError when `p` is not inside (0, 1) or `df` is not positive.

    >>> round(student_quantile(0.975, 10), 4)
    2.2281
    """
    if not (0 < p < 1 and df > 0):
        raise ValueError(f"no quantile for p={p}, df={df}")
    if p == 0.5:
        return 0.0
    tail = min(p, 1 - p)
    high = 1.0
    while _upper_tail(high, df) > tail and high < 1e300:
        high *= 2
    t = _bisect(tail, df, 0.0, high)
    return t if p > 0.5 else -t


def _bisect(tail: float, df: float, low: float, high: float) -> float:
    """Halve the bracket until two neighbouring numbers are left: slower than Newton's method, but always converges."""
    while True:
        middle = (low + high) / 2
        if middle in (low, high) or high - low <= 1e-14 * high:
            return middle
        if _upper_tail(middle, df) > tail:
            low = middle
        else:
            high = middle


def _upper_tail(t: float, df: float) -> float:
    """P(T > t) for t ≥ 0: ½ I_x(df/2, ½) with x = df / (df + t²)."""
    if t == 0:
        return 0.5
    ratio = t * t / df
    return 0.5 * incomplete_beta(df / 2, 0.5, 1 / (1 + ratio), ratio / (1 + ratio))


def incomplete_beta(a: float, b: float, x: float, y: float) -> float:
    """Regularised incomplete beta I_x(a, b); `y` is 1 − x, passed separately to keep its precision.

    >>> incomplete_beta(1.0, 1.0, 0.25, 0.75)
    0.25
    """
    if x <= 0:
        return 0.0
    if y <= 0:
        return 1.0
    log_front = math.lgamma(a + b) - math.lgamma(a) - math.lgamma(b) + a * math.log(x) + b * math.log(y)
    front = math.exp(log_front)
    if x < (a + 1) / (a + b + 2):
        return front * _continued_fraction(a, b, x) / a
    return 1 - front * _continued_fraction(b, a, y) / b


def _continued_fraction(a: float, b: float, x: float) -> float:
    """Lentz's evaluation of the fraction of Abramowitz & Stegun 26.5.8."""
    c, d = 1.0, _inverse(1 - (a + b) * x / (a + 1))
    value = d
    for m in range(1, _MOST_TERMS):
        even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
        odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
        for term in (even, odd):
            d = _inverse(1 + term * d)
            c = _away_from_zero(1 + term / c)
            value *= c * d
        if abs(c * d - 1) < 1e-15:
            break
    return value


def _inverse(value: float) -> float:
    return 1 / _away_from_zero(value)


def _away_from_zero(value: float) -> float:
    return value if abs(value) > _TINY else _TINY
