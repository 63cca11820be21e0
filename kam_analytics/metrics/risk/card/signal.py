"""The declaration of a signal: how it is measured, how many points it gives and how it is worded."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum
from functools import cached_property

import numpy as np

from kam_analytics.core.text import Text
from kam_analytics.language.sentences import Fact
from kam_analytics.metrics.risk.card.actions import Act
from kam_analytics.metrics.risk.card.cases import Cases, cases
from kam_analytics.metrics.risk.card.evidence import Evidence
from kam_analytics.metrics.risk.card.rules import Rule
from kam_analytics.metrics.risk.measures.account_measures import Measures
from kam_analytics.metrics.risk.measures.formulas import SHORTEST_OVERDUE_DAYS
from kam_analytics.metrics.risk.measures.history import Amounts, Flags

DAYS_A_MONTH = 365 / 12  # a customer for one year is a customer for twelve months
YEAR_DAYS = 365
LEAST_HALF_DAYS = 4  # invoice days in the earlier half-year: fewer are no habit


class ValueFormat(Enum):
    """How a value and its threshold are written."""

    NUMBER = "number"
    COUNT = "count"
    SHARE = "share"  # percent
    CHANGE = "change"  # percent with its sign
    POINTS = "points"


@dataclass(frozen=True)
class MeasuredAccounts:
    """The measures of every account on a day, with values derived for several signals; arrays are (accounts,)."""

    measures: Measures

    @cached_property
    def cases(self) -> Cases:
        return cases(self.measures)

    @cached_property
    def months(self) -> Amounts:
        """Months since the first invoice."""
        return self.measures.tenure / DAYS_A_MONTH

    @cached_property
    def has_year(self) -> Flags:
        """Whether there is a year of history, not dominated by a season."""
        return (self.months >= 12) & ~self.cases.seasonal

    @cached_property
    def silence(self) -> Amounts:
        """Days since the last invoice, without those of an August in which the account is closed."""
        return self.measures.silence - np.where(self.cases.closed, self.measures.closed, 0.0)

    @cached_property
    def is_excused(self) -> Flags:
        """Whether the silence is no signal: too short, out of season, or with a full order book."""
        return (self.silence < SHORTEST_OVERDUE_DAYS) | self.cases.out_of_season | self.cases.ordered

    @cached_property
    def has_habit(self) -> Flags:
        """Whether the half-year of last year is old enough and has enough invoice days to compare with."""
        m = self.measures
        return (m.tenure >= 1.5 * YEAR_DAYS) & (m.half_days_last_year >= LEAST_HALF_DAYS)

    def from_other_files(self, name: str) -> Amounts:
        """The value from a file other than invoices, NaN if it has none."""
        unknown = np.full(self.measures.silence.size, np.nan)
        return np.asarray(self.measures.other_files.get(name, unknown), np.float64)


@dataclass(frozen=True, kw_only=True)
class Signal:
    """One signal of the card. To add a signal, add one declaration to `purchases.py` or `relation.py`.

    rule: points by threshold; measure: its value for every account; scale: how values are written.
    sentence: a text, or a function of the evidence if the wording depends on it; facts: its placeholders.
    act: what to do about it, see `actions`.
    since: the months that it compares, or the day from which it holds.
    needs_files: whether it is read from files other than invoices, and so may be missing for lack of one.
    """

    rule: Rule
    name: Text
    unit: Text
    source: Text
    measure: Callable[[MeasuredAccounts], Amounts]
    scale: ValueFormat
    sentence: Text | Callable[[Evidence], Text]
    act: Text | Act
    facts: Callable[[Evidence], Mapping[str, Fact]] = lambda _: {}
    since: int | Callable[[Evidence], date | None] | None = None
    needs_files: bool = False

    @property
    def id(self) -> str:
        return self.rule.id


def change(now: Amounts, before: Amounts, usable: Flags) -> Amounts:
    """Now ÷ before − 1; NaN if there is nothing to compare with."""
    divisible = usable & (before > 0)
    return np.asarray(np.divide(now, before, out=np.full(now.size, np.nan), where=divisible) - 1)


def by_id(signals: Iterable[Signal]) -> dict[str, Signal]:
    """The signals by their id, in their order. Raises ValueError for an id that is declared twice."""
    declared: dict[str, Signal] = {}
    for signal in signals:
        if signal.id in declared:
            raise ValueError(f"signal {signal.id!r} is declared twice")
        declared[signal.id] = signal
    return declared
