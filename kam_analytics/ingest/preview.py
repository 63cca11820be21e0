"""The first rows of a file as they would be read, for the page that asks what the columns mean."""

import tempfile
from collections.abc import Iterable, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from kam_analytics.core.imports import ImportQuestion, ImportReport
from kam_analytics.core.text import Text
from kam_analytics.ingest import pipeline
from kam_analytics.ingest.dialogue.mapping import ColumnMapping, fingerprint
from kam_analytics.ingest.dialogue.refusals import FileRefused, Undecided
from kam_analytics.ingest.fec import prepare as fec
from kam_analytics.ingest.fec.columns import is_fec
from kam_analytics.ingest.fec.refusals import NotByClient
from kam_analytics.ingest.layout.layout import Layout
from kam_analytics.ingest.notation.dictionary import is_sensitive
from kam_analytics.ingest.stage import reading
from kam_analytics.ingest.stage import suggestions as suggesting
from kam_analytics.ingest.stage.reading import OpenedFile, StagedTable
from kam_analytics.ingest.values import arrange, column_formats, typed_rows, vat
from kam_analytics.ingest.values.arrange import ArrangedTable
from kam_analytics.ingest.write import compare, corrections, remembered_export
from kam_analytics.ingest.write.memory import Memory
from kam_analytics.ingest.write.prepare import checked
from kam_analytics.language.imports import questions, reports

ROWS = 20


@dataclass(frozen=True, slots=True)
class Preview:
    """What the import page shows before a file is loaded."""

    outcome: str  # ready, ask, empty, refused
    kind: str | None = None
    sheet: str | None = None
    header_row: int | None = None
    headers: tuple[str, ...] = ()  # titles that may be chosen
    mapping: dict[str, str] = field(default_factory=dict)  # field → title or expression's titles
    suggestions: dict[str, tuple[str, ...]] = field(default_factory=dict)  # unfilled field → likely titles
    rows: tuple[dict[str, Any], ...] = ()  # typed, by field; `row` is the number in the file
    questions: tuple[ImportQuestion, ...] = ()
    message: Text = reports.NOTHING_TO_SAY
    fingerprint: str | None = None


def preview(
    path: Path, mapping: ColumnMapping | None = None, memory: Memory | None = None, *, compares: bool = True
) -> Preview:
    """Read a file as far as it can be read. `memory` finds what was said about the same titles before.

    compares: whether the viewer may be told what the store holds of these days; only who sees the whole company may.
    """
    with ExitStack() as stack:
        scratch = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="kam-")))
        try:
            opened = reading.open_file(path, scratch, path.name, (mapping or ColumnMapping()).answer("member"))
            if opened.is_pay_plan:
                return Preview("ready", "pay_plans")
            table = reading.find_table(opened, mapping or ColumnMapping())
            stack.callback(table.stage.close)
            return _previewed(opened, table, mapping or ColumnMapping(), memory, compares)
        except Undecided as open_:
            return Preview("ask", questions=(open_.question,))
        except FileRefused as error:
            return Preview("refused", message=error.message())


def _previewed(
    opened: OpenedFile, table: StagedTable, mapping: ColumnMapping, memory: Memory | None, compares: bool
) -> Preview:
    header = table.header
    if header.verdict == "empty":
        return Preview("empty", sheet=table.sheet, message=reports.nothing(table.hidden))
    if header.verdict != "table":
        rows = [n for n, cells in table.stage.head(30) if sum(c is not None for c in cells) > 1]
        asked = (*table.open(mapping), questions.which_header_row(rows or [1]))
        return Preview("ask", sheet=table.sheet, questions=asked, message=reports.no_table(header.verdict))
    if is_fec(header):
        return _of_fec(opened, table, mapping)
    mark = fingerprint(header.labels)
    mapping, before = remembered_export.recalled(header, mapping, memory)
    layout = pipeline.laid_out(opened, table, mapping)
    titles = tuple(t for t in header.labels if not is_sensitive(t))
    if layout is None:
        asked = table.open(mapping) or (pipeline.which_kind(table),)
        return Preview("ask", None, table.sheet, header.row, titles, questions=asked, fingerprint=mark)
    return _of_layout(opened, table, layout, mapping, titles, mark, before, memory if compares else None)


def _of_fec(opened: OpenedFile, table: StagedTable, mapping: ColumnMapping) -> Preview:
    """What the entries give; where that is no revenue by client, whether the months are wanted all the same."""
    asked: tuple[ImportQuestion, ...] = ()
    try:
        said = reports.joined(fec.prepare(opened, table, mapping).notes)
    except NotByClient as error:
        said, asked = error.message(), (questions.as_books(),)
    kind = "books" if mapping.kind == "books" else "fec"
    return Preview("ask" if asked else "ready", kind, table.sheet, table.header.row, questions=asked, message=said)


def _of_layout(
    opened: OpenedFile,
    table: StagedTable,
    layout: Layout,
    mapping: ColumnMapping,
    titles: tuple[str, ...],
    mark: str,
    before: Mapping[str, str],
    memory: Memory | None,
) -> Preview:
    likely = _suggested(table, layout)
    shown = Preview(
        "ask",
        layout.kind.id,
        table.sheet,
        table.header.row,
        titles,
        layout.columns(),
        likely,
        fingerprint=mark,
        questions=(*table.open(mapping), *pipeline.open_questions(layout, table, mapping, before)),
    )
    if layout.missing:
        return _said(shown, table.notes() if shown.questions else ())
    judged = vat.judge(layout, table, mapping)
    laid = arrange.made_ready(table, judged.layout, mapping)
    laid = replace(laid, notes=(*laid.notes, *([judged.note] if judged.note else [])))
    if not shown.questions and not laid.asked:
        return _as_loaded(opened, table, laid, mapping, shown, memory)
    return _provisional(table, laid, mapping, shown)


def _as_loaded(
    opened: OpenedFile,
    table: StagedTable,
    laid: ArrangedTable,
    mapping: ColumnMapping,
    shown: Preview,
    memory: Memory | None,
) -> Preview:
    """Nothing is open about the titles: read the file as the import will, and compare it with what is known."""
    ready = checked(opened, table, laid, mapping, _silent)
    if isinstance(ready, ImportReport):
        if ready.outcome == "ask":
            return _provisional(table, laid, mapping, replace(shown, questions=ready.questions))
        return replace(shown, outcome=ready.outcome, message=ready.message)
    rows, said, asked = typed_rows.first_rows(ready.stage, ready.layout, ROWS), list(ready.notes), shown.questions
    if memory is not None:
        said += [note] if (note := remembered_export.unusual(ready, memory)) else []
        if (found := compare.preview(memory.store, ready.stage, ready.layout, ready.fingerprint)) is not None:
            said += corrections.told(found)
            if found.corrects and mapping.answer(corrections.CORRECTIONS) is None:
                asked = (*asked, corrections.which_corrections(found))
    return _said(replace(shown, rows=rows, questions=asked, outcome="ask" if asked else "ready"), said)


def _provisional(table: StagedTable, laid: ArrangedTable, mapping: ColumnMapping, shown: Preview) -> Preview:
    """The rows as far as they can be read while a question is open."""
    stage, layout, header = laid.stage, laid.layout, table.header
    decided = column_formats.decide(stage, layout, mapping, header.row, table.stored)
    typed_rows.build(stage, layout, decided, header.row, dict(zip(header.positions, header.labels, strict=True)))
    asked = {q.id: q for q in (*shown.questions, *laid.asked, *decided.open)}
    rows = typed_rows.first_rows(stage, layout, ROWS)
    dropped = reports.dropped(len(header.unlabelled), header.repeated, layout.unused)
    return _said(replace(shown, rows=rows, questions=tuple(asked.values())), (*table.notes(), *laid.notes, *dropped))


def _said(shown: Preview, notes: Iterable[Text]) -> Preview:
    """The preview with everything that is said about the file."""
    return replace(shown, message=reports.joined(notes))


def _silent(step: Text) -> None:
    """Progress nobody looks at."""
    del step


def _suggested(table: StagedTable, layout: Layout) -> dict[str, tuple[str, ...]]:
    """For each field nothing fills, the titles that are alike or whose values are of its type."""
    seen, taken = suggesting.columns(table.stage, table.header), frozenset(layout.columns().values())
    open_fields = [f for f in layout.kind.fields if f.name not in layout.nodes]
    return {f.name: seen.likely(f, layout.kind, taken) for f in open_fields}
