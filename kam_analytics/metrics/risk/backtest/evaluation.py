"""Quality of a score: ranking, calibration and the first k accounts, from later outcomes."""

import numpy as np
from numpy.typing import NDArray

Amounts = NDArray[np.float64]

# In every function: happened (accounts,), 1 where the event occurred, else 0;
# predicted (accounts,), a score or probability, higher is riskier.


def roc_auc(happened: Amounts, predicted: Amounts) -> float | None:
    """Chance that an account that left was ranked above one that stayed; ties count half.

    `None` when all left or none did.

    >>> roc_auc(np.array([1.0, 0.0, 0.0]), np.array([0.9, 0.9, 0.1]))
    0.75
    """
    events = int(happened.sum())
    others = happened.size - events
    if events == 0 or others == 0:
        return None
    _, group, size = np.unique(predicted, return_inverse=True, return_counts=True)
    rank = (np.cumsum(size) - (size - 1) / 2)[group]
    return float((rank[happened > 0].sum() - events * (events + 1) / 2) / (events * others))


def average_precision(happened: Amounts, predicted: Amounts) -> float | None:
    """Area under the precision–recall curve by steps: Σ (recall gained) × precision, tied scores together."""
    events = float(happened.sum())
    if events == 0:
        return None
    _, group, size = np.unique(-predicted, return_inverse=True, return_counts=True)
    hits = np.bincount(group, weights=happened)
    precision = np.cumsum(hits) / np.cumsum(size)
    return float((hits / events * precision).sum())


def brier(happened: Amounts, probability: Amounts) -> float | None:
    """Mean squared error of the probabilities: 0 is perfect."""
    return float(np.square(probability - happened).mean()) if happened.size else None


def brier_skill(happened: Amounts, probability: Amounts) -> float | None:
    """Share by which the error of « always the base rate » is reduced; negative is worse than the base rate."""
    error = brier(happened, probability)
    if error is None or not 0 < happened.sum() < happened.size:
        return None
    return float(1 - error / happened.var())


def precision_at(happened: Amounts, predicted: Amounts, k: int) -> float | None:
    """Share of the `k` highest scores where the event occurred.

    If the cut falls among equal scores, each counts with its probability of being selected, so that the order of
    the rows never matters. `None` with fewer than `k` accounts.
    """
    if not 0 < k <= happened.size:
        return None
    cut = np.sort(predicted)[::-1][k - 1]
    above, tied = predicted > cut, predicted == cut
    places = k - int(above.sum())
    hits = happened[above].sum() + places * happened[tied].mean()
    return float(hits / k)


def lift(happened: Amounts, predicted: Amounts, share: float) -> float | None:
    """Precision among the top `share` of scores ÷ base rate; 1 is chance.

    >>> lift(np.array([1.0, 0.0, 0.0, 0.0]), np.array([0.9, 0.3, 0.2, 0.1]), 0.25)
    4.0
    """
    top = precision_at(happened, predicted, max(1, round(share * happened.size)))
    if top is None or happened.sum() == 0:
        return None
    return float(top / happened.mean())


def observed_over_expected(happened: Amounts, probability: Amounts) -> float | None:
    """Observed events ÷ expected events; 1 is calibrated, above it the risk was understated."""
    announced = float(probability.sum())
    return float(happened.sum()) / announced if announced > 0 else None
