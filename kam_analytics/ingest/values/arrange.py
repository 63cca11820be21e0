"""Arranges the cells of a sheet before its values are read: months as rows, trimmed texts, groups carried down."""

from dataclasses import replace

from kam_analytics.core.kinds import Type
from kam_analytics.core.text import Text
from kam_analytics.ingest.notation.expressions import ColumnReference
from kam_analytics.ingest.stage import grouped_tables, profile
from kam_analytics.ingest.stage.mapped_table import MappedTable
from kam_analytics.ingest.values import column_formats, typed_rows
from kam_analytics.language.imports import questions, reports


def arrange(sheet: MappedTable) -> MappedTable:
    """Unpivot, trim, and carry the parent cells of a grouped table down where that is certain or was the answer.

    Where it is neither, the result holds the question.
    """
    sheet = typed_rows.unpivot(sheet)
    sheet.stage.tidy(column_formats.text_columns(sheet.layout))
    if sheet.layout.spread and sheet.layout.kind.id == "revenue":
        sheet = sheet.with_notes(reports.monthly_totals())
    return _carry_down(sheet.with_notes(*_spoilt_codes(sheet)))


def _carry_down(sheet: MappedTable) -> MappedTable:
    groups = grouped_tables.find(sheet) if not sheet.layout.spread and sheet.stage.rows else None
    if groups is None or not groups.rows or sheet.mapping.answer("grouped") == "missing":
        return sheet
    titles, stored = [c.title for c in groups.columns], sheet.table.stored
    merged = stored.merged() if stored is not None and not groups.proven else frozenset()
    proven = groups.proven or any(c.index in merged for c in groups.columns)
    if not proven and not groups.enough:
        return sheet
    if not proven and sheet.mapping.answer("grouped") != "carry":
        return replace(sheet, questions=(questions.is_grouped(titles, groups.rows),))
    grouped_tables.carry_down(sheet, groups)
    return sheet.with_notes(reports.carried_down(titles, groups.rows))


def _spoilt_codes(sheet: MappedTable) -> list[Text]:
    """Codes that a spreadsheet shortened to a power of ten: several may have become the same."""
    codes = {
        n.index: n.title
        for name, n in sheet.layout.nodes.items()
        if isinstance(n, ColumnReference) and sheet.layout.kind.field(name).type is Type.ID
    }
    examples = profile.shortened_codes(sheet.stage, list(codes), sheet.title_row)
    return [reports.spoilt_codes(codes[i], example) for i, example in examples.items()]
