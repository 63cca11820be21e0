"""Rows that measure something else than revenue beside it: budget, quantity, margin, another version of the figures."""

from dataclasses import dataclass, replace
from decimal import Decimal
from functools import reduce

from kam_analytics.ingest.notation.dictionary import words
from kam_analytics.ingest.notation.expressions import (
    ColumnReference,
    ComparisonExpression,
    IsEmpty,
    Logic,
    Node,
    Word,
    columns_of,
)
from kam_analytics.ingest.notation.folding import fold
from kam_analytics.ingest.notation.periods import measure_of
from kam_analytics.ingest.stage import profile
from kam_analytics.ingest.stage.mapped_table import MappedTable
from kam_analytics.language.imports import total_questions as texts

MOST = 12  # distinct texts of a column that says what its rows measure
ALL = "all"
FACTS = ("account_id", "account_name", "date", "amount", "kam", "currency")  # fields that say no measure


@dataclass(frozen=True, slots=True)
class RowMeasures:
    """A column that says what its rows measure, and the amounts by its texts."""

    column: ColumnReference
    amounts: dict[str, Decimal]
    revenue: tuple[str, ...]  # texts that are revenue; empty where the user must say

    @property
    def question(self) -> str:
        return f"rows:{self.column.title}"


def only_revenue(sheet: MappedTable) -> MappedTable:
    """The sheet with only the rows that are revenue, and a note on the others; a question where no word tells."""
    measures = _find(sheet)
    if measures is None:
        return sheet
    answer = _answer(sheet, measures)
    if answer is None and not measures.revenue:
        open_ = texts.which_rows(measures.column.title, measures.amounts, measures.question)
        return replace(sheet, questions=(*sheet.questions, open_))
    chosen = measures.revenue if answer is None else (answer,)
    if answer == ALL:
        return sheet
    layout, column = sheet.layout, measures.column
    tests: list[Node] = [ComparisonExpression("=", column, Word(text)) for text in chosen]
    where = reduce(lambda a, b: Logic("or", a, b), [*tests, IsEmpty(column, negated=False)])
    nodes = {f: n for f, n in layout.nodes.items() if n != column}
    both = where if layout.where is None else Logic("and", layout.where, where)
    unused = tuple(t for t in layout.unused if t != column.title)
    changed = replace(sheet, layout=replace(layout, nodes=nodes, where=both, unused=unused))
    aside = {t: a for t, a in measures.amounts.items() if t not in chosen}
    return changed.with_notes(texts.rows_aside(column.title, chosen, aside))


def _answer(sheet: MappedTable, measures: RowMeasures) -> str | None:
    answer = sheet.mapping.answer(measures.question)
    return answer if answer == ALL or answer in measures.amounts else None


def _find(sheet: MappedTable) -> RowMeasures | None:
    """The column of the sheet that says what its rows measure."""
    layout = sheet.layout
    if layout.kind.id != "revenue" or sheet.mapping.where is not None or layout.missing:
        return None
    taken = {c.index for f, n in layout.nodes.items() if f in FACTS for c in columns_of(n)}
    taken |= {c.index for c in layout.spread}
    columns = [ColumnReference(i, t) for i, t in sheet.titles.items() if i not in taken]
    first = profile.first_texts(sheet.stage, [c.index for c in columns], sheet.title_row)
    return next((m for c in columns if (m := _of_column(sheet, c, first[c.index]))), None)


def _of_column(sheet: MappedTable, column: ColumnReference, texts_: list[str]) -> RowMeasures | None:
    titled = fold(column.title) in words("measure_titles")
    first = [t for t in texts_ if t.strip()]
    if len(first) > MOST or not (titled or any(map(measure_of, first))):
        return None  # the usual column, which is not looked at any further
    listed = [t for t in profile.word_texts(sheet.stage, column.index, sheet.title_row) if t.strip()]
    if len(listed) > MOST:
        return None
    kinds = {t: measure_of(t) for t in listed}
    others = [t for t, k in kinds.items() if k in ("other", "running")]
    revenue = tuple(sorted(t for t, k in kinds.items() if k == "revenue"))
    if others and revenue and None not in kinds.values():
        return RowMeasures(column, _amounts(sheet, column), revenue)
    versions = words("measure_titles").get(fold(column.title)) == "version" and len(listed) > 1
    if versions or (titled and others):
        return RowMeasures(column, _amounts(sheet, column), ())
    return None


def _amounts(sheet: MappedTable, column: ColumnReference) -> dict[str, Decimal]:
    node = sheet.layout.nodes.get(sheet.layout.kind.money or "")
    money = [c.index for c in sheet.layout.spread] or ([node.index] if isinstance(node, ColumnReference) else [])
    return profile.amounts_by_text(sheet.stage, column.index, money, sheet.title_row)
