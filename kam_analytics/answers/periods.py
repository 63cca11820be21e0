"""Periods as people ask for them: codes for the URL, days for the queries, the same days one year earlier."""

import re
from calendar import monthrange
from datetime import date, timedelta

from kam_analytics.core.text import Text
from kam_analytics.language.dates import Period

LTM, YTD, CUSTOM = "ltm", "ytd", "custom"
_QUARTER, _YEAR = re.compile(r"(\d{4})Q([1-4])"), re.compile(r"\d{4}")
_NAMES = {
    LTM: Text(fr="12 derniers mois", en="Last 12 months"),
    YTD: Text(fr="Depuis le 1er janvier", en="Since 1 January"),
    CUSTOM: Text(fr="Autres dates…", en="Other dates…"),
}


def codes(first: date, last: date) -> list[str]:
    """What can be asked of data that run from `first` to `last`: `ltm, ytd, 2026Q3, …, 2026, …, custom`."""
    years = range(last.year, first.year - 1, -1)
    quarters = [f"{y}Q{q}" for y in years for q in (4, 3, 2, 1) if _is_met(y, q, first, last)]
    return [LTM, YTD, *quarters, *map(str, years), CUSTOM]


def name(code: str) -> Text:
    """How a code reads in the list of choices."""
    if code in _NAMES:
        return _NAMES[code]
    quarter = _QUARTER.fullmatch(code)
    if quarter:
        year, number = quarter.groups()
        return Text(fr=f"T{number}\u00a0{year}", en=f"Q{number}\u00a0{year}")
    return Text(fr=code, en=code)


def span(code: str, last: date, custom: Period | None = None) -> Period:
    """The days of a code; a period that is still open ends on `last`, so that its base has as many days.

    An unknown code is the last twelve months: a link never fails.
    """
    if code == CUSTOM and custom is not None:
        return custom if custom.start <= custom.end else Period(custom.end, custom.start)
    if code == YTD:
        return Period(date(last.year, 1, 1), last)
    quarter = _QUARTER.fullmatch(code)
    if quarter:
        year, number = int(quarter[1]), int(quarter[2])
        return _cut(Period(date(year, 3 * number - 2, 1), _month_end(year, 3 * number)), last)
    if _YEAR.fullmatch(code):
        return _cut(Period(date(int(code), 1, 1), date(int(code), 12, 31)), last)
    return Period(year_before(last) + timedelta(days=1), last)


def base(period: Period) -> Period:
    """The same days one year earlier."""
    return Period(_start_before(period.start), year_before(period.end))


def year_before(day: date) -> date:
    """The same day one year earlier; the end of a month stays the end of that month, 29 February included."""
    month_end = _month_end(day.year - 1, day.month)
    return month_end if day == _month_end(day.year, day.month) else day.replace(year=day.year - 1)


def _start_before(day: date) -> date:
    """29 February as a first day becomes 1 March: the base has no more days than the period."""
    return date(day.year - 1, 3, 1) if (day.month, day.day) == (2, 29) else day.replace(year=day.year - 1)


def _is_met(year: int, quarter: int, first: date, last: date) -> bool:
    return date(year, 3 * quarter - 2, 1) <= last and _month_end(year, 3 * quarter) >= first


def _cut(period: Period, last: date) -> Period:
    return Period(period.start, max(period.start, min(period.end, last)))


def _month_end(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])
