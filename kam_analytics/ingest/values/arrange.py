"""The cells of a sheet made ready to be read: months as rows, blanks taken away, groups carried down."""

from dataclasses import dataclass

from kam_analytics.core.imports import ImportQuestion
from kam_analytics.core.kinds import Type
from kam_analytics.core.text import Text
from kam_analytics.ingest.dialogue.mapping import ColumnMapping
from kam_analytics.ingest.layout.layout import Layout
from kam_analytics.ingest.notation.expressions import ColumnReference
from kam_analytics.ingest.stage import grouped_tables, profile
from kam_analytics.ingest.stage.reading import StagedTable
from kam_analytics.ingest.stage.stage import Stage
from kam_analytics.ingest.values import column_formats, typed_rows
from kam_analytics.language.imports import questions, reports


@dataclass(frozen=True, slots=True)
class ArrangedTable:
    """What the values are read from."""

    stage: Stage
    layout: Layout
    asked: tuple[ImportQuestion, ...] = ()
    notes: tuple[Text, ...] = ()


def made_ready(table: StagedTable, layout: Layout, mapping: ColumnMapping) -> ArrangedTable:
    """Unpivot, tidy, and carry the parent cells of a grouped table down where that is certain or was said."""
    after = table.header.row
    stage, layout = typed_rows.spread_out(table.stage, layout, after)
    stage.tidied(column_formats.text_columns(layout))
    notes = [reports.monthly_totals()] if layout.spread and layout.kind.id == "revenue" else []
    notes += _spoilt(stage, layout, after)
    found = grouped_tables.find(stage, layout, after) if not layout.spread and stage.rows else None
    if found is None or not found.rows or mapping.answer("grouped") == "missing":
        return ArrangedTable(stage, layout, (), tuple(notes))
    titles = [c.title for c in found.columns]
    merged = table.stored.merged() if table.stored is not None and not found.proven else frozenset()
    proven = found.proven or any(c.index in merged for c in found.columns)
    if not proven and not found.enough:
        return ArrangedTable(stage, layout, (), tuple(notes))
    if not proven and mapping.answer("grouped") != "carry":
        return ArrangedTable(stage, layout, (questions.is_grouped(titles, found.rows),), tuple(notes))
    grouped_tables.carry_down(stage, found, after)
    return ArrangedTable(stage, layout, (), (*notes, reports.carried_down(titles, found.rows)))


def _spoilt(stage: Stage, layout: Layout, after: int) -> list[Text]:
    """Codes that a spreadsheet shortened to a power of ten: several may have become the same."""
    codes = {
        n.index: n.title
        for name, n in layout.nodes.items()
        if isinstance(n, ColumnReference) and layout.kind.field(name).type is Type.ID
    }
    found = profile.shortened_codes(stage, list(codes), after)
    return [reports.spoilt_codes(codes[i], example) for i, example in found.items()]
