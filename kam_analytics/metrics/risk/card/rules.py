"""Declared rules that add points, none of them learned; the same code scores one account or all accounts of a day."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

import numpy as np

from kam_analytics.metrics.risk.measures.history import Amounts, Flags

# 80 / 100 − 1 is slightly above −0.20 in floating point, and must count as −20 %.
ROUNDING_NOISE = 1e-9


class ThresholdSide(Enum):
    """Which side of the threshold earns the points."""

    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    BELOW = "below"


@dataclass(frozen=True, slots=True)
class Rule:
    """Points for a signal: among the steps that are reached, the one with most points counts."""

    id: str
    comparison: ThresholdSide
    steps: tuple[tuple[float, int], ...]  # (threshold, points), mildest first

    @property
    def most_points(self) -> int:
        """The maximum points of the rule."""
        return max(points for _, points in self.steps)

    def reaches(self, values: Amounts, threshold: float) -> Flags:
        """Whether each value is on the side that earns points; never for NaN."""
        if self.comparison is ThresholdSide.AT_LEAST:
            return values >= threshold - ROUNDING_NOISE
        if self.comparison is ThresholdSide.AT_MOST:
            return values <= threshold + ROUNDING_NOISE
        return values < threshold - ROUNDING_NOISE


@dataclass(frozen=True, slots=True)
class RulePoints:
    """One line of the explanation: this value passed this threshold and cost these points."""

    rule: str
    value: float
    threshold: float
    points: int


@dataclass(frozen=True, slots=True)
class SignalFamily:
    """Rules that redistribute the weight of unknown signals; each counts at most `most` times its points.

    A factor of 1.5 ranks better for purchases (docs/risk.md); for the relation nothing is proven, and one known
    signal must not replace five unknown ones.
    """

    rules: tuple[Rule, ...]
    most: float


def rule_points(rule: Rule, values: Amounts) -> Amounts:
    """The points of one rule for each account; 0 if it cannot be measured."""
    return reached_steps(rule, values)[1]


def reached_steps(rule: Rule, values: Amounts) -> tuple[Amounts, Amounts]:
    """Threshold and points of the step that counts for each account; NaN and 0 if none is reached."""
    thresholds, points = np.full(values.size, np.nan), np.zeros(values.size)
    for threshold, earned in rule.steps:
        better = rule.reaches(values, threshold) & (earned > points)
        thresholds, points = np.where(better, threshold, thresholds), np.where(better, earned, points)
    return thresholds, points


@dataclass(frozen=True, slots=True)
class FamilyPoints:
    """Points of one family, (accounts,): earned by its rules, and with the weight of unknown signals redistributed."""

    earned: Amounts
    total: Amounts


def family_points(
    columns: Mapping[str, Amounts], family: SignalFamily, answerable: frozenset[str], ignored: frozenset[str]
) -> FamilyPoints:
    """Points of each account under one family of rules.

    columns: rule → value of each account, NaN where it is unknown; answerable: the rules that the company's data can
    answer for some account; ignored: those that give no points because nearly every account has them.
    """
    counted = [rule for rule in family.rules if rule.id not in ignored]
    earned = np.sum([rule_points(rule, columns[rule.id]) for rule in counted], axis=0) + 0.0
    is_known = {rule.id: ~np.isnan(columns[rule.id]) for rule in family.rules}
    measured = np.sum([rule.most_points * is_known[rule.id] for rule in family.rules], axis=0)
    absent = np.sum([rule.most_points * ~is_known[rule.id] * (rule.id in answerable) for rule in family.rules], axis=0)
    return FamilyPoints(earned, np.asarray(np.rint(earned * shared_out(measured, absent, family.most)), np.float64))


def shared_out(measured: Amounts, absent: Amounts, most: float) -> Amounts:
    """The factor on points after the weight of absent signals is redistributed, (accounts,).

    >>> shared_out(np.array([20.0, 1.0, 13.0]), np.array([5.0, 20.0, 0.0]), 1.5).tolist()
    [1.25, 1.5, 1.0]
    """
    return np.where(measured > 0, np.minimum(1 + absent / np.maximum(measured, 1), most), 1.0)
