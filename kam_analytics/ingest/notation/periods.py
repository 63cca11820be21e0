"""Titles that name a month, a quarter, a half-year or a year, with what the column measures."""

import re
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from typing import Literal

from kam_analytics.ingest.notation import dates
from kam_analytics.ingest.notation.dictionary import words
from kam_analytics.ingest.notation.folding import fold

Measure = Literal["", "revenue", "other", "running"]

_AGAIN = re.compile(r" #\d+$")  # the rank of a title that occurs twice
_YEAR = re.compile(r"^(?:fy|exercice|annee|year|an)? ?((?:19|20)\d{2})$")
_SHORT_YEAR = re.compile(r"^(?:fy|exercice|annee) ?(\d{2})$")
_PARTS = {3: ("t|q|trim|trimestre|quarter|quartal", "1-4"), 6: ("s|h|sem|semestre|half", "12")}
_NAMED = {
    months: (
        re.compile(rf"^(?:{names})[. ]?(?P<k>[{digits}])(?:[-/.' ]*(?P<y>\d{{4}}|\d{{2}}))?$"),
        re.compile(rf"^(?P<y>\d{{4}})[-/. ]*(?:{names})[. ]?(?P<k>[{digits}])$"),
        re.compile(rf"^(?P<k>[{digits}])(?:er|e|eme|st|nd|rd|th)? ?(?:{names})(?:[-/.' ]*(?P<y>\d{{4}}|\d{{2}}))?$"),
    )
    for months, (names, digits) in _PARTS.items()
}
_MONTH_NUMBER = re.compile(
    r"^(?P<y>\d{4})[-/. ]?m(?P<k>\d{1,2})$|^m(?P<k2>\d{1,2})[-/. ](?P<y2>\d{4})$|^m(?P<k3>\d{2})$"
)
_WORD = re.compile(r"[a-z%]+(?:-\d)?")


@dataclass(frozen=True, slots=True)
class TitlePeriod:
    """What a title names; `months` is 1, 3, 6 or 12, and `year` None where it stands elsewhere."""

    year: int | None
    month: int  # the first one
    months: int
    measure: Measure = ""  # running: from the beginning of the year

    @property
    def start(self) -> str:
        """The first month, 2025-01."""
        return f"{self.year}-{self.month:02d}"

    def covers(self, other: "TitlePeriod") -> bool:
        """Whether another period is a part of this one."""
        inside = self.month <= other.month and other.month + other.months <= self.month + self.months
        return self.year == other.year and self.months > other.months and inside


@cache
def period_of(title: str) -> TitlePeriod | None:
    """The period of a title; None for any other.

    >>> period_of("CA T2 2025"), period_of("janv. 25").start
    (TitlePeriod(year=2025, month=4, months=3, measure='revenue'), '2025-01')
    >>> period_of("Budget 2025").measure, period_of("Cumul mars 2025").measure, period_of("Total 2025")
    ('other', 'running', None)
    """
    text = _AGAIN.sub("", title.strip())
    if bare := _bare(dates.day_part(text)):
        return bare
    tokens = fold(text).replace("(", " ").replace(")", " ").split()
    for size in range(len(tokens) - 1, 0, -1):
        for at in range(len(tokens) - size + 1):
            found = _bare(" ".join(tokens[at : at + size]))
            measure = measure_of(" ".join(tokens[:at] + tokens[at + size :])) if found else None
            if found and measure:
                return TitlePeriod(found.year, found.month, found.months, measure)
    return None


def measure_of(text: str) -> Measure | None:
    """What the words around a period measure; None where they say something else.

    >>> measure_of("CA HT (k€)"), measure_of("Budget"), measure_of("Lyon")
    ('revenue', 'other', None)
    """
    listed = words("measured")
    kinds = {listed.get(word) for word in _WORD.findall(fold(text))} - {"unit"}
    if not kinds or None in kinds:
        return None
    return "running" if "running" in kinds else "other" if "other" in kinds else "revenue"


def _bare(text: str) -> TitlePeriod | None:
    """The period that a text names by itself."""
    folded = fold(text).strip(". ")
    if m := _YEAR.match(folded) or _SHORT_YEAR.match(folded):
        return TitlePeriod(_full(m[1]), 1, 12)
    for months, patterns in _NAMED.items():
        for pattern in patterns:
            if m := pattern.match(folded):
                return TitlePeriod(_full(m["y"]), (int(m["k"]) - 1) * months + 1, months)
    if m := _MONTH_NUMBER.match(folded):
        month = int(m["k"] or m["k2"] or m["k3"])
        return TitlePeriod(_full(m["y"] or m["y2"]), month, 1) if 1 <= month <= 12 else None
    day = dates.read_date(text, dates.DateStyle())
    if day is not None:
        bound = day.day == 1 or (day + timedelta(days=1)).day == 1
        return TitlePeriod(day.year, day.month, 1) if bound else None
    named = dates.month_of(text)
    return TitlePeriod(None, named, 1) if named else None


def _full(year: str | None) -> int | None:
    return None if year is None else int(year) if len(year) == 4 else 2000 + int(year)
