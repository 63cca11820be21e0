"""A risk model trained on past origins: a logistic regression with priors, joined by trees where data allow."""

from dataclasses import dataclass
from enum import Enum

import numpy as np
from numpy.typing import NDArray

from kam_analytics.metrics.risk.model.boosting import Boosted, boost, boosted_parts
from kam_analytics.metrics.risk.model.features import FEATURES

Amounts = NDArray[np.float64]
Index = NDArray[np.int64]

LEAST_EVENTS, FEW_EVENTS, FEW_ACCOUNTS = 10, 50, 200
TREE_EVENTS = 100
FEW_SPREAD, SPREAD = 0.3, 1.0  # of the prior, on scaled features
TREE_ROWS = 12_000
MOST_LOGIT, WIDEST_LOGIT = 12.0, 500.0
NUDGE = (0.025, 0.0125)
NEWTON_STEPS, CLOSE, NOISE = 50, 1e-9, 1e-12
BLOCK = 512  # rows: small enough not to start threads, which wait for each other on a busy machine


class RiskLabel(Enum):
    """The events predicted over the horizon."""

    LAPSE = "lapse"
    DEC50 = "dec50"


@dataclass(frozen=True, slots=True)
class Rows:
    """Accounts at past origins with a known outcome.

    x: (rows, features), natural units; y: (rows,), 0 or 1; account, origin: (rows,), numbers of each.
    """

    x: Amounts
    y: Amounts
    account: Index
    origin: Index

    @property
    def accounts(self) -> int:
        """Distinct accounts."""
        return int(np.unique(self.account).size)

    @property
    def events(self) -> int:
        """Distinct accounts with the event: twelve origins include the same loss several times."""
        return int(np.unique(self.account[self.y > 0]).size)


@dataclass(frozen=True, slots=True)
class Model:
    """log-odds = intercept + weights · x, averaged with those of the trees if there are any."""

    label: RiskLabel
    intercept: float
    weights: Amounts  # (features,), per natural unit
    trees: Boosted | None
    accounts: int
    events: int


def train(label: RiskLabel, rows: Rows) -> Model | None:
    """The model of these rows; `None` below ten accounts with the event, or without any other."""
    events, accounts = rows.events, rows.accounts
    if events < LEAST_EVENTS or rows.y.min() > 0:
        return None
    scale = np.array([f.scale for f in FEATURES])
    prior = np.array([getattr(f, label.value) for f in FEATURES]) * scale
    few = events <= FEW_EVENTS or accounts < FEW_ACCOUNTS
    fitted = logistic(rows.x / scale, rows.y, prior, FEW_SPREAD if few else SPREAD)
    trees = None
    if accounts >= FEW_ACCOUNTS and events >= TREE_EVENTS:
        sampled = _thinned(rows.origin)
        trees = boost(rows.x[sampled], rows.y[sampled], np.array([f.rises for f in FEATURES]))
    return Model(label, float(fitted[0]), fitted[1:] / scale, trees, accounts, events)


def logits(model: Model, x: Amounts) -> Amounts:
    """Log-odds of the event, (rows,)."""
    return np.asarray(np.clip(base_logit(model) + parts(model, x).sum(axis=1), -MOST_LOGIT, MOST_LOGIT))


def base_logit(model: Model) -> float:
    """The log-odds before the features' contributions."""
    return model.intercept if model.trees is None else (model.intercept + model.trees.start) / 2


def parts(model: Model, x: Amounts) -> Amounts:
    """The contribution of each feature to the log-odds, (rows, features)."""
    linear = x * model.weights
    return linear if model.trees is None else (linear + boosted_parts(model.trees, x)) / 2


def contributions(model: Model, x: Amounts) -> tuple[float, Amounts]:
    """The log-odds of the median account, and how far each feature moves each account away from it.

    returns: base, (rows, features); base + the row's sum is its log-odds.
    """
    raw = parts(model, x)
    middle = np.median(raw, axis=0)
    return base_logit(model) + float(middle.sum()), raw - middle


def probability(log_odds: Amounts) -> Amounts:
    """The probability, within 0 and 1."""
    return np.asarray(1 / (1 + np.exp(-np.clip(log_odds, -MOST_LOGIT, MOST_LOGIT))))


def logistic(x: Amounts, y: Amounts, prior: Amounts, spread: float | Amounts) -> Amounts:
    """Most probable intercept and weights, (features + 1,), by Newton's method.

    Weights are normal around `prior` with standard deviation `spread`; the intercept is free.
    """
    wide = np.column_stack([np.ones(y.size), x])
    centre = np.concatenate([[0.0], prior])
    precision = np.concatenate([[1e-6], np.broadcast_to(1 / np.square(spread), prior.shape)])
    beta = centre.copy()
    rate = np.clip(y.mean(), 1e-6, 1 - 1e-6)
    beta[0] = np.log(rate / (1 - rate)) - float((x @ prior).mean())
    worth = _worth(wide, y, beta, centre, precision)
    for _ in range(NEWTON_STEPS):
        # Not `probability`: its limit on the log-odds is absent from the objective, so the slope would never vanish.
        p = 1 / (1 + np.exp(-np.clip(wide @ beta, -WIDEST_LOGIT, WIDEST_LOGIT)))
        slope = wide.T @ (y - p) - precision * (beta - centre)
        bend = _bend(wide, p * (1 - p)) + np.diag(precision)
        step = np.linalg.solve(bend, slope)
        better = _worth(wide, y, beta + step, centre, precision)
        noise = max(CLOSE, NOISE * abs(worth))  # of a sum over all rows: a step is not halved for less
        while better < worth - noise and float(np.abs(step).max()) > CLOSE:
            step = step / 2
            better = _worth(wide, y, beta + step, centre, precision)
        beta, worth = beta + step, better
        if float(np.abs(step).max()) < CLOSE:
            break
    return beta


def _bend(wide: Amounts, weight: Amounts) -> Amounts:
    """wideᵀ · diag(weight) · wide, (columns, columns), by blocks that fit the cache."""
    curvature = np.zeros((wide.shape[1], wide.shape[1]))
    for first in range(0, wide.shape[0], BLOCK):
        part = wide[first : first + BLOCK]
        curvature += (part * weight[first : first + BLOCK, None]).T @ part
    return curvature


def _worth(wide: Amounts, y: Amounts, weights: Amounts, centre: Amounts, precision: Amounts) -> float:
    """Log-posterior up to a constant."""
    log_odds = wide @ weights
    fit = float((y * log_odds - np.logaddexp(0.0, log_odds)).sum())
    return fit - float((precision * np.square(weights - centre)).sum()) / 2


def _thinned(origin: Index) -> Index:
    """Rows of every n-th origin from the last, so that the trees read at most 12,000."""
    every = -(-origin.size // TREE_ROWS)
    back = int(origin.max()) - origin
    return np.flatnonzero(back % every == 0)


@dataclass(frozen=True, slots=True)
class Calibration:
    """Corrected log-odds = shift + slope × log-odds, learnt from earlier predictions and their outcomes."""

    shift: float = 0.0
    slope: float = 1.0

    def applied(self, log_odds: Amounts) -> Amounts:
        """Corrected log-odds, (rows,)."""
        return self.shift + self.slope * log_odds


def calibration(log_odds: Amounts, y: Amounts, *, spread: tuple[float, float] = NUDGE) -> Calibration:
    """The correction derived from past predictions; without any, none.

    spread: prior standard deviations of shift and slope around 0 and 1. They are narrow because accounts of one
    half-year share external conditions: a thousand of them are not a thousand independent observations of the next one.
    """
    if y.size == 0 or not 0 < y.sum() < y.size:
        return Calibration()
    wide = np.column_stack([np.ones(y.size), log_odds])
    centre, precision = np.array([0.0, 1.0]), 1 / np.square(np.array(spread))
    beta = centre.copy()
    for _ in range(NEWTON_STEPS):
        p = probability(wide @ beta)
        slope = wide.T @ (y - p) - precision * (beta - centre)
        bend = (wide * (p * (1 - p))[:, None]).T @ wide + np.diag(precision)
        step = np.linalg.solve(bend, slope)
        beta = beta + step
        if float(np.abs(step).max()) < CLOSE:
            break
    return Calibration(float(beta[0]), max(float(beta[1]), 0.05))
