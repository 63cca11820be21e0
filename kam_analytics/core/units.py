"""Quantities carry their unit, so nothing is ever formatted twice or in the wrong language."""

from dataclasses import dataclass, field
from enum import Enum

SMALLEST_NET = 0.005
"""EUR. Net revenue up to half a cent is displayed as 0.00: such an account has no share."""


class Unit(Enum):
    """The unit of a number: it decides how the number is written, scaled and compared."""

    EUR = "eur"  # one scale for a whole table or chart
    EUR_EXACT = "eur_exact"  # to the cent where cents matter (pay, lines)
    SHARE = "share"  # 0.62 is 62 %
    GROWTH = "growth"  # a relative change: 0.035 is +3.5 %
    POINTS = "points"  # difference of two shares: 0.031 is 3.1 points
    COUNT = "count"
    DAYS = "days"
    TIMES = "times"  # a ratio: 2.1 times
    SIGNED = "signed"  # a signed number with one decimal
    INDEX = "index"
    DATE = "date"  # a column of dates
    MONTH = "month"  # a column of first days of months


@dataclass(frozen=True, slots=True)
class Quantity:
    """A value and its unit; `None` means 'not measurable', never zero. parts: what it was computed from, if known."""

    value: float | None
    unit: Unit
    parts: tuple["Quantity", ...] = field(default=(), compare=False, repr=False)
