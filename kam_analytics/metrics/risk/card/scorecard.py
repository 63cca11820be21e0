"""The card: every declared signal, and the score of each account with its reasons, which add up."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from kam_analytics.metrics.risk.card.purchases import HABITS, PURCHASES
from kam_analytics.metrics.risk.card.relation import RELATION
from kam_analytics.metrics.risk.card.rules import (
    FamilyPoints,
    Rule,
    RulePoints,
    SignalFamily,
    family_points,
    reached_steps,
    rule_points,
)
from kam_analytics.metrics.risk.card.signal import MeasuredAccounts, Signal, by_id
from kam_analytics.metrics.risk.measures.account_measures import Measures
from kam_analytics.metrics.risk.measures.history import Amounts

WATCH_POINTS, ALERT_POINTS = 4, 8  # docs/methods.md 4.5 has 3 and 6 of 13; the purchase signals are now worth 17
COMMON_SHARE, LEAST_COMMON = 0.9, 20  # of the accounts measured, and how many these are
SIGNALS: dict[str, Signal] = by_id((*PURCHASES, *HABITS, *RELATION))
CARD: tuple[Rule, ...] = tuple(signal.rule for signal in SIGNALS.values())
FAMILIES = (
    SignalFamily(tuple(signal.rule for signal in (*PURCHASES, *HABITS)), 1.5),
    SignalFamily(tuple(signal.rule for signal in RELATION), 1.25),
)


class AccountSignals(Mapping[str, float | None]):
    """The value of every signal for one account at one date; None where it cannot be measured.

    Raises KeyError for a name that no signal has.
    """

    def __init__(self, **values: float | None) -> None:
        if unknown := values.keys() - SIGNALS.keys():
            raise KeyError(f"no such signal: {sorted(unknown)}")
        self._values = {name: values.get(name) for name in SIGNALS}

    def __getitem__(self, name: str) -> float | None:
        return self._values[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)


@dataclass(frozen=True, slots=True)
class Score:
    """Points and reasons; `unmeasured` names the rules that could not be measured.

    shared: the part of the points that replaces signals the company has, but not for this account.
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
        """Enough points for an alert."""
        return self.points >= ALERT_POINTS


def signal_columns(measures: Measures) -> dict[str, Amounts]:
    """Signal → its value for every account, NaN where it cannot be measured.

    Out of season, with a full order book or in a closed August, a silence is no signal; a seasonal account is not
    scored on months, products or a pace that depend only on its season.
    """
    accounts = MeasuredAccounts(measures)
    return {name: signal.measure(accounts) for name, signal in SIGNALS.items()}


def signals_of(columns: Mapping[str, Amounts], place: int) -> AccountSignals:
    """The signals of one account."""
    values = {name: float(column[place]) for name, column in columns.items()}
    return AccountSignals(**{name: None if np.isnan(value) else value for name, value in values.items()})


def answerable(columns: Mapping[str, Amounts]) -> frozenset[str]:
    """The rules that can be measured for at least one account."""
    return frozenset(rule for rule, values in columns.items() if np.isfinite(values).any())


def common(columns: Mapping[str, Amounts]) -> frozenset[str]:
    """The rules active for nearly every account: they do not distinguish one account from another."""
    return frozenset(rule.id for rule in CARD if _is_common(rule, columns[rule.id]))


def _is_common(rule: Rule, values: Amounts) -> bool:
    measured = values[np.isfinite(values)]
    return measured.size >= LEAST_COMMON and float((rule_points(rule, measured) > 0).mean()) >= COMMON_SHARE


def points(measures: Measures) -> Amounts:
    """Points of the whole card, (accounts,), with the weight of unknown signals redistributed."""
    columns = signal_columns(measures)
    of_families = _points(columns, FAMILIES, answerable(columns), common(columns))
    return np.asarray(np.sum([family.total for family in of_families], axis=0), np.float64)


def scores(
    columns: Mapping[str, Amounts],
    answerable: frozenset[str] = frozenset(),
    ignored: frozenset[str] = frozenset(),
    families: tuple[SignalFamily, ...] = FAMILIES,
) -> list[Score]:
    """The score of every account, strongest reasons first.

    answerable: the rules that the company's data can answer for some account. The weight of unknown signals is
        redistributed among the others of their family, so that a missing value is neither good nor bad; a purchase
        signal never weighs more because a contract is missing.
    ignored: the rules that give no points because nearly every account has them.
    """
    of_families = _points(columns, families, answerable, ignored)
    total = np.sum([family.total for family in of_families], axis=0)
    earned = np.sum([family.earned for family in of_families], axis=0)
    rules = [rule for family in families for rule in family.rules]
    items = _items(columns, [rule for rule in rules if rule.id not in ignored], total.size)
    unmeasured = {rule.id: np.isnan(columns[rule.id]) for rule in rules}
    return [
        Score(
            points=int(total[n]),
            items=tuple(sorted(items[n], key=lambda item: -item.points)),
            unmeasured=tuple(name for name, missing in unmeasured.items() if missing[n]),
            shared=int(total[n] - earned[n]),
        )
        for n in range(total.size)
    ]


def scorecard(
    signals: AccountSignals,
    families: tuple[SignalFamily, ...] = FAMILIES,
    answerable: frozenset[str] = frozenset(),
    ignored: frozenset[str] = frozenset(),
) -> Score:
    """The score of one account: `scores` on columns of length one.

    >>> scorecard(AccountSignals(gap_ratio=2.4, active_months=7)).points
    4
    """
    columns = {name: np.array([np.nan if value is None else value]) for name, value in signals.items()}
    return scores(columns, answerable, ignored, families)[0]


def _points(
    columns: Mapping[str, Amounts],
    families: tuple[SignalFamily, ...],
    answerable: frozenset[str],
    ignored: frozenset[str],
) -> list[FamilyPoints]:
    return [family_points(columns, family, answerable, ignored) for family in families]


def _items(columns: Mapping[str, Amounts], rules: list[Rule], accounts: int) -> list[list[RulePoints]]:
    """For each account, the rules that gave points, in the order of the card."""
    items: list[list[RulePoints]] = [[] for _ in range(accounts)]
    for rule in rules:
        values = columns[rule.id]
        thresholds, earned = reached_steps(rule, values)
        for n in np.flatnonzero(earned > 0):
            items[n].append(RulePoints(rule.id, float(values[n]), float(thresholds[n]), int(earned[n])))
    return items
