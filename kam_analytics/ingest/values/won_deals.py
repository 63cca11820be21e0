"""Opportunities taken as revenue: only those that were won, once the user says so."""

from dataclasses import replace
from functools import reduce

from kam_analytics.core.imports import ImportQuestion
from kam_analytics.ingest.dialogue.mapping import ColumnMapping
from kam_analytics.ingest.layout.layout import Layout
from kam_analytics.ingest.notation.dictionary import titles_of
from kam_analytics.ingest.notation.expressions import ColumnReference, ComparisonExpression, Logic, Node, Word
from kam_analytics.ingest.notation.folding import fold
from kam_analytics.ingest.stage import profile
from kam_analytics.ingest.stage.reading import StagedTable
from kam_analytics.ingest.stage.stage import Stage
from kam_analytics.ingest.values.column_formats import value_of
from kam_analytics.language.imports import questions

FEWEST, MOST = 2, 40  # distinct texts of a column of stages


def ask(layout: Layout, table: StagedTable, mapping: ColumnMapping) -> ImportQuestion | None:
    """Whether only the deals won count; None for files that hold no others."""
    if layout.kind.id != "revenue" or layout.where is not None or mapping.answer("won"):
        return None
    found = _stages(table)
    return questions.only_won(found[0].title, found[1]) if found else None


def only_won(layout: Layout, table: StagedTable, mapping: ColumnMapping) -> Layout:
    """The layout with the condition that the answer sets."""
    found = _stages(table) if layout.kind.id == "revenue" and mapping.answer("won") == "won" else None
    if found is None or layout.where is not None:
        return layout
    tests: list[Node] = [ComparisonExpression("=", found[0], Word(text)) for text in found[1]]
    return replace(layout, where=reduce(lambda a, b: Logic("or", a, b), tests))


def _stages(table: StagedTable) -> tuple[ColumnReference, list[str]] | None:
    """The column that says won and lost, and the texts that say won."""
    known = {*titles_of("opportunities")["stage"], *titles_of("opportunities")["status"]}
    for label, index in zip(table.header.labels, table.header.positions, strict=True):
        if fold(label) not in known:
            continue
        texts = _texts(table.stage, index, table.header.row)
        won = sorted(t for t in texts if value_of("status", t) == "won")
        lost = [t for t in texts if value_of("status", t) == "lost"]
        if FEWEST <= len(texts) <= MOST and won and lost:
            return ColumnReference(index, label), won
    return None


def _texts(stage: Stage, index: int, after: int) -> list[str]:
    return [t for t in profile.word_texts(stage, index, after) if t.strip()]
