"""Periods as users select them: codes for the URL, days for the queries, the same days in an earlier year.

first_month: 1 to 12, the month in which the fiscal year begins.
"""

import re
from calendar import monthrange
from datetime import date, timedelta

from kam_analytics.core.text import Text
from kam_analytics.language.dates import MONTHS, Period, month_text

LTM, YTD, CUSTOM = "ltm", "ytd", "custom"
MONTHS_OF_QUARTER = 3
_QUARTER, _YEAR, _FISCAL = re.compile(r"(\d{4})Q([1-4])"), re.compile(r"\d{4}"), re.compile(r"FY(\d{4})")
_MONTH = re.compile(r"(\d{4})-(0[1-9]|1[0-2])")
_NAMES = {
    LTM: Text(fr="12 derniers mois", en="Last 12 months"),
    CUSTOM: Text(fr="Autres dates…", en="Other dates…"),
}
EARLIER = {"1": 1, "2": 2}
"""How many years earlier the base period may be, by its code in the address."""


def codes(first: date, last: date, first_month: int = 1) -> list[str]:
    """The period codes available for data from `first` to `last`: `ltm, ytd, 2026Q3, …, FY2025, …, 2026, …, custom`.

    A fiscal year carries the year in which it begins; where it is the calendar year it has no code of its own.
    """
    years = range(last.year, first.year - 1, -1)
    quarters = [f"{y}Q{q}" for y in years for q in (4, 3, 2, 1) if _is_met(y, q, first, last)]
    fiscal = range(fiscal_start(last, first_month).year, fiscal_start(first, first_month).year - 1, -1)
    named = [f"FY{year}" for year in fiscal] if first_month > 1 else []
    return [LTM, YTD, *quarters, *named, *map(str, years), CUSTOM]


def is_month(code: str, first: date, last: date) -> bool:
    """Whether a code is a month, `2026-03`, of the data: those are on charts, there are too many for a list."""
    if not _MONTH.fullmatch(code):
        return False
    return date.fromisoformat(f"{code}-01") <= last and span(code, date.max).end >= first


def quarter_code(start: date) -> str:
    """The code of the quarter that begins on a day; empty where it is no quarter of the calendar."""
    is_start = start.day == 1 and start.month % MONTHS_OF_QUARTER == 1
    return f"{start.year}Q{start.month // MONTHS_OF_QUARTER + 1}" if is_start else ""


def quarters(first: date, last: date) -> list[str]:
    """The codes of the quarters that the data cover to their end, the newest first; the open one if there is none."""
    met = [code for code in codes(first, last) if _QUARTER.fullmatch(code)]
    over = [code for code in met if not is_cut(span(code, last), last)]
    return over or met


def name(code: str, first_month: int = 1) -> Text:
    """The label of a code in the list of choices."""
    if code in _NAMES:
        return _NAMES[code]
    if code == YTD:
        fr, en = MONTHS["fr"][first_month - 1], MONTHS["en"][first_month - 1]
        return Text(fr=f"Depuis le 1er\u00a0{fr}", en=f"Since 1\u00a0{en}")
    if _MONTH.fullmatch(code):
        return month_text(date.fromisoformat(f"{code}-01"))
    if quarter := _QUARTER.fullmatch(code):
        year, number = quarter.groups()
        return Text(fr=f"T{number}\u00a0{year}", en=f"Q{number}\u00a0{year}")
    if fiscal := _FISCAL.fullmatch(code):
        years = f"{fiscal[1]}/{int(fiscal[1]) + 1}"
        return Text(fr=f"Exercice\u00a0{years}", en=f"Fiscal year\u00a0{years}")
    return Text(fr=code, en=code)


def span(code: str, last: date, custom: Period | None = None, first_month: int = 1) -> Period:
    """First and last day of a code; a period that is still open ends on `last`, so that its base has as many days.

    An unknown code is the last twelve months: a link never fails.
    """
    if code == CUSTOM and custom is not None:
        return custom if custom.start <= custom.end else Period(custom.end, custom.start)
    if code == YTD:
        return Period(fiscal_start(last, first_month), last)
    if quarter := _QUARTER.fullmatch(code):
        year, number = int(quarter[1]), int(quarter[2])
        return _cut(Period(date(year, 3 * number - 2, 1), _month_end(year, 3 * number)), last)
    if month := _MONTH.fullmatch(code):
        year, number = int(month[1]), int(month[2])
        return _cut(Period(date(year, number, 1), _month_end(year, number)), last)
    if fiscal := _FISCAL.fullmatch(code):
        start = date(int(fiscal[1]), first_month, 1)
        return _cut(Period(start, start.replace(year=start.year + 1) - timedelta(days=1)), last)
    if _YEAR.fullmatch(code):
        return _cut(Period(date(int(code), 1, 1), date(int(code), 12, 31)), last)
    return Period(year_before(last) + timedelta(days=1), last)


def base(period: Period, years: int = 1) -> Period:
    """The same days one or more years earlier, so that both periods cover the same season."""
    earlier = Period(_start_before(period.start), year_before(period.end))
    return earlier if years <= 1 else base(earlier, years - 1)


def is_cut(period: Period, last: date) -> bool:
    """Whether the data end before the quarter or year of the period is over."""
    months = (period.end.year - period.start.year) * 12 + period.end.month - period.start.month + 1
    whole_quarter = (
        months == MONTHS_OF_QUARTER
        and period.start == date(period.start.year, 3 * ((period.start.month - 1) // 3) + 1, 1)
        and period.end == _month_end(period.end.year, period.end.month)
    )
    return period.end == last and not whole_quarter and not is_year(period)


def is_year(period: Period) -> bool:
    """Whether the period has twelve months or more: a shorter gap in orders may be seasonal."""
    return period.start <= year_before(period.end) + timedelta(days=1)


def year_before(day: date) -> date:
    """The same day one year earlier; the end of a month stays the end of that month, also for 29 February."""
    month_end = _month_end(day.year - 1, day.month)
    return month_end if day == _month_end(day.year, day.month) else day.replace(year=day.year - 1)


def _start_before(day: date) -> date:
    """29 February as a first day becomes 1 March, so that the base has no more days than the period."""
    return date(day.year - 1, 3, 1) if (day.month, day.day) == (2, 29) else day.replace(year=day.year - 1)


def fiscal_start(day: date, first_month: int) -> date:
    """First day of the fiscal year that contains the day."""
    return date(day.year - (day.month < first_month), first_month, 1)


def _is_met(year: int, quarter: int, first: date, last: date) -> bool:
    return date(year, 3 * quarter - 2, 1) <= last and _month_end(year, 3 * quarter) >= first


def _cut(period: Period, last: date) -> Period:
    return Period(period.start, max(period.start, min(period.end, last)))


def _month_end(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])
