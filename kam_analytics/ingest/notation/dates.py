"""How a column writes its dates: order, separators, serials and months, decided from all its distinct values."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

from kam_analytics.ingest.notation.folding import fold, trimmed

Order = Literal["dmy", "mdy", "ymd"]

_YMD = re.compile(r"^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$")
_XY = re.compile(r"^(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4}|\d{2})$")
_COMPACT = re.compile(r"^(19|20)(\d{2})(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])$")
_SHORT = re.compile(r"^(\d{2})[-/. ](\d{2})[-/. ](\d{2})$")
_DIGITS = re.compile(r"^\d{5,8}$")  # 150125 and 15012025, and both without their leading zero
_YEAR_MONTH = re.compile(r"^(19|20)\d{2}(0[1-9]|1[0-2])$")
_WEEK = re.compile(r"^(?P<year>\d{4})[-/. ]*(?:w|kw|wk|week|sem|semaine|s(?=\d\d))[-. ]*(?P<week>\d{1,2})(?:-[1-7])?$")
_WEEK_FIRST = re.compile(r"^(?:w|kw|wk|week|sem|semaine|s(?=\d\d))[-. ]*(?P<week>\d{1,2})[-/. ]+(?P<year>\d{4})$")
_SERIAL = re.compile(r"^(\d{5})(\.\d+)?$")
_YM = re.compile(r"^(\d{4})[-/.](\d{1,2})$")
_MY = re.compile(r"^(\d{1,2})[-/.](\d{4})$")
_DAY_NAME = re.compile(r"^(\d{1,2})(?:er|st|nd|rd|th)?[-/. ]+([a-z]+)\.?[-/., ]+(\d{4}|\d{2})$")
_NAME_DAY = re.compile(r"^([a-z]+)\.?[-/. ]+(\d{1,2})(?:st|nd|rd|th)?,?[-/. ]+(\d{4})$")
_NAME_YEAR = re.compile(r"^([a-z]+)\.?[-/. ]+(\d{4}|\d{2})$")
_EXCEL_DAY_ZERO = date(1899, 12, 30)
_SERIALS = (20_000, 80_000)  # 1954 to 2119
_MOSTLY = 0.8  # share of the cells of digits that must name a day
_RECENT, _NARROW, _LONG = 15, 5, 15  # years
_MANY = 8  # days of a month that would hardly all fall within half of it

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
            "janvier janv jan january januar",
            "fevrier fevr fev february feb februar",
            "mars mar march marz mrz maerz",
            "avril avr april apr",
            "mai may",
            "juin jun june juni",
            "juillet juil jul july juli",
            "aout aou august aug",
            "septembre sept sep september",
            "octobre oct october oktober okt",
            "novembre nov november",
            "decembre dec december dezember dez",
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
    settled: bool = True  # False: nothing in the column decides the order
    crossed: bool = False  # some cells prove day first and others month first
    digits: bool = False  # 150125 is a day, month and year without separators
    orders: tuple[Order, ...] = ("dmy", "mdy")  # that are possible where nothing decides


def style_of(values: Iterable[str], forced: Order | None = None) -> DateStyle:
    """The style of a column from its distinct values (without time of day).

    >>> style_of(["03/04/2025", "25/12/2024"]).order
    'dmy'
    >>> style_of(["03/04/2025"]).settled
    False
    >>> style_of(["25/01/03", "25/01/31", "25/11/28"]).order  # years first: no invoice is of 2031
    'ymd'
    """
    values = list(values)
    digits = _are_digits(values)
    serials = not digits and any(_is_serial(v) for v in values)
    texts = [_separated(v) for v in values] if digits else values
    if forced in ("dmy", "mdy") or (forced == "ymd" and any(_SHORT.match(t) for t in texts)):
        return DateStyle(forced, serials, digits=digits)
    year_first = _year_first(texts)
    if year_first:
        return DateStyle("ymd", serials, digits=digits)
    style = replace(_day_or_month_first(texts), serials=serials, digits=digits)
    if year_first is None:
        orders: tuple[Order, ...] = ("dmy", "mdy", "ymd")
        return replace(style, settled=False, orders=tuple(o for o in orders if _all_days(texts, o)))
    return style


def _day_or_month_first(texts: Iterable[str]) -> DateStyle:
    """The order that the numbers above 12 prove."""
    pairs = [(int(m[1]), int(m[2])) for t in texts if (m := _XY.match(t))]
    day_first = any(a > 12 >= b for a, b in pairs)
    month_first = any(b > 12 >= a for a, b in pairs)
    if day_first and month_first:
        return DateStyle("dmy", settled=False, crossed=True)
    same = all(a == b for a, b in pairs)
    return DateStyle("mdy" if month_first else "dmy", settled=day_first or month_first or same)


def _year_first(texts: Iterable[str]) -> bool | None:
    """Whether two-digit years stand first; None when both ends may be the year.

    Days scatter over a month and years do not: read the wrong way round, a column of a few recent years becomes one of
    many, some of them to come.
    """
    short = [(int(m[1]), int(m[3])) for t in texts if (m := _SHORT.match(t))]
    if not short or any(_XY.match(t) and not _SHORT.match(t) for t in texts) or not _all_days(texts, "ymd"):
        return False
    if not _all_days(texts, "dmy") and not _all_days(texts, "mdy"):
        return True
    today = date.today().year - 2000
    first, last = (sorted({pair[k] for pair in short}) for k in (0, 1))
    recent = today - _RECENT <= first[0] and first[-1] <= today + 1 and first[-1] - first[0] <= _NARROW
    if not recent or first[-1] - first[0] >= last[-1] - last[0]:
        return False
    to_come, scattered = last[-1] > today + 1, last[-1] - last[0] > _LONG
    if (to_come and len(short) > 2) or (scattered and len(short) > 3):
        return True
    return None if len(short) < _MANY else False


def _all_days(texts: Iterable[str], order: Order) -> bool:
    """Whether every text of three numbers is a day when read in an order."""
    return all(read_date(t, DateStyle(order)) for t in texts if _XY.match(t))


def _are_digits(values: Iterable[str]) -> bool:
    """Whether cells of digits are days without separators, some of which may have lost their leading zero.

    Five digits alone may be Excel's day numbers: they are those unless the other reading spans fewer years.
    """
    cells = [v for v in values if _DIGITS.match(v) and not _COMPACT.match(v)]
    if not cells or all(_YEAR_MONTH.match(v) for v in cells):
        return False
    orders: tuple[Order, ...] = ("dmy", "mdy", "ymd")
    days = {o: [d for v in cells if (d := read_date(_separated(v), DateStyle(o)))] for o in orders}
    best = max(orders, key=lambda o: len(days[o]))
    if len(days[best]) < _MOSTLY * len(cells):
        return False
    if any(len(v) > 5 for v in cells):
        return True
    numbers = [int(v) for v in cells if _is_serial(v)]
    span = max(d.year for d in days[best]) - min(d.year for d in days[best])
    return len(numbers) < len(cells) or (span <= _NARROW and span < (max(numbers) - min(numbers)) // 365)


def _separated(text: str) -> str:
    """`50125` as `05/01/25`, `5012025` as `05/01/2025`; other texts as they are."""
    if not _DIGITS.match(text) or _COMPACT.match(text) or _YEAR_MONTH.match(text):
        return text
    padded = text.zfill(6 if len(text) <= 6 else 8)
    return f"{padded[:2]}/{padded[2:4]}/{padded[4:]}"


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
    if m := _XY.match(_separated(text) if style.digits else text):
        return _of_three(m, style.order)
    if m := _COMPACT.match(text):
        return _day(int(m[1] + m[2]), int(m[3]), int(m[4]))
    if _YEAR_MONTH.match(text):
        return _day(int(text[:4]), int(text[4:]), 1)
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


def _of_three(numbers: re.Match[str], order: Order) -> date | None:
    """The day of three numbers; years of four digits never stand first here."""
    first, second, third = numbers.groups()
    if order == "ymd" and len(third) == 2:
        return _day(_year(first), int(second), int(third))
    day, month = (second, first) if order == "mdy" else (first, second)
    return _day(_year(third), int(month), int(day))


def _named(text: str) -> date | None:
    if m := _DAY_NAME.match(text):
        return _day(_year(m[3]), _MONTHS.get(m[2], 0), int(m[1]))
    if m := _NAME_DAY.match(text):
        return _day(int(m[3]), _MONTHS.get(m[1], 0), int(m[2]))
    if m := _NAME_YEAR.match(text):
        return _day(_year(m[2]), _MONTHS.get(m[1], 0), 1)
    if m := _WEEK.match(text) or _WEEK_FIRST.match(text):
        return _monday(int(m["year"]), int(m["week"]))
    return None


def _monday(year: int, week: int) -> date | None:
    """The first day of an ISO week."""
    try:
        return date.fromisocalendar(year, week, 1)
    except ValueError:
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
    texts = (_separated(v) for v in values)
    return any((m := _XY.match(t)) and m[1].lstrip("0") != m[2].lstrip("0") for t in texts)


def proves_order(text: str) -> bool:
    """Whether one of the first two numbers of a date cannot be a month."""
    return (m := _XY.match(text)) is not None and max(int(m[1]), int(m[2])) > 12


def is_stored(text: str) -> bool:
    """Whether a date is written as a spreadsheet stores it: year, month, day."""
    return bool(_YMD.match(text))
