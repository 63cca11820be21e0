"""Which columns of a wide file are periods, and which are sums of others: a year beside its months, year to date."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal

from kam_analytics.core.imports import ImportQuestion
from kam_analytics.ingest.dialogue.mapping import ColumnMapping
from kam_analytics.ingest.header.header import Header
from kam_analytics.ingest.header.non_data_rows import announces_total
from kam_analytics.ingest.notation.periods import TitlePeriod, period_of
from kam_analytics.ingest.stage import profile
from kam_analytics.ingest.stage.stage import Stage
from kam_analytics.language.imports import period_questions as texts

EQUAL = 0.8  # share of the rows in which a column is the sum of others
CENT = Decimal("0.011")
_AGAIN = re.compile(r" #\d+$")
Sums = list[dict[str, Decimal]]  # rows: title → amount


@dataclass(frozen=True, slots=True)
class PeriodColumns:
    """Titles of a wide table by their part in it."""

    periods: Mapping[str, TitlePeriod]  # become rows, in order
    totals: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # left aside: title → its parts
    questions: tuple[ImportQuestion, ...] = ()
    named: int = 0  # titles that name a period, before any is left aside


def find(stage: Stage, header: Header, mapping: ColumnMapping, kind: str) -> PeriodColumns:
    """The columns of periods of a sheet, without those that are sums of others."""
    periods = _of_one_measure(header, kind)
    again = [t for t in periods if _AGAIN.search(t)]
    wholes = {t: _parts(t, periods) for t in periods}
    wholes = {t: parts for t, parts in wholes.items() if parts}
    if not again and not wholes:
        return PeriodColumns(periods, named=len(periods))
    rows = _amounts(stage, header, list(periods))
    chosen = _one_block(periods, again, rows, mapping) if again else _without_sums(periods, wholes, rows, mapping)
    return replace(chosen, named=len(periods))


def _of_one_measure(header: Header, kind: str) -> dict[str, TitlePeriod]:
    """Title → period, of the columns of amounts; of those from January on only where there are no others."""
    found = {t: p for t in header.labels if (p := period_of(t))}
    plain = {t: p for t, p in found.items() if p.measure in ("", "revenue")}
    if kind == "targets":
        plain = plain or {t: p for t, p in found.items() if p.measure == "other"}
    said = {(p.year, p.month, p.months) for p in plain.values() if p.measure}
    plain = {t: p for t, p in plain.items() if p.measure or (p.year, p.month, p.months) not in said}
    return plain or {t: p for t, p in found.items() if p.measure == "running"}


def _parts(title: str, periods: Mapping[str, TitlePeriod]) -> tuple[str, ...]:
    """The largest columns of periods inside a column's own."""
    inside = {t: p for t, p in periods.items() if periods[title].covers(p)}
    return tuple(t for t, p in inside.items() if not any(q.covers(p) for q in inside.values()))


def _without_sums(
    periods: Mapping[str, TitlePeriod], wholes: Mapping[str, tuple[str, ...]], rows: Sums, mapping: ColumnMapping
) -> PeriodColumns:
    """A year beside its months is left aside where it is their sum; where it is not, the user says which counts."""
    chosen, totals, open_ = dict(periods), dict[str, tuple[str, ...]](), list[ImportQuestion]()
    for title, parts in wholes.items():
        answer = mapping.answer(f"wide_total:{title}")
        if answer == "total":
            for part in [t for t in chosen if periods[title].covers(periods[t])]:
                del chosen[part]
            continue
        chosen.pop(title, None)
        if answer is None and not _is_sum(title, parts, rows):
            open_.append(texts.which_total(title, parts, _total(rows, [title]), _total(rows, parts)))
        else:
            totals[title] = parts
    return PeriodColumns(chosen, totals, tuple(open_))


def _one_block(
    periods: Mapping[str, TitlePeriod], again: list[str], rows: Sums, mapping: ColumnMapping
) -> PeriodColumns:
    """Months that stand twice without a year: the user says which block counts."""
    first, answer = [t for t in periods if t not in again], mapping.answer("wide_block")
    blocks = {"first": first, "second": [t for t in again if t.endswith("#2")]}
    if answer in blocks:
        return PeriodColumns({t: periods[t] for t in blocks[answer]})
    question = texts.which_block(blocks["first"][0], blocks["second"][0], *(_total(rows, b) for b in blocks.values()))
    return PeriodColumns({t: periods[t] for t in first}, questions=(question,))


def _is_sum(title: str, parts: Iterable[str], rows: Sums) -> bool:
    filled = [r for r in rows if r[title]]
    equal = sum(abs(r[title] - sum(r[p] for p in parts)) <= CENT for r in filled)
    return bool(filled) and equal >= EQUAL * len(filled)


def _total(rows: Sums, titles: Iterable[str]) -> Decimal:
    return sum((r[t] for r in rows for t in titles), Decimal(0))


def _amounts(stage: Stage, header: Header, titles: list[str]) -> Sums:
    """The amounts of some columns in the first rows that are not labelled as totals."""
    at = dict(zip(header.labels, header.positions, strict=True))
    rows = profile.amounts(stage, [at[t] for t in titles], header.positions[0], header.row)
    return [dict(zip(titles, values, strict=True)) for label, values in rows if not announces_total(label or "")]
