"""A score anyone can check: declared rules, each adding its points, none learned."""

from dataclasses import dataclass
from enum import Enum

WATCH_POINTS, ALERT_POINTS = 4, 8  # docs/methods.md 4.5 has 3 and 6 of 13 points; the purchase signals are now worth 17
# 80 / 100 − 1 is a hair above −0.20 in floating point, and must count as −20 %.
_ROUNDING_NOISE = 1e-9


class ThresholdSide(Enum):
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
    order_change: invoice days of the last 6 months ÷ of the same months a year before − 1.
    basket_change: invoiced per invoice day, likewise.
    families_given_up: product families no longer bought in 6 months ÷ bought in the 12 before.
    margin_change: margin rate of the last 6 closed months − that of the same months a year before.
    contract_deadline: days left to decide on a contract without a renewal in the pipeline.
    payment_delay: mean days late of the last 6 months − those of the 12 before.
    levels_missed: of executive, buyer and technical, how many were not met in 6 months.
    single_contact: 1 where the meetings of the year were all with one person.
    open_incidents: incidents open that day.
    satisfaction_change: last score − the one before, ÷ span of all scores.
    """

    gap_ratio: float | None = None
    change_on_last_year: float | None = None
    change_on_year: float | None = None
    active_months: float | None = None
    change_of_products: float | None = None
    credit_note_share: float | None = None
    tenure_months: float | None = None
    order_change: float | None = None
    basket_change: float | None = None
    families_given_up: float | None = None
    margin_change: float | None = None
    contract_deadline: float | None = None
    payment_delay: float | None = None
    levels_missed: float | None = None
    single_contact: float | None = None
    open_incidents: float | None = None
    satisfaction_change: float | None = None


@dataclass(frozen=True, slots=True)
class Rule:
    """Points for a signal: the last step reached counts. `id` is a field of AccountSignals."""

    id: str
    comparison: ThresholdSide
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
        if self.comparison is ThresholdSide.AT_LEAST:
            return value >= threshold - _ROUNDING_NOISE
        if self.comparison is ThresholdSide.AT_MOST:
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
    """Points and why; `unmeasured` names the rules that had nothing to look at.

    shared: of the points, those that stand for signals the company has but knows nothing of for this account.
    """

    points: int
    items: tuple[RulePoints, ...]
    unmeasured: tuple[str, ...]
    shared: int = 0

    @property
    def watch(self) -> bool:
        """Enough points to look at the account."""
        return self.points >= WATCH_POINTS

    @property
    def alert(self) -> bool:
        """Enough points to call it."""
        return self.points >= ALERT_POINTS


SCORECARD: tuple[Rule, ...] = (  # docs/methods.md 4.5: invoices alone, back-tested on two real histories
    Rule("gap_ratio", ThresholdSide.AT_LEAST, ((1.5, 1), (2.0, 3), (3.0, 4))),
    Rule("change_on_last_year", ThresholdSide.AT_MOST, ((-0.20, 1), (-0.50, 2))),
    Rule("change_on_year", ThresholdSide.AT_MOST, ((-0.20, 1), (-0.50, 2))),
    Rule("active_months", ThresholdSide.AT_MOST, ((8, 1), (4, 2))),
    Rule("change_of_products", ThresholdSide.AT_MOST, ((-0.25, 1),)),
    Rule("credit_note_share", ThresholdSide.AT_LEAST, ((0.05, 1),)),
    Rule("tenure_months", ThresholdSide.BELOW, ((12, 1),)),
)
HABITS: tuple[Rule, ...] = (  # from invoices too: how often, how much at a time, of what, at which margin
    Rule("order_change", ThresholdSide.AT_MOST, ((-0.30, 1),)),
    Rule("basket_change", ThresholdSide.AT_MOST, ((-0.30, 1),)),
    Rule("families_given_up", ThresholdSide.AT_LEAST, ((0.25, 1),)),
    Rule("margin_change", ThresholdSide.AT_MOST, ((-0.03, 1),)),
)
RELATION: tuple[Rule, ...] = (  # from other files; their accuracy is the company's own back-test, nobody else's
    Rule("contract_deadline", ThresholdSide.AT_MOST, ((180, 2), (90, 4), (30, 8))),  # watched, then alert, by itself
    Rule("payment_delay", ThresholdSide.AT_LEAST, ((10, 1), (30, 2))),
    Rule("levels_missed", ThresholdSide.AT_LEAST, ((2, 1),)),
    Rule("single_contact", ThresholdSide.AT_LEAST, ((1, 1),)),
    Rule("open_incidents", ThresholdSide.AT_LEAST, ((1, 1), (3, 2))),
    Rule("satisfaction_change", ThresholdSide.AT_MOST, ((-0.15, 1), (-0.30, 2))),
)
PURCHASES = SCORECARD + HABITS
CARD = PURCHASES + RELATION


@dataclass(frozen=True, slots=True)
class SignalFamily:
    """Rules that share the weight of what is not known among themselves, each counting `most` times its points at most.

    Half as much again ranks better for purchases (docs/risk.md); for the relation nothing is proven, and one known
    signal must not stand for five unknown ones.
    """

    rules: tuple[Rule, ...]
    most: float


PARTS = (SignalFamily(PURCHASES, 1.5), SignalFamily(RELATION, 1.25))
RULES = {rule.id: rule for rule in CARD}


def scorecard(
    signals: AccountSignals,
    parts: tuple[SignalFamily, ...] = PARTS,
    asked: frozenset[str] = frozenset(),
    ignored: frozenset[str] = frozenset(),
) -> Score:
    """Add up the rules an account has tripped, worst first.

    asked: the rules that the company's data can answer for some account. The weight of those that say nothing of this
        one is shared out among the others of its part, so that it is neither good nor bad not to know; a purchase
        signal never weighs more because a contract is missing.
    ignored: the rules that are on for nearly every account, which give no points.

    >>> scorecard(AccountSignals(gap_ratio=2.4, active_months=7)).points
    4
    """
    found = [_part(signals, part, asked, ignored) for part in parts]
    items = sorted((item for part in found for item in part.items), key=lambda item: -item.points)
    return Score(
        sum(part.points for part in found),
        tuple(items),
        tuple(rule for part in found for rule in part.unmeasured),
        sum(part.shared for part in found),
    )


def _part(signals: AccountSignals, part: SignalFamily, asked: frozenset[str], ignored: frozenset[str]) -> Score:
    rules = part.rules
    items: list[RulePoints] = []
    unmeasured: list[str] = []
    for rule in rules:
        value: float | None = getattr(signals, rule.id)
        step = None if value is None else rule.reached(value)
        if value is None:
            unmeasured.append(rule.id)
        elif step is not None and rule.id not in ignored:
            items.append(RulePoints(rule.id, value, *step))
    found = sum(item.points for item in items)
    measured = sum(rule.most_points for rule in rules if rule.id not in unmeasured)
    absent = sum(rule.most_points for rule in rules if rule.id in unmeasured and rule.id in asked)
    points = round(found * shared_out(measured, absent, part.most))
    return Score(points, tuple(items), tuple(unmeasured), points - found)


def shared_out(measured: float, absent: float, most: float) -> float:
    """What a point counts once the weight of absent signals is shared out.

    >>> shared_out(20, 5, 1.5), shared_out(1, 20, 1.5), shared_out(13, 0, 1.5)
    (1.25, 1.5, 1.0)
    """
    return min(1 + absent / measured, most) if measured > 0 else 1.0
