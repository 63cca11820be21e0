"""Opportunities taken as revenue: only those that were won, once the user has answered so."""

from dataclasses import replace
from functools import reduce

from kam_analytics.core.imports import ImportQuestion
from kam_analytics.ingest.notation.dictionary import titles_of
from kam_analytics.ingest.notation.expressions import ColumnReference, ComparisonExpression, Logic, Node, Word
from kam_analytics.ingest.notation.folding import fold
from kam_analytics.ingest.stage import profile
from kam_analytics.ingest.stage.mapped_table import MappedTable
from kam_analytics.ingest.stage.reading import StagedTable
from kam_analytics.ingest.stage.stage import Stage
from kam_analytics.ingest.values.column_formats import value_of
from kam_analytics.language.imports import questions

FEWEST, MOST = 2, 40  # distinct texts of a column of stages


def question(sheet: MappedTable) -> ImportQuestion | None:
    """Whether only the deals won count; None for files that hold no others."""
    if sheet.layout.kind.id != "revenue" or sheet.mapping.where is not None or sheet.mapping.answer("won"):
        return None
    stages = _stages(sheet.table)
    return questions.only_won(stages[0].title, stages[1]) if stages else None


def only_won(sheet: MappedTable) -> MappedTable:
    """The same with the condition that the answer sets."""
    layout = sheet.layout
    stages = _stages(sheet.table) if layout.kind.id == "revenue" and sheet.mapping.answer("won") == "won" else None
    if stages is None or layout.where is not None:
        return sheet
    tests: list[Node] = [ComparisonExpression("=", stages[0], Word(text)) for text in stages[1]]
    where = reduce(lambda a, b: Logic("or", a, b), tests)
    return replace(sheet, layout=replace(layout, where=where))


def _stages(table: StagedTable) -> tuple[ColumnReference, list[str]] | None:
    """The column of stages, and its texts that mean won."""
    aliases = {*titles_of("opportunities")["stage"], *titles_of("opportunities")["status"]}
    for label, index in zip(table.header.labels, table.header.positions, strict=True):
        if fold(label) not in aliases:
            continue
        texts = _texts(table.stage, index, table.header.row)
        won = sorted(t for t in texts if value_of("status", t) == "won")
        lost = [t for t in texts if value_of("status", t) == "lost"]
        if FEWEST <= len(texts) <= MOST and won and lost:
            return ColumnReference(index, label), won
    return None


def _texts(stage: Stage, index: int, after: int) -> list[str]:
    return [t for t in profile.word_texts(stage, index, after) if t.strip()]
