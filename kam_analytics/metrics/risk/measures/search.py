"""Minimum of a smooth function of a few variables."""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

Amounts = NDArray[np.float64]
STEP = 1e-5
ROUNDS, CLOSE = 100, 1e-10


def lowest(loss: Callable[[Amounts], float], start: Amounts, *, bound: float) -> tuple[Amounts, float]:
    """The minimum and its value, by BFGS with central differences; every variable stays within ±`bound`."""
    place, value = start.astype(np.float64), loss(start)
    slope, curve = _slope(loss, place), np.eye(start.size)
    for _ in range(ROUNDS):
        direction = -curve @ slope
        if direction @ slope >= 0:
            direction, curve = -slope, np.eye(start.size)
        direction *= min(1.0, 1.0 / float(np.abs(direction).max() + 1e-300))
        nearer, lower = _along(loss, place, value, direction, float(direction @ slope), bound)
        if value - lower < CLOSE:
            return (nearer, lower) if lower < value else (place, value)
        after = _slope(loss, nearer)
        curve = _updated(curve, nearer - place, after - slope)
        place, value, slope = nearer, lower, after
    return place, value


def _along(
    loss: Callable[[Amounts], float], place: Amounts, value: float, direction: Amounts, fall: float, bound: float
) -> tuple[Amounts, float]:
    """The first of ever shorter steps that lowers the loss enough; the starting point if none does."""
    length = 1.0
    for _ in range(30):
        nearer = np.clip(place + length * direction, -bound, bound)
        lower = loss(nearer)
        if np.isfinite(lower) and lower <= value + 1e-4 * length * fall:
            return nearer, lower
        length /= 2
    return place, value


def _slope(loss: Callable[[Amounts], float], place: Amounts) -> Amounts:
    steps = STEP * np.eye(place.size)
    return np.array([(loss(place + step) - loss(place - step)) / (2 * STEP) for step in steps])


def _updated(curve: Amounts, moved: Amounts, turned: Amounts) -> Amounts:
    """The inverse curvature after one step (Broyden, Fletcher, Goldfarb, Shanno)."""
    scale = float(moved @ turned)
    if scale <= 1e-12:
        return np.eye(moved.size)
    left = np.eye(moved.size) - np.outer(moved, turned) / scale
    return np.asarray(left @ curve @ left.T + np.outer(moved, moved) / scale)
