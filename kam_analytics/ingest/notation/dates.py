"""How a column writes its dates: order, separators, serials and months, decided from all its distinct values."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from kam_analytics.ingest.notation.folding import fold, trimmed

Order = Literal["dmy", "mdy", "ymd"]

_YMD = re.compile(r"^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$")
_XY = re.compile(r"^(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4}|\d{2})$")
_COMPACT = re.compile(r"^(19|20)(\d{2})(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])$")
_SERIAL = re.compile(r"^(\d{5})(\.\d+)?$")
_YM = re.compile(r"^(\d{4})[-/.](\d{1,2})$")
_MY = re.compile(r"^(\d{1,2})[-/.](\d{4})$")
_DAY_NAME = re.compile(r"^(\d{1,2})(?:er|st|nd|rd|th)?[-/. ]+([a-z]+)\.?[-/., ]+(\d{4}|\d{2})$")
_NAME_DAY = re.compile(r"^([a-z]+)\.?[-/. ]+(\d{1,2})(?:st|nd|rd|th)?,?[-/. ]+(\d{4})$")
_NAME_YEAR = re.compile(r"^([a-z]+)\.?[-/. ]+(\d{4}|\d{2})$")
_EXCEL_DAY_ZERO = date(1899, 12, 30)
_SERIALS = (20_000, 80_000)  # 1954 to 2119

_TIME = re.compile(r"(\d)(?:T| +(?:à |a |at )?)\d{1,2}[:h]\d{2}.*$")
_WEEKDAY = re.compile(
    r"^(?:lun|mar|mer|jeu|ven|sam|dim|mon|tue|tues|wed|thu|thur|thurs|fri|sat|sun)(?:di|edi|credi|dredi|anche|day|sday"
    r"|nesday|rsday|urday)?[.,]* +(?=\d{1,2}(?:er|st|nd|rd|th)?[-/. ]+\w+[-/., ]+\d{2})",
    re.IGNORECASE,
)

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "janvier janv jan january",
            "fevrier fevr fev february feb",
            "mars mar march",
            "avril avr april apr",
            "mai may",
            "juin jun june",
            "juillet juil jul july",
            "aout aou august aug",
            "septembre sept sep september",
            "octobre oct october",
            "novembre nov november",
            "decembre dec december",
        ),
        start=1,
    )
    for name in names.split()
}


@dataclass(frozen=True, slots=True)
class DateStyle:
    """How to read a column of dates."""

    order: Order = "dmy"  # of 03/04/2025
    serials: bool = False  # some cells are Excel's day numbers
    settled: bool = True  # False: every day is 12 or less, and nothing decides
    crossed: bool = False  # some cells prove day first and others month first


def style_of(values: Iterable[str], forced: Order | None = None) -> DateStyle:
    """The style of a column from its distinct values (without time of day).

    >>> style_of(["03/04/2025", "25/12/2024"])
    DateStyle(order='dmy', serials=False, settled=True, crossed=False)
    >>> style_of(["03/04/2025"]).settled
    False
    """
    values = list(values)
    serials = any(_is_serial(v) for v in values)
    pairs = [(int(m[1]), int(m[2])) for v in values if (m := _XY.match(v))]
    day_first = any(a > 12 >= b for a, b in pairs)
    month_first = any(b > 12 >= a for a, b in pairs)
    if forced in ("dmy", "mdy"):
        return DateStyle(forced, serials)
    if day_first and month_first:
        return DateStyle("dmy", serials, settled=False, crossed=True)
    same = all(a == b for a, b in pairs)
    return DateStyle("mdy" if month_first else "dmy", serials, settled=day_first or month_first or same)


def day_part(text: str) -> str:
    """A cell without blanks around it, the name of the weekday before and the time of day after it.

    >>> day_part("lundi 15 janvier 2024 à 10h30"), day_part('="15/01/2024"')
    ('15 janvier 2024', '15/01/2024')
    """
    return _WEEKDAY.sub("", _TIME.sub(r"\1", (trimmed(text) or "").strip('="')))


def read_date(text: str, style: DateStyle) -> date | None:
    """The day a cell names, None when it names none. A month alone is its first day.

    >>> read_date("3/1/2017", DateStyle("mdy")), read_date("20101229", DateStyle())
    (datetime.date(2017, 3, 1), datetime.date(2010, 12, 29))
    """
    if m := _YMD.match(text):
        return _day(int(m[1]), int(m[2]), int(m[3]))
    if m := _XY.match(text):
        first, second = int(m[1]), int(m[2])
        day, month = (second, first) if style.order == "mdy" else (first, second)
        return _day(_year(m[3]), month, day)
    if m := _COMPACT.match(text):
        return _day(int(m[1] + m[2]), int(m[3]), int(m[4]))
    if style.serials and _is_serial(text):
        return _EXCEL_DAY_ZERO + timedelta(days=int(float(text)))
    if m := _YM.match(text):
        return _day(int(m[1]), int(m[2]), 1)
    if m := _MY.match(text):
        return _day(int(m[2]), int(m[1]), 1)
    return _named(fold(text))


def month_of(text: str) -> int | None:
    """The month a title names without a year: `M01`, `janv.`, `March`, `03`."""
    folded = fold(text).strip(".")
    if m := re.match(r"^(?:m|mois|month|p)? ?(\d{1,2})$", folded):
        return int(m[1]) if 1 <= int(m[1]) <= 12 else None
    return _MONTHS.get(folded)


def _named(text: str) -> date | None:
    if m := _DAY_NAME.match(text):
        return _day(_year(m[3]), _MONTHS.get(m[2], 0), int(m[1]))
    if m := _NAME_DAY.match(text):
        return _day(int(m[3]), _MONTHS.get(m[1], 0), int(m[2]))
    if m := _NAME_YEAR.match(text):
        return _day(_year(m[2]), _MONTHS.get(m[1], 0), 1)
    return None


def _is_serial(text: str) -> bool:
    return bool(_SERIAL.match(text)) and _SERIALS[0] <= float(text) <= _SERIALS[1]


def _year(text: str) -> int:
    """Two digits: 00 to 68 are this century, as in POSIX."""
    year = int(text)
    return year if len(text) == 4 else year + (2000 if year < 69 else 1900)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        value = date(year, month, day)
    except ValueError:
        return None
    return value if 1900 <= year <= 2200 else None


def has_order(values: Iterable[str]) -> bool:
    """Whether some value has a day and a month whose order matters."""
    return any((m := _XY.match(v)) and m[1].lstrip("0") != m[2].lstrip("0") for v in values)
