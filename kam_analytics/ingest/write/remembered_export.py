"""A new export of a known source: what still fits is kept, and only what changed is asked or said."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal

from kam_analytics.core.imports import ImportQuestion
from kam_analytics.core.text import Text
from kam_analytics.ingest.dialogue.mapping import ColumnMapping, fingerprint
from kam_analytics.ingest.header.header import Header
from kam_analytics.ingest.layout.layout import Layout
from kam_analytics.ingest.notation.folding import fold
from kam_analytics.ingest.stage import suggestions as suggesting
from kam_analytics.ingest.stage.reading import StagedTable
from kam_analytics.ingest.write import prepared_import
from kam_analytics.ingest.write.memory import Memory
from kam_analytics.ingest.write.prepared_import import Prepared
from kam_analytics.language.imports import questions, reports

UNUSUAL = 5  # times the usual amount a day, or that part of it


def recalled(header: Header, mapping: ColumnMapping, memory: Memory | None) -> tuple[ColumnMapping, Mapping[str, str]]:
    """The mapping completed by what is remembered, and field → title of the known export that is not quite this one."""
    if memory is None or not header.labels:
        return mapping, {}
    known = memory.known(fingerprint(header.labels), header.labels, mapping.kind)
    return (mapping.over(known.mapping), known.columns) if known else (mapping, {})


def changed(
    layout: Layout, table: StagedTable, mapping: ColumnMapping, before: Mapping[str, str]
) -> tuple[ImportQuestion, ...]:
    """For each field that matters and whose old title is gone: which title it has now."""
    own = {fold(t) for t in table.header.labels}
    matter = {f.name for f in layout.kind.fields if f.required} | {n for g in layout.kind.one_of for n in g}
    gone = {f: t for f, t in before.items() if f in matter and fold(t) not in own and ", " not in t}
    open_ = [f for f in gone if mapping.answer(f"column:{f}") is None and f not in (mapping.columns or {})]
    if not open_:
        return ()
    filled = layout.columns()
    seen = suggesting.columns(table.stage, table.header)
    found = []
    for name in open_:
        wanted, now = layout.kind.field(name), filled.get(name)
        taken = frozenset(t for f, t in filled.items() if f != name)
        ranked = seen.choices(wanted, layout.kind, taken)
        choices = tuple(dict.fromkeys([*([now] if now else []), *ranked]))
        found.append(questions.renamed(wanted, gone[name], choices))
    return tuple(found)


def noted(ready: Prepared, memory: Memory) -> Prepared:
    """The same with a note when its total is far from what this source usually brings."""
    note = unusual(ready, memory)
    return replace(ready, notes=(*ready.notes, note)) if note else ready


def unusual(ready: Prepared, memory: Memory) -> Text | None:
    """What to say of a total beyond `UNUSUAL` times the usual amount a day, or below that part of it."""
    usual = memory.usual_a_day(ready.fingerprint)
    if usual is None:
        return None
    first, last = prepared_import.span(ready.stage, ready.kind)
    return said(prepared_import.money_total(ready.stage, ready.kind), first, last, usual)


def said(total: Decimal | None, first: date | None, last: date | None, usual: Decimal | None) -> Text | None:
    """The sentence about a total over some days against the usual amount a day."""
    if total is None or first is None or last is None or not usual:
        return None
    times = total / ((last - first).days + 1) / usual
    return reports.unusual_total(times) if times > UNUSUAL or times < Decimal(1) / UNUSUAL else None
