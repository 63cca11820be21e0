"""Small boosted trees on binned features, monotone where common sense requires it, with additive explanations."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Amounts = NDArray[np.float64]
Index = NDArray[np.int64]

TREES, RATE, DEPTH, BINS = 80, 0.1, 3, 20
PENALTY = 10.0
LEAST_CURVATURE = 8.0  # Σ p(1 − p) in a leaf: about sixty accounts at a risk of one in six


@dataclass(frozen=True, slots=True)
class Tree:
    """A full binary tree of three levels. feature, cut: (nodes,); value: (2 × nodes + 1,), log-odds, root first."""

    feature: Index
    cut: Index
    value: Amounts


@dataclass(frozen=True, slots=True)
class Boosted:
    """`start` in log-odds; `edges`: of each feature, the upper bounds of its bins."""

    start: float
    edges: tuple[Amounts, ...]
    trees: tuple[Tree, ...]


def boost(x: Amounts, y: Amounts, rises: Index) -> Boosted:
    """Trees that successively improve the log-odds of y.

    Shapes
        x: (rows, features); y: (rows,), 0 or 1, both present; rises: (features,), 1 or −1 where the risk may only
        rise or fall with the feature, 0 where it may do either.
    """
    inner = np.linspace(0, 1, BINS + 1)[1:-1]
    edges = tuple(np.unique(np.quantile(column, inner)) for column in x.T)
    bins = _binned(edges, x)
    start = float(np.log(y.mean() / (1 - y.mean())))
    logits, trees = np.full(y.size, start), []
    for _ in range(TREES):
        p = 1 / (1 + np.exp(-logits))
        tree, leaf = _grown(bins, y - p, p * (1 - p), rises)
        logits += tree.value[leaf]
        trees.append(tree)
    return Boosted(start, edges, tuple(trees))


def boosted_parts(model: Boosted, x: Amounts) -> Amounts:
    """The contribution of each feature to the log-odds, (rows, features); with `start` they add up to them.

    A row changes value at each split of a tree, and the change is attributed to the feature of the split.
    """
    bins = _binned(model.edges, x)
    rows = np.arange(x.shape[0])
    parts = np.zeros(x.shape)
    for tree in model.trees:
        node = np.zeros(x.shape[0], np.int64)
        for _ in range(DEPTH):
            feature = tree.feature[node]
            below = 2 * node + 1 + (bins[feature, rows] > tree.cut[node])
            parts[rows, feature] += tree.value[below] - tree.value[node]
            node = below
    return parts


def _binned(edges: tuple[Amounts, ...], x: Amounts) -> Index:
    """(features, rows)."""
    return np.array([np.searchsorted(e, column) for e, column in zip(edges, x.T, strict=True)])


def _grown(bins: Index, pull: Amounts, curvature: Amounts, rises: Index) -> tuple[Tree, Index]:
    """One tree and the leaf of every row. The value of the root is zero: its leaves include it."""
    nodes = 2**DEPTH - 1
    feature, cut = np.zeros(nodes, np.int64), np.full(nodes, BINS)
    value, place, rows = np.zeros(2 * nodes + 1), np.zeros(pull.size, np.int64), np.arange(pull.size)
    least, most = np.full(1, -np.inf), np.full(1, np.inf)
    for level in range(DEPTH):
        first, width = 2**level - 1, 2**level
        after, both = 2 * first + 1, 2 * width
        pulls, curves = (_sums(bins, place - first, weights, width) for weights in (pull, curvature))
        chosen, bounds = _best(pulls, curves, rises)
        feature[first : first + width], cut[first : first + width] = chosen, bounds
        place = 2 * place + 1 + (bins[feature[place], rows] > cut[place])
        below, weight = (np.bincount(place - after, weights, both) for weights in (pull, curvature))
        worth = np.clip(below / (weight + PENALTY), np.repeat(least, 2), np.repeat(most, 2))
        least, most = _child_bounds(worth, np.repeat(least, 2), np.repeat(most, 2), rises[chosen])
        value[after : after + both] = RATE * worth
    return Tree(feature, cut, value), place


def _child_bounds(worth: Amounts, least: Amounts, most: Amounts, rises: Index) -> tuple[Amounts, Amounts]:
    """Bounds of the child nodes: the two sides of a monotone split never cross, whatever is split later."""
    middle = worth.reshape(-1, 2).mean(axis=1)
    low, high = least.reshape(-1, 2).copy(), most.reshape(-1, 2).copy()
    for side, sign in ((0, 1), (1, -1)):
        upper, lower = rises == sign, rises == -sign
        high[upper, side] = np.minimum(high[upper, side], middle[upper])
        low[lower, side] = np.maximum(low[lower, side], middle[lower])
    return low.ravel(), high.ravel()


def _sums(bins: Index, node: Index, weights: Amounts, width: int) -> Amounts:
    """Sums up to and including each bin, (nodes, features, bins)."""
    offset = node * BINS
    cells = [np.bincount(offset + column, weights=weights, minlength=width * BINS) for column in bins]
    return np.stack(cells, axis=1).reshape(width, BINS, -1).transpose(0, 2, 1).cumsum(axis=2)


def _best(pulls: Amounts, curves: Amounts, rises: Index) -> tuple[Index, Index]:
    """Feature and bin of the best split of each node; a bound beyond every bin if no split improves the fit."""
    whole, weight = pulls[:, :, -1:], curves[:, :, -1:]
    right, heavy = whole - pulls, weight - curves
    low, high = pulls / (curves + PENALTY), right / (heavy + PENALTY)
    gain = pulls * low + right * high - whole**2 / (weight + PENALTY)
    allowed = (curves >= LEAST_CURVATURE) & (heavy >= LEAST_CURVATURE)
    allowed &= (high - low) * rises[None, :, None] >= 0
    gain = np.where(allowed, gain, 0.0).reshape(gain.shape[0], -1)
    best = gain.argmax(axis=1)
    improves = gain.max(axis=1) > 0
    return best // BINS, np.where(improves, best % BINS, BINS)
