"""The first rows of a file as they would be read, for the page that asks for the meaning of its columns."""

import tempfile
from collections.abc import Iterable, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from openpyxl.utils import get_column_letter

from kam_analytics.core.import_profile import NO_PROFILE, ImportProfile
from kam_analytics.core.imports import ImportQuestion, ImportReport
from kam_analytics.core.text import Text
from kam_analytics.ingest import pipeline
from kam_analytics.ingest.dialogue.mapping import ColumnMapping, fingerprint
from kam_analytics.ingest.dialogue.refusals import FileRefused, Undecided
from kam_analytics.ingest.fec import prepare as fec
from kam_analytics.ingest.fec.columns import is_fec
from kam_analytics.ingest.fec.refusals import NotByClient
from kam_analytics.ingest.notation.dictionary import is_sensitive
from kam_analytics.ingest.stage import reading, suggestions
from kam_analytics.ingest.stage.mapped_table import MappedTable
from kam_analytics.ingest.stage.reading import OpenedFile, StagedTable
from kam_analytics.ingest.values import column_formats, typed_rows
from kam_analytics.ingest.write import compare, corrections, remembered_export
from kam_analytics.ingest.write.memory import Memory
from kam_analytics.ingest.write.prepare import settle_amounts, type_arranged
from kam_analytics.ingest.write.prepared_import import PreparedImport
from kam_analytics.language.imports import questions, reports

ROWS, SOURCE_ROWS = 20, 6
ROW = ""  # no title is empty


@dataclass(frozen=True, slots=True)
class Preview:
    """A file as the import page draws it before it is loaded."""

    outcome: str  # ready, ask, empty, refused
    kind: str | None = None
    sheet: str | None = None
    header_row: int | None = None
    headers: tuple[str, ...] = ()  # titles that may be chosen
    mapping: dict[str, str] = field(default_factory=dict)  # field → title or expression's titles
    suggestions: dict[str, tuple[str, ...]] = field(default_factory=dict)  # unfilled field → likely titles
    rows: tuple[dict[str, Any], ...] = ()  # typed, by field; `row` is the number in the file
    cells: tuple[dict[str, str], ...] = ()  # the first rows as the file has them, by title; `ROW` is the number there
    questions: tuple[ImportQuestion, ...] = ()
    message: Text = reports.NOTHING_TO_SAY
    fingerprint: str | None = None
    profile: ImportProfile = NO_PROFILE

    @property
    def is_unlike_any(self) -> bool:
        """Whether nothing in the file says what it is: it may be the wrong one."""
        return self.outcome == "ask" and self.kind is None and all(q.id == "kind" for q in self.questions)


def preview(
    path: Path, mapping: ColumnMapping | None = None, memory: Memory | None = None, *, compares: bool = True
) -> Preview:
    """Read a file as far as it can be read; `memory` completes the mapping from earlier imports.

    compares: whether the store is read for these days; only for a viewer who sees the whole company.
    """
    with ExitStack() as stack:
        scratch = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="kam-")))
        try:
            opened = reading.open_file(path, scratch, path.name, (mapping or ColumnMapping()).answer("member"))
            if opened.is_pay_plan:
                return Preview("ready", "pay_plans")
            table = reading.find_table(opened, mapping or ColumnMapping())
            stack.callback(table.stage.close)
            return _of_table(opened, table, mapping or ColumnMapping(), memory, compares)
        except Undecided as undecided:
            return Preview("ask", questions=(undecided.question,))
        except FileRefused as error:
            return Preview("refused", message=error.message())


def _of_table(
    opened: OpenedFile, table: StagedTable, mapping: ColumnMapping, memory: Memory | None, compares: bool
) -> Preview:
    header = table.header
    if header.verdict == "empty" and not table.open(mapping):
        return Preview("empty", sheet=table.sheet, message=reports.nothing(table.hidden))
    if header.verdict != "table":
        open_ = pipeline.which_header_row(table, mapping)
        message = reports.no_table(header.verdict)
        return Preview("ask", sheet=table.sheet, questions=open_, message=message, cells=_cells_by_letter(table))
    if is_fec(header):
        return _of_fec(opened, table, mapping)
    mapping, before = remembered_export.recall(header, mapping, memory)
    table = reading.with_answers(table, opened.file, mapping)
    cells = _cells_by_title(table)
    sheet = pipeline.map_table(opened, table, mapping)
    base = Preview(
        "ask",
        sheet=table.sheet,
        header_row=header.row,
        headers=tuple(t for t in header.labels if not is_sensitive(t)),
        fingerprint=fingerprint(header.labels),
        cells=cells,
    )
    if sheet is None:
        return replace(base, questions=table.open(mapping) or (pipeline.which_kind(table),))
    return _of_sheet(sheet, base, before, memory if compares else None)


def _cells_by_title(table: StagedTable) -> tuple[dict[str, str], ...]:
    """The first rows under the titles that may be chosen."""
    header = table.header
    titles = {t: i for t, i in zip(header.labels, header.positions, strict=True) if not is_sensitive(t)}
    return _cells(table, header.row, titles)


def _cells_by_letter(table: StagedTable) -> tuple[dict[str, str], ...]:
    """The first rows of a sheet without titles, under the letters that a spreadsheet has."""
    return _cells(table, 0, {get_column_letter(i + 1): i for i in range(table.stage.width)})


def _cells(table: StagedTable, after: int, columns: Mapping[str, int]) -> tuple[dict[str, str], ...]:
    rows = table.stage.between(after, table.stage.last, limit=SOURCE_ROWS)
    return tuple({ROW: str(n), **{name: cells[i] or "" for name, i in columns.items()}} for n, cells in rows)


def _of_fec(opened: OpenedFile, table: StagedTable, mapping: ColumnMapping) -> Preview:
    """The report of the entries; where revenue has no single client, the question whether to load the months only."""
    open_, profile = tuple[ImportQuestion, ...](), NO_PROFILE
    try:
        prepared = fec.prepare(opened, table, mapping)
        message, profile = reports.joined(prepared.notes), prepared.profile
    except NotByClient as error:
        message, open_ = error.message(), (questions.as_books(),)
    return Preview(
        "ask" if open_ else "ready",
        kind="books" if mapping.kind == "books" else "fec",
        sheet=table.sheet,
        header_row=table.header.row,
        questions=open_,
        message=message,
        profile=profile,
    )


def _of_sheet(sheet: MappedTable, base: Preview, before: Mapping[str, str], memory: Memory | None) -> Preview:
    result = replace(
        base,
        kind=sheet.layout.kind.id,
        mapping=_filled(sheet),
        suggestions=_suggested(sheet),
        questions=(*sheet.table.open(sheet.mapping), *pipeline.title_questions(sheet, before)),
    )
    if sheet.layout.missing:
        return _with_message(result, sheet.table.notes() if result.questions else ())
    arranged = settle_amounts(sheet)
    if result.questions or arranged.questions:
        return _provisional(arranged, result)
    return _as_loaded(arranged, result, memory)


def _filled(sheet: MappedTable) -> dict[str, str]:
    """Field → what fills it: a title, a value that holds for all rows, or the rule for the end of periods."""
    rule = sheet.layout.period_end
    return {**({"period_end": rule} if rule else {}), **sheet.layout.columns()}


def _as_loaded(sheet: MappedTable, base: Preview, memory: Memory | None) -> Preview:
    """Without open questions: read the file as the import will, and compare it with the store."""
    prepared = type_arranged(sheet, pipeline.no_progress)
    if isinstance(prepared, ImportReport):
        if prepared.outcome == "ask":
            return _provisional(sheet, replace(base, questions=prepared.questions))
        return replace(base, outcome=prepared.outcome, message=prepared.message)
    rows = typed_rows.first_rows(prepared.sheet, ROWS)
    notes, open_ = _compared(prepared, memory) if memory is not None else ([], ())
    outcome = "ask" if open_ else "ready"
    result = replace(base, rows=rows, questions=open_, outcome=outcome, profile=prepared.profile)
    return _with_message(result, [*prepared.notes, *notes])


def _compared(prepared: PreparedImport, memory: Memory) -> tuple[list[Text], tuple[ImportQuestion, ...]]:
    """Notes on the total and on lines that the store holds, and the question whether changed lines are replaced."""
    notes = [note] if (note := remembered_export.unusual_total(prepared, memory)) else []
    if question := remembered_export.which_break(prepared, memory):
        return notes, (question,)
    difference = compare.preview(memory.store, prepared)
    if difference is None:
        return notes, ()
    notes += corrections.differences(difference)
    if difference.corrects and prepared.mapping.answer(corrections.CORRECTIONS) is None:
        return notes, (corrections.which_corrections(difference),)
    return notes, ()


def _provisional(sheet: MappedTable, base: Preview) -> Preview:
    """The rows as far as they can be read while a question is open."""
    formats = column_formats.detect(sheet)
    typed_rows.type_rows(sheet, formats)
    open_ = {q.id: q for q in (*base.questions, *sheet.questions, *formats.questions)}
    result = replace(base, rows=typed_rows.first_rows(sheet, ROWS), questions=tuple(open_.values()))
    dropped = reports.dropped(len(sheet.header.unlabelled), sheet.header.repeated, sheet.layout.unused)
    return _with_message(result, (*sheet.table.notes(), *sheet.notes, *dropped))


def _with_message(base: Preview, notes: Iterable[Text]) -> Preview:
    return replace(base, message=reports.joined(notes))


def _suggested(sheet: MappedTable) -> dict[str, tuple[str, ...]]:
    """For each field nothing fills, the titles that are alike or whose values are of its type."""
    layout = sheet.layout
    candidates, taken = suggestions.columns(sheet.stage, sheet.header), frozenset(layout.columns().values())
    open_fields = [f for f in layout.kind.fields if f.name not in layout.nodes]
    return {f.name: candidates.likely(f, layout.kind, taken) for f in open_fields}
