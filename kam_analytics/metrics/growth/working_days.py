"""Working days in France: Monday to Friday without the public holidays, Easter computed."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

_FIXED = ((1, 1), (5, 1), (5, 8), (7, 14), (8, 15), (11, 1), (11, 11), (12, 25))
_AFTER_EASTER = (1, 39, 50)  # Easter Monday, Ascension, Whit Monday
_SATURDAY = 5


@dataclass(frozen=True, slots=True)
class DaySpan:
    """Days from `first` to `last`, both included."""

    first: date
    last: date


def easter(year: int) -> date:
    """Easter Sunday in the Gregorian calendar (Meeus, Jones and Butcher).

    >>> easter(2025)
    datetime.date(2025, 4, 20)
    """
    golden = year % 19
    century, of_century = divmod(year, 100)
    lunar_drift = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * golden + century - century // 4 - lunar_drift + 15) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (of_century // 4) - epact - of_century % 4) % 7
    late = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * late + 114, 31)
    return date(year, month, day + 1)


@lru_cache(maxsize=256)
def french_holidays(year: int, *, alsace_moselle: bool = False) -> frozenset[date]:
    """The 11 public holidays of the year; Good Friday and 26 December too in Alsace-Moselle."""
    sunday = easter(year)
    days = {date(year, month, day) for month, day in _FIXED}
    days |= {sunday + timedelta(days=after) for after in _AFTER_EASTER}
    if alsace_moselle:
        days |= {sunday - timedelta(days=2), date(year, 12, 26)}
    return frozenset(days)


def working_days(window: DaySpan, *, alsace_moselle: bool = False) -> int:
    """Number of working days in the window; 0 when it is empty.

    >>> working_days(DaySpan(date(2026, 5, 1), date(2026, 5, 31)))
    17
    """
    days = (window.first + timedelta(days=n) for n in range((window.last - window.first).days + 1))
    return sum(
        day.weekday() < _SATURDAY and day not in french_holidays(day.year, alsace_moselle=alsace_moselle)
        for day in days
    )


def growth_per_working_day(
    base: float,
    current: float,
    base_window: DaySpan,
    current_window: DaySpan,
    *,
    alsace_moselle: bool = False,
) -> float | None:
    """Growth of revenue per working day; `None` unless base revenue and both day counts are positive.

    >>> quarter_2024 = DaySpan(date(2024, 1, 1), date(2024, 3, 31))
    >>> quarter_2025 = DaySpan(date(2025, 1, 1), date(2025, 3, 31))
    >>> round(growth_per_working_day(1248, 1260, quarter_2024, quarter_2025), 6)
    0.025641
    """
    days_before = working_days(base_window, alsace_moselle=alsace_moselle)
    days_now = working_days(current_window, alsace_moselle=alsace_moselle)
    if base <= 0 or days_before == 0 or days_now == 0:
        return None
    return (current / days_now) / (base / days_before) - 1
