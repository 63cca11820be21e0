"""A score anyone can check: declared rules, each adding its points, none learned."""

from dataclasses import dataclass
from enum import Enum

WATCH_POINTS, ALERT_POINTS = 3, 6
# 80 / 100 − 1 is a hair above −0.20 in floating point, and must count as −20 %.
_ROUNDING_NOISE = 1e-9


class Comparison(Enum):
    """Which side of the threshold earns the points."""

    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    BELOW = "below"


@dataclass(frozen=True, slots=True)
class AccountSignals:
    """What the rules look at, for one account at one date; `None` where it cannot be measured.

    gap_ratio: days since the last invoice ÷ usual interval.
    change_on_last_year: last 3 months ÷ same months a year before − 1.
    change_on_year: last 3 months × 4 ÷ last 12 months − 1.
    active_months: months with revenue among the last 12.
    change_of_products: products bought in the last 6 months ÷ in the 6 before − 1.
    credit_note_share: credit notes ÷ revenue of the last 12 months, as a positive share.
    tenure_months: months since the first invoice.
    """

    gap_ratio: float | None = None
    change_on_last_year: float | None = None
    change_on_year: float | None = None
    active_months: float | None = None
    change_of_products: float | None = None
    credit_note_share: float | None = None
    tenure_months: float | None = None


@dataclass(frozen=True, slots=True)
class Rule:
    """Points for a signal: the last step reached counts. `id` is a field of AccountSignals."""

    id: str
    comparison: Comparison
    steps: tuple[tuple[float, int], ...]  # (threshold, points), mildest first

    @property
    def most_points(self) -> int:
        """What the rule can add at worst."""
        return max(points for _, points in self.steps)

    def reached(self, value: float) -> tuple[float, int] | None:
        """The step with most points that `value` has reached."""
        steps = [step for step in self.steps if self._holds(value, step[0])]
        return max(steps, key=lambda step: step[1], default=None)

    def _holds(self, value: float, threshold: float) -> bool:
        if self.comparison is Comparison.AT_LEAST:
            return value >= threshold - _ROUNDING_NOISE
        if self.comparison is Comparison.AT_MOST:
            return value <= threshold + _ROUNDING_NOISE
        return value < threshold - _ROUNDING_NOISE


@dataclass(frozen=True, slots=True)
class RulePoints:
    """One line of the explanation: this value passed this threshold and cost these points."""

    rule: str
    value: float
    threshold: float
    points: int


@dataclass(frozen=True, slots=True)
class Score:
    """Points and why; `unmeasured` names the rules that had nothing to look at."""

    points: int
    items: tuple[RulePoints, ...]
    unmeasured: tuple[str, ...]

    @property
    def watch(self) -> bool:
        """Enough points to look at the account."""
        return self.points >= WATCH_POINTS

    @property
    def alert(self) -> bool:
        """Enough points to call it."""
        return self.points >= ALERT_POINTS


SCORECARD: tuple[Rule, ...] = (
    Rule("gap_ratio", Comparison.AT_LEAST, ((1.5, 1), (2.0, 3), (3.0, 4))),
    Rule("change_on_last_year", Comparison.AT_MOST, ((-0.20, 1), (-0.50, 2))),
    Rule("change_on_year", Comparison.AT_MOST, ((-0.20, 1), (-0.50, 2))),
    Rule("active_months", Comparison.AT_MOST, ((8, 1), (4, 2))),
    Rule("change_of_products", Comparison.AT_MOST, ((-0.25, 1),)),
    Rule("credit_note_share", Comparison.AT_LEAST, ((0.05, 1),)),
    Rule("tenure_months", Comparison.BELOW, ((12, 1),)),
)


def scorecard(signals: AccountSignals, rules: tuple[Rule, ...] = SCORECARD) -> Score:
    """Add up the rules an account has tripped, worst first.

    >>> scorecard(AccountSignals(gap_ratio=2.4, active_months=7)).points
    4
    """
    items: list[RulePoints] = []
    unmeasured: list[str] = []
    for rule in rules:
        value: float | None = getattr(signals, rule.id)
        step = None if value is None else rule.reached(value)
        if value is None:
            unmeasured.append(rule.id)
        elif step is not None:
            items.append(RulePoints(rule.id, value, *step))
    items.sort(key=lambda item: -item.points)
    return Score(sum(item.points for item in items), tuple(items), tuple(unmeasured))
