"""Confidence intervals of a ranking's figures, when the same account occurs at every origin."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Amounts = NDArray[np.float64]
Index = NDArray[np.int64]

DRAWS, SEED, LEVEL = 200, 20260101, 0.95


@dataclass(frozen=True, slots=True)
class Ranked:
    """A ranking prepared for repeated weighting: `group` numbers equal scores, highest risk last."""

    group: Index
    groups: int
    happened: Amounts


def ranked(happened: Amounts, predicted: Amounts) -> Ranked:
    """Shapes: (rows,) each."""
    values, group = np.unique(predicted, return_inverse=True)
    return Ranked(group.astype(np.int64), values.size, happened)


def weighted_auc(ranking: Ranked, weights: Amounts) -> float:
    """AUC with each row counted `weights` times; NaN when all or none left."""
    left = np.bincount(ranking.group, weights=weights * ranking.happened, minlength=ranking.groups)
    stayed = np.bincount(ranking.group, weights=weights * (1 - ranking.happened), minlength=ranking.groups)
    below = np.cumsum(stayed) - stayed / 2
    pairs = left.sum() * stayed.sum()
    return float((left * below).sum() / pairs) if pairs > 0 else float("nan")


def resampled_aucs(rankings: list[Ranked], account: Index, draws: int = DRAWS) -> Amounts:
    """AUC of each ranking in each draw of accounts with replacement, (draws, rankings).

    An account is drawn with all its origins; every ranking sees the same draws, so that differences are paired.
    The seed is fixed: the same history gives the same interval.
    """
    _, place = np.unique(account, return_inverse=True)
    accounts = int(place.max()) + 1
    chance = np.random.default_rng(SEED)
    aucs = np.empty((draws, len(rankings)))
    for draw in range(draws):
        times = np.bincount(chance.integers(0, accounts, accounts), minlength=accounts).astype(np.float64)
        weights = times[place]
        aucs[draw] = [weighted_auc(ranking, weights) for ranking in rankings]
    return aucs


def interval(values: Amounts) -> tuple[float | None, float | None]:
    """Middle 95 % of the draws that could be measured; `None` without any."""
    finite = values[np.isfinite(values)]
    if not finite.size:
        return None, None
    low, high = np.quantile(finite, [(1 - LEVEL) / 2, (1 + LEVEL) / 2])
    return float(low), float(high)
