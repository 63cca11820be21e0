"""Wide files: customers in rows, months or years in columns. One question, then every period becomes rows."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from kam_analytics.core.imports import ImportQuestion
from kam_analytics.ingest.dialogue.mapping import ColumnMapping, Unpivot
from kam_analytics.ingest.header.header import Header
from kam_analytics.ingest.notation import dates
from kam_analytics.ingest.notation.folding import fold
from kam_analytics.ingest.stage import profile
from kam_analytics.ingest.stage.stage import Stage
from kam_analytics.language.imports import questions

FEWEST = 3  # columns of periods
LOOKED_AT = 500  # rows whose cells must be numbers
_YEAR = re.compile(r"\b(?:19|20)\d{2}\b")
_OWN_YEAR = ("annee", "year", "exercice")


def question(header: Header, stage: Stage, about: Sequence[str], mapping: ColumnMapping) -> ImportQuestion | None:
    """The question that a header of periods raises; None for any other, or when it is answered.

    about: the names of the file and the sheet, which may hold the year of months written without one.
    """
    titles = periods(header)
    if mapping.answer("wide") or mapping.unpivot or len(titles) < FEWEST or not _numbers(stage, header, titles):
        return None
    if all(_is_complete(t) for t in titles) or _has_year(header):
        return questions.is_wide(titles[0], titles[-1], ())
    named = sorted({y for text in about for y in _YEAR.findall(text)})
    today = date.today().year
    return questions.is_wide(titles[0], titles[-1], named or [str(today - k) for k in range(3)])


def dated_periods(header: Header, mapping: ColumnMapping) -> tuple[Header, ColumnMapping]:
    """The header with dated periods and the mapping that makes rows of them, once the question is answered."""
    answer = mapping.answer("wide")
    if answer is None or answer == "no" or mapping.unpivot is not None:
        return header, mapping
    titles = periods(header)
    own_year = _has_year(header)
    names = {t: t if own_year or _is_complete(t) else f"{answer}-{dates.month_of(t):02d}" for t in titles}
    names |= {t: f"{t}-01" for t in titles if _YEAR.fullmatch(t)}
    labels = tuple(names.get(t, t) for t in header.labels)
    unpivot = Unpivot(tuple(names[t] for t in titles), "date")
    return replace(header, labels=labels), replace(mapping, kind=mapping.kind or "revenue", unpivot=unpivot)


def periods(header: Header) -> list[str]:
    """The titles that name a month or a year, in order."""
    return [t for t in header.labels if is_period(t)]


def is_period(text: str) -> bool:
    """Whether a title names a month or a year: `janv. 2024`, `2024-01`, `M01`, `2024`.

    >>> is_period("Févr. 24"), is_period("2024-02-01 00:00:00"), is_period("Total 2024"), is_period("12/03/2024")
    (True, True, False, False)
    """
    return _is_complete(text) or dates.month_of(text) is not None


def _is_complete(text: str) -> bool:
    """A year, or a month with its year."""
    day = dates.read_date(dates.day_part(text), dates.DateStyle())
    return bool(_YEAR.fullmatch(text.strip())) or (day is not None and day.day == 1)


def _has_year(header: Header) -> bool:
    return any(fold(t) in _OWN_YEAR for t in header.labels)


def _numbers(stage: Stage, header: Header, titles: list[str]) -> bool:
    """Most of the columns of periods hold numbers."""
    at = dict(zip(header.labels, header.positions, strict=True))
    upto = header.row + LOOKED_AT
    return sum(profile.most_of(stage, at[t], header.row, upto) == "MONEY" for t in titles) * 2 > len(titles)
