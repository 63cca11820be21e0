"""A new export of a source that was imported before: reuse its mapping, ask about renamed columns, compare totals."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from kam_analytics.core.import_profile import COMPARED
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
from kam_analytics.language.imports import habits, questions, reports

OTHER_UNIT = Decimal(100)  # times the amount of a line, or that part of it: another unit, or another file
MORE_ACCOUNTS, FEWEST_ACCOUNTS = 2, 20  # times the accounts of the last export, if it had so many
LONGER = 1.5  # times the days of the last export, from which more accounts are no wonder
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


def which_break(prepared: PreparedImport, memory: Memory) -> ImportQuestion | None:
    """The question about a file whose profile breaks with those of the same source; None for any other.

    The titles of a FEC are those of the law, whatever the company and the year: they name no source.
    """
    earlier = memory.habits(prepared.fingerprint) if prepared.kind.id != "fec" else []
    if not earlier or prepared.mapping.answer("profile") is not None:
        return None
    breaks = _breaks(prepared.profile.as_habits(), earlier)
    return habits.which_break(breaks) if breaks else None


def _breaks(now: Mapping[str, Any], earlier: Sequence[Mapping[str, Any]]) -> list[Text]:
    """What changed: the amount of a line, the number of accounts, a word that no earlier export had."""
    last, found = earlier[0], list[Text]()
    means = [Decimal(p["total"]) / p["rows"] if p["rows"] else Decimal(0) for p in (now, last)]
    if all(means) and not 1 / OTHER_UNIT < abs(means[0] / means[1]) < OTHER_UNIT:
        found.append(habits.other_mean(means[0], means[1]))
    longer = (now["days"] or 0) > LONGER * (last["days"] or 0)
    if last["accounts"] >= FEWEST_ACCOUNTS and now["accounts"] >= MORE_ACCOUNTS * last["accounts"] and not longer:
        found.append(habits.more_accounts(now["accounts"], last["accounts"]))
    for part in COMPARED:
        seen = {word for p in earlier for word in p[part]}
        if seen and (fresh := [word for word in now[part] if word not in seen]):
            found.append(habits.new_words(part, fresh))
    return found


def total_note(total: Decimal | None, first: date | None, last: date | None, usual: Decimal | None) -> Text | None:
    """The sentence about a total over some days against the usual amount a day."""
    if total is None or first is None or last is None or not usual:
        return None
    times = total / ((last - first).days + 1) / usual
    return reports.unusual_total(times) if times > UNUSUAL or times < Decimal(1) / UNUSUAL else None
