"""A new export of a source that was imported before: reuse its mapping, ask about renamed columns, compare totals."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal

from kam_analytics.core.imports import ImportQuestion
from kam_analytics.core.text import Text
from kam_analytics.ingest.dialogue.mapping import ColumnMapping, fingerprint
from kam_analytics.ingest.header.header import Header
from kam_analytics.ingest.notation.folding import fold
from kam_analytics.ingest.stage import suggestions
from kam_analytics.ingest.stage.mapped_table import MappedTable
from kam_analytics.ingest.write import prepared_import
from kam_analytics.ingest.write.memory import Memory
from kam_analytics.ingest.write.prepared_import import PreparedImport
from kam_analytics.language.imports import questions, reports

UNUSUAL = 5  # times the usual amount a day, or that part of it


def recall(header: Header, mapping: ColumnMapping, memory: Memory | None) -> tuple[ColumnMapping, Mapping[str, str]]:
    """The mapping completed by the remembered one, and field → title of an earlier export with nearly these titles."""
    if memory is None or not header.labels:
        return mapping, {}
    export = memory.export_like(fingerprint(header.labels), header.labels, mapping.kind)
    return (mapping.over(export.mapping), export.columns) if export else (mapping, {})


def renamed_columns(sheet: MappedTable, before: Mapping[str, str]) -> tuple[ImportQuestion, ...]:
    """For each required field whose earlier title is gone: which title it has now.

    before: field → title of the earlier export.
    """
    kind, mapping = sheet.layout.kind, sheet.mapping
    own = {fold(t) for t in sheet.header.labels}
    needed = {f.name for f in kind.fields if f.required} | {n for g in kind.one_of for n in g}
    gone = {f: t for f, t in before.items() if f in needed and fold(t) not in own and ", " not in t}
    open_ = [f for f in gone if mapping.answer(f"column:{f}") is None and f not in (mapping.columns or {})]
    if not open_:
        return ()
    filled = sheet.layout.columns()
    candidates = suggestions.columns(sheet.stage, sheet.header)
    renamed = []
    for name in open_:
        field, now = kind.field(name), filled.get(name)
        taken = frozenset(t for f, t in filled.items() if f != name)
        ranked = candidates.choices(field, kind, taken)
        choices = tuple(dict.fromkeys([*([now] if now else []), *ranked]))
        renamed.append(questions.renamed(field, gone[name], choices))
    return tuple(renamed)


def with_total_note(prepared: PreparedImport, memory: Memory) -> PreparedImport:
    """The same with a note when its total is far from the usual one of this source."""
    note = unusual_total(prepared, memory)
    return replace(prepared, notes=(*prepared.notes, note)) if note else prepared


def unusual_total(prepared: PreparedImport, memory: Memory) -> Text | None:
    """The note on a total beyond `UNUSUAL` times the usual amount a day, or below that part of it."""
    usual = memory.usual_a_day(prepared.fingerprint)
    if usual is None:
        return None
    first, last = prepared_import.span(prepared.stage, prepared.kind)
    return total_note(prepared_import.money_total(prepared.stage, prepared.kind), first, last, usual)


def total_note(total: Decimal | None, first: date | None, last: date | None, usual: Decimal | None) -> Text | None:
    """The sentence about a total over some days against the usual amount a day."""
    if total is None or first is None or last is None or not usual:
        return None
    times = total / ((last - first).days + 1) / usual
    return reports.unusual_total(times) if times > UNUSUAL or times < Decimal(1) / UNUSUAL else None
