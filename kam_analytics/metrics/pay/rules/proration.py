"""The share of a period during which a person was present, as an exact fraction."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import Enum
from fractions import Fraction


class ProrationBasis(Enum):
    """CALENDAR_DAYS: days present ÷ days; MONTHS: every month has the same weight, a partial one counts by days."""

    CALENDAR_DAYS = "calendar_days"
    MONTHS = "months"


@dataclass(frozen=True, slots=True)
class Span:
    """Days from `first` to `last`, both included."""

    first: date
    last: date

    def days(self) -> Iterator[date]:
        """Every day of the span, none when it is empty."""
        return (self.first + timedelta(days=n) for n in range((self.last - self.first).days + 1))

    def holds(self, day: date) -> bool:
        """Whether the day lies in the span."""
        return self.first <= day <= self.last


def presence(period: Span, present: Sequence[Span], basis: ProrationBasis) -> Fraction | None:
    """Share of the period covered by the spans, in [0, 1]; a day covered twice counts once.

    `None` for an empty period.

    >>> year = Span(date(2025, 1, 1), date(2025, 12, 31))
    >>> presence(year, [Span(date(2025, 4, 1), date(2025, 12, 31))], ProrationBasis.MONTHS)
    Fraction(3, 4)
    """
    period_days = list(period.days())
    if not period_days:
        return None
    days_present = [day for day in period_days if any(span.holds(day) for span in present)]
    if basis is ProrationBasis.CALENDAR_DAYS:
        return Fraction(len(days_present), len(period_days))
    whole = Counter((day.year, day.month) for day in period_days)
    there = Counter((day.year, day.month) for day in days_present)
    return sum((Fraction(there[month], whole[month]) for month in whole), Fraction(0)) / len(whole)


def prorated(amount: Decimal, share: Fraction) -> Decimal:
    """The share of an amount (target incentive or target), not rounded.

    >>> prorated(Decimal(13800), Fraction(9, 12))
    Decimal('10350')
    """
    return amount * share.numerator / share.denominator
