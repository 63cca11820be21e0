"""Wide files: customers or people in rows, periods in columns. At most one question, then every period becomes rows."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from kam_analytics.core.imports import ImportQuestion
from kam_analytics.core.kinds import KINDS
from kam_analytics.core.text import Text
from kam_analytics.ingest.dialogue.mapping import ColumnMapping, Unpivot
from kam_analytics.ingest.header.header import Header
from kam_analytics.ingest.notation.dictionary import titles_of
from kam_analytics.ingest.notation.folding import fold
from kam_analytics.ingest.notation.periods import TitlePeriod
from kam_analytics.ingest.stage import period_columns, profile
from kam_analytics.ingest.stage.period_columns import PeriodColumns
from kam_analytics.ingest.stage.stage import Stage
from kam_analytics.language.imports import period_questions as texts

FEWEST = 3  # columns of periods
FEWEST_SAID = 2  # where every title says that it is revenue
LOOKED_AT = 500  # rows whose cells must be numbers
KINDS_OF_PERIODS = (None, "revenue", "targets")
_YEAR = re.compile(r"\b(?:19|20)\d{2}\b")
_OWN_YEAR = ("annee", "year", "exercice")
_INSIDE_A_WORD = re.compile(r"(?<=[a-z])(?=[A-Z])|_")  # SalesTargets, sales_targets
_TARGETS = re.compile(r"\b(objectifs?|quotas?|targets?|budgets?|cibles?)\b")


@dataclass(frozen=True, slots=True)
class WideTable:
    """A header of periods: which columns become rows, and what is still open about them."""

    columns: PeriodColumns
    kind: str  # revenue or targets, the likelier
    questions: tuple[ImportQuestion, ...] = ()


def find(header: Header, stage: Stage, about: Sequence[str], mapping: ColumnMapping) -> WideTable | None:
    """The columns of periods of a sheet, with the open questions about them; None for any other sheet.

    about: the names of the file and the sheet, which may hold the year of months written without one.
    """
    if mapping.unpivot or mapping.kind not in KINDS_OF_PERIODS or mapping.answer("wide") == "no":
        return None
    kind = mapping.kind or _likely_kind(header, about, mapping)
    columns = period_columns.find(stage, header, mapping, kind)
    said = all(p.measure for p in columns.periods.values())
    if columns.named < (FEWEST_SAID if said else FEWEST) or not _numbers(stage, header, list(columns.periods)):
        return None
    first, last = next(iter(columns.periods)), list(columns.periods)[-1]
    complete = _has_year(header) or all(p.year for p in columns.periods.values())
    if mapping.answer("wide") or (complete and (said or mapping.kind)):
        return WideTable(columns, kind, columns.questions)
    years = () if complete else _years(about)
    return WideTable(columns, kind, (texts.is_wide(first, last, years, kind), *columns.questions))


def dated_periods(wide: WideTable | None, header: Header, mapping: ColumnMapping) -> tuple[Header, ColumnMapping]:
    """The header with dated periods and the mapping that makes rows of them, where that is settled."""
    if wide is None or any(q.id == "wide" for q in wide.questions):
        return header, mapping
    answer, own_year = mapping.answer("wide"), _has_year(header)
    periods = wide.columns.periods
    names = {t: t if own_year and p.year is None else _dated(p, answer).start for t, p in periods.items()}
    labels = tuple(names.get(t, t) for t in header.labels)
    kind = mapping.kind or (answer if answer in KINDS else wide.kind)
    into = "period_start" if kind == "targets" else "date"
    changed = replace(mapping, kind=kind, unpivot=Unpivot(tuple(names.values()), into))
    if kind == "targets":
        changed = _of_people(changed, header, all(p.months == 1 for p in periods.values()))
    return replace(header, labels=labels), changed


def notes(wide: WideTable | None) -> list[Text]:
    """What the report says about columns of totals and of months."""
    if wide is None:
        return []
    return [texts.column_of_totals(t, parts) for t, parts in wide.columns.totals.items()]


def _dated(period: TitlePeriod, answer: str | None) -> TitlePeriod:
    """The period with the year of the answer, where its title has none."""
    year = period.year or (int(answer) if answer and answer.isdigit() else date.today().year)
    return replace(period, year=year)


def _of_people(mapping: ColumnMapping, header: Header, months: bool) -> ColumnMapping:
    """Targets in periods: those of the people of the first column, for revenue unless a column says what for."""
    own = {fold(t) for t in header.labels}
    constants = {"scope": "kam", "measure": "revenue"}
    lacking = {n: v for n, v in constants.items() if not own & set(titles_of("targets")[n])}
    closed = mapping.period_end or (None if months else "next_start")
    return replace(mapping, constants={**lacking, **mapping.constants}, period_end=closed)


def _likely_kind(header: Header, about: Sequence[str], mapping: ColumnMapping) -> str:
    """Targets where people stand in rows, with a measure or a name that says so; revenue otherwise."""
    if mapping.answer("wide") in KINDS:
        return str(mapping.answer("wide"))
    own = {fold(t) for t in header.labels}
    customers = {*titles_of("revenue")["account_id"], *titles_of("revenue")["account_name"]}
    people = own & set(titles_of("targets")["who"]) and not own & customers
    named = any(_TARGETS.search(fold(_INSIDE_A_WORD.sub(" ", t))) for t in about)
    return "targets" if people and (named or own & set(titles_of("targets")["measure"])) else "revenue"


def _years(about: Sequence[str]) -> list[str]:
    """The years that months without one may be of."""
    named = sorted({y for text in about for y in _YEAR.findall(text)})
    today = date.today().year
    return named or [str(today - k) for k in range(3)]


def _has_year(header: Header) -> bool:
    return any(fold(t) in _OWN_YEAR for t in header.labels)


def _numbers(stage: Stage, header: Header, titles: list[str]) -> bool:
    """Most of the columns of periods hold numbers."""
    at = dict(zip(header.labels, header.positions, strict=True))
    upto = header.row + LOOKED_AT
    return sum(profile.most_of(stage, at[t], header.row, upto) == "MONEY" for t in titles) * 2 > len(titles)
