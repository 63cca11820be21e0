"""Finds the row of titles by its own texts and by the cells below it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from kam_analytics.ingest.notation.folding import fold, trimmed

Cells = Sequence[str | None]
SCANNED = 30
DEEPER = 300  # looked at only when the first rows hold no titles
UNDER = 40  # rows looked at below a candidate
LONGEST = 120  # characters of a title; newlines and the blanks around do not count

_NUMBER = re.compile(r"^[-+(]?\s*[€$£]?\s*[0-9][0-9\s.,'’\u00a0\u202f]*([eE][-+]?[0-9]+)?\s*[€$£%]?[-)]?$")
_DATE = re.compile(
    r"^([0-9]{4}-[0-9]{1,2}-[0-9]{1,2}([ T].*)?"
    r"|[0-9]{1,2}[/.][0-9]{1,2}[/.][0-9]{2,4}.*|[0-9]{1,2}:[0-9]{2}(:[0-9]{2})?)$"
)
_YEAR = re.compile(r"^(19|20)[0-9]{2}$")

_FIRST_DAY = re.compile(
    r"^([0-9]{4}-[0-9]{2}(-01([ T]00:00(:00)?)?)?|(01[/.])?[0-9]{2}[/.][0-9]{4}|(19|20)[0-9]{2}(0[1-9]|1[0-2]))$"
)

HeaderOutcome = Literal["table", "no header", "several tables", "form", "empty"]


@dataclass(frozen=True, slots=True)
class Header:
    """The titles of a sheet and where they stand."""

    verdict: HeaderOutcome
    row: int = 0  # as Excel shows it; 0 without a table
    labels: tuple[str, ...] = ()  # distinct names of the columns that have a title
    positions: tuple[int, ...] = ()  # their columns, 0-based
    unlabelled: tuple[int, ...] = ()  # columns with data and no title: not imported, and named in the report
    repeated: tuple[str, ...] = ()  # titles that occur more than once


def is_number(text: str) -> bool:
    return bool(_NUMBER.match(text))


def is_date(text: str) -> bool:
    return bool(_DATE.match(text))


def find_header(rows: Sequence[tuple[int, Cells]], aliases: frozenset[str]) -> Header:
    """The best title row among the first rows. `aliases` holds the folded titles of the alias dictionary."""
    filled = [(n, tuple(trimmed(c) for c in cells)) for n, cells in rows]
    body = [r for r in filled if any(r[1])]
    if not body or (len(body) < 2 and not _looks_titled(body[0][1], aliases)):
        return Header("empty")
    scored: list[tuple[float, int]] = []
    for first, upto in ((0, SCANNED), (SCANNED, DEEPER)):
        tried = range(first, min(len(filled), upto))
        scored = scored or [(s, -i) for i in tried if (s := _score(filled, i, aliases)) is not None]
    if not scored and _looks_titled(body[-1][1], aliases):
        return describe(body, len(body) - 1)
    if not scored:
        return Header("no header")
    index = -max(scored)[1]
    return describe(filled, index)


def header_at(rows: Sequence[tuple[int, Cells]], number: int) -> Header:
    """The title row that the user chose."""
    filled = [(n, tuple(trimmed(c) for c in cells)) for n, cells in rows]
    for i, (n, cells) in enumerate(filled):
        if n == number and any(cells):
            return describe(filled, i)
    return Header("no header")


def describe(rows: Sequence[tuple[int, Cells]], index: int) -> Header:
    """Names and positions of the columns under a title row; the verdict tells several tables or a form apart."""
    number, titles = rows[index]
    under = [cells for _, cells in rows[index + 1 :]]
    used = [i for i in range(len(titles)) if any(r[i] for r in under)]
    positions = tuple(i for i, t in enumerate(titles) if t)
    unlabelled = tuple(i for i in used if not titles[i])
    labels, repeated = distinct([str(titles[i]) for i in positions])
    verdict: HeaderOutcome = "table"
    if _side_by_side(positions, repeated, used):
        verdict = "several tables"
    elif _is_form(positions, unlabelled) or _figures_above(rows[:index]):
        verdict = "form"
    elif not used:
        verdict = "empty"
    return Header(
        verdict=verdict, row=number, labels=labels, positions=positions, unlabelled=unlabelled, repeated=repeated
    )


def _score(rows: Sequence[tuple[int, Cells]], index: int, aliases: frozenset[str]) -> float | None:
    """How much a row looks like titles; None when it cannot be one."""
    titles = rows[index][1]
    texts = [t for t in titles if t]
    under = [cells for _, cells in rows[index + 1 : index + 1 + UNDER] if any(cells)]
    if not texts or not under or not _all_titles(texts):
        return None
    used = {i for r in under for i, c in enumerate(r) if c}
    covered = sum(1 for i in used if titles[i]) / max(1, len(used))
    hits = sum(fold(t) in aliases for t in texts) / len(texts)
    others = [r for r in under if tuple(r) != tuple(titles)]  # titles printed again are no data
    contrast = _contrast(titles, others)
    if covered < 0.5 or (len(used) == 1 and len(titles) == 1 and contrast == 0 and hits == 0):
        return None
    fresh = sum(1 for i, t in enumerate(titles) if t and all(r[i] != t for r in others)) / len(texts)
    distinct = len({fold(t) for t in texts}) / len(texts)
    return 2 * covered + 3 * hits + 1.5 * contrast + fresh + distinct - 0.05 * index


def _all_titles(texts: Sequence[str]) -> bool:
    """Whether these can be titles: texts of usual length, years beside a text, or a row of months."""
    series = [t for t in texts if _FIRST_DAY.match(t)]
    months = set(series) if len(series) >= 3 else set()  # a row of months, as a workbook holds them
    words = [t for t in texts if not _YEAR.match(t) and t not in months]
    return bool(words) and not any(is_date(t) or is_number(t) or len(" ".join(t.split())) > LONGEST for t in words)


def _contrast(titles: Cells, under: Sequence[Cells]) -> float:
    """Share of the titled columns in which most cells below are numbers or dates."""
    columns = [i for i, t in enumerate(titles) if t]
    typed = 0
    for i in columns:
        cells = [str(r[i]) for r in under if r[i]]
        typed += bool(cells) and sum(is_number(c) or is_date(c) for c in cells) >= 0.6 * len(cells)
    return typed / len(columns)


def _looks_titled(cells: Cells, aliases: frozenset[str]) -> bool:
    """A lone row that is a header without data: at least three known titles."""
    return sum(fold(c) in aliases for c in cells if c) >= 3


def _side_by_side(positions: Sequence[int], repeated: Sequence[str], used: Sequence[int]) -> bool:
    """Two groups of titles apart by empty columns: by two or more, or by one when titles repeat across it."""
    gaps = [(a, b) for a, b in pairwise(positions) if b - a > 1]
    empty = [(a, b) for a, b in gaps if not any(a < i < b for i in used)]
    wide = [g for g in empty if g[1] - g[0] > 2 and positions.index(g[1]) >= 2 and positions[-1] > g[1]]
    return bool(wide) or bool(empty and repeated)


def _figures_above(rows: Sequence[tuple[int, Cells]]) -> bool:
    """Several rows with figures stand above the titles: another block, which would be lost.

    A label with its value (`Total HT`, `350,00`) is a line of the title.
    """
    figures = [[c for c in cells if c] for _, cells in rows]
    blocks = [r for r in figures if not _is_label_and_value(r)]
    return sum(any(is_number(c) and not _YEAR.match(c) for c in r) for r in blocks) >= 2


def _is_label_and_value(filled: Sequence[str]) -> bool:
    """Whether a row holds one text and one figure behind it, as the lines above a report do."""
    return len(filled) == 2 and not is_number(filled[0]) and not is_date(filled[0])


def _is_form(positions: Sequence[int], unlabelled: Sequence[int]) -> bool:
    """Blocks rather than a table: data under many columns that have no title."""
    return len(unlabelled) >= max(2, 0.25 * len(positions))


def distinct(titles: Sequence[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Titles made distinct: the second `id` becomes `id #2`."""
    counts: dict[str, int] = {}
    labels: list[str] = []
    for title in (" ".join(t.split()) for t in titles):
        counts[title] = counts.get(title, 0) + 1
        labels.append(title if counts[title] == 1 else f"{title} #{counts[title]}")
    return tuple(labels), tuple(t for t, n in counts.items() if n > 1)
