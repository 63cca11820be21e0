"""The import of files: read, find the titles, map the columns, read the values, check, load."""

import tempfile
from collections.abc import Mapping, Sequence
from contextlib import ExitStack, closing
from dataclasses import dataclass, field, replace
from pathlib import Path

from kam_analytics.core.errors import NotAllowed, OwnDataPresent
from kam_analytics.core.imports import ImportQuestion, ImportReport
from kam_analytics.core.kinds import KINDS, Kind
from kam_analytics.core.scope import Scope
from kam_analytics.core.text import Text
from kam_analytics.ingest import pay_plans
from kam_analytics.ingest.claims import debit_credit, units
from kam_analytics.ingest.dialogue.mapping import ColumnMapping
from kam_analytics.ingest.dialogue.refusals import FileRefused, Undecided
from kam_analytics.ingest.fec import prepare as fec
from kam_analytics.ingest.fec.columns import is_fec
from kam_analytics.ingest.layout import completion
from kam_analytics.ingest.layout.layout import kind_of_columns, lay_out, recognise
from kam_analytics.ingest.stage import reading, suggestions, wide_tables
from kam_analytics.ingest.stage.mapped_table import MappedTable
from kam_analytics.ingest.stage.reading import OpenedFile, StagedTable
from kam_analytics.ingest.values import row_measures, vat, won_deals
from kam_analytics.ingest.write import double_counting as double
from kam_analytics.ingest.write import log, names_and_shares, prepared_import, remembered_export, rights, write
from kam_analytics.ingest.write.memory import Memory
from kam_analytics.ingest.write.prepare import Progress, prepare_rows, question_report
from kam_analytics.ingest.write.prepared_import import PreparedImport
from kam_analytics.language.imports import questions, reports
from kam_analytics.warehouse import trail
from kam_analytics.warehouse.store import PARTS, Connection, Store


@dataclass(frozen=True, slots=True)
class ImportRequest:
    """One file to import, with the kind and mapping the caller sets; `sent_by`: who sent it, if not the importer."""

    path: Path
    file: str
    kind: str | None = None
    mapping: ColumnMapping = field(default_factory=ColumnMapping)
    sent_by: str | None = None


def run_import(
    store: Store,
    path: Path,
    *,
    kind: str | None = None,
    mapping: ColumnMapping | None = None,
    scope: Scope,
    file_name: str | None = None,
    demonstration: bool = False,
    progress: Progress | None = None,
) -> ImportReport:
    """Import one file; whatever is wrong with the file is in the report.

    Errors
        NotAllowed when the role does not include this kind or these accounts; StoreBusy; OwnDataPresent for a
        demonstration beside one's own data.
    """
    request = ImportRequest(path, file_name or path.name, kind, mapping or ColumnMapping())
    return run_imports(store, [request], scope=scope, demonstration=demonstration, progress=progress)[0]


def run_imports(
    store: Store,
    requests: list[ImportRequest],
    *,
    scope: Scope,
    demonstration: bool = False,
    progress: Progress | None = None,
) -> list[ImportReport]:
    """Import several files as one change of the store: all that can be loaded becomes visible together."""
    progress = progress or no_progress
    if demonstration and log.count_own_imports(store):
        raise OwnDataPresent(log.count_own_imports(store))
    with ExitStack() as stack:
        memory = stack.enter_context(closing(Memory(store)))
        ready = [_prepared(memory, r, scope, stack, progress) for r in requests]
        if all(isinstance(r, ImportReport) for r in ready):
            return [r for r in ready if isinstance(r, ImportReport)]
        progress(reports.LOADING)
        return _published(store, ready, [r.sent_by for r in requests], scope, demonstration)


def no_progress(step: Text) -> None:
    """Progress that is not shown."""
    del step


def _prepared(
    memory: Memory, request: ImportRequest, scope: Scope, stack: ExitStack, progress: Progress
) -> "PreparedImport | pay_plans.Plans | ImportReport":
    """Read and check one file outside any lock."""
    scratch = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="kam-")))
    try:
        progress(reports.READING_FILE)
        opened = reading.open_file(request.path, scratch, request.file, request.mapping.answer("member"))
        if opened.is_pay_plan or request.kind == "pay_plans":
            rights.check_kind(scope, "pay_plans")
            return pay_plans.read(opened)
        ready = prepare(opened, request, memory, progress)
    except Undecided as undecided:
        return question_report(request.file, request.kind, (undecided.question,))
    except FileRefused as error:
        return ImportReport(request.file, "refused", request.kind, message=error.message())
    if isinstance(ready, PreparedImport):
        stack.callback(ready.stage.close)
        rights.check(memory.store, scope, ready)
        if question := remembered_export.which_break(ready, memory):
            return question_report(request.file, ready.kind.id, (question,))
        ready = names_and_shares.with_unlike_names(ready, memory)
        return _with_base(memory.store, remembered_export.with_total_note(ready, memory))
    return ready


def _with_base(store: Store, ready: PreparedImport) -> PreparedImport:
    """A FEC without the year before it asks for that year's file."""
    first, _ = prepared_import.span(ready.stage, ready.kind)
    if ready.kind.id != "fec" or first is None:
        return ready
    return fec.with_base(ready, not store.state().demonstration and double.starts_before(store, first))


def prepare(
    opened: OpenedFile, request: ImportRequest, memory: Memory | None, progress: Progress
) -> PreparedImport | ImportReport:
    """Everything up to the write; a report when the file is empty or a question is open. Raises FileRefused."""
    mapping = replace(request.mapping, kind=request.kind or request.mapping.kind or request.mapping.answer("kind"))
    table = reading.find_table(opened, mapping)
    mapping, before = remembered_export.recall(table.header, mapping, memory)
    table = reading.with_answers(table, opened.file, mapping)
    if report := _no_table(table, opened.file, mapping):
        return report
    if is_fec(table.header) or mapping.kind == "fec":
        progress(reports.READING_VALUES)
        return fec.prepare(opened, table, mapping)
    sheet = map_table(opened, table, mapping)
    if sheet is None:
        return question_report(opened.file, None, table.open(mapping) or (which_kind(table),))
    if open_ := (*table.open(mapping), *title_questions(sheet, before)):
        lacking = reports.columns_not_found(list(sheet.layout.unfound.values()))
        return question_report(opened.file, sheet.layout.kind.id, open_, lacking)
    progress(reports.READING_VALUES)
    return prepare_rows(sheet, progress)


def map_table(opened: OpenedFile, table: StagedTable, mapping: ColumnMapping) -> MappedTable | None:
    """The sheet with its kind and the meaning of its columns; None without a kind. Raises MappingRefused."""
    header, dated = wide_tables.dated_periods(table.wide, table.header, mapping)
    kind = _kind(table, dated)
    if kind is None:
        return None
    layout = completion.complete(lay_out(kind, header, dated, opened.file), mapping.answer("measure"))
    sheet = won_deals.only_won(MappedTable(opened=opened, table=table, layout=layout, mapping=mapping))
    return units.applied(row_measures.only_revenue(debit_credit.apply(sheet)))


def which_kind(table: StagedTable) -> ImportQuestion:
    """The question for the kind, the likeliest first."""
    return questions.which_kind(suggestions.columns(table.stage, table.header).kinds())


def title_questions(sheet: MappedTable, before: Mapping[str, str] | None = None) -> tuple[ImportQuestion, ...]:
    """The questions that the titles leave open: required columns that nothing fills, VAT, deals won.

    before: field → title of an earlier export with nearly these titles; a title that is gone is asked about by name.
    """
    further = (
        debit_credit.question(sheet),
        vat.decide(sheet).question,
        won_deals.question(sheet),
        *sheet.questions,
    )
    renamed = remembered_export.renamed_columns(sheet, before or {})
    answered = {r.id for r in renamed} | ({"column:amount"} if further[0] else set())
    missing = [q for q in _missing_columns(sheet) if q.id not in answered]
    return (*renamed, *missing, *(q for q in further if q))


def which_header_row(table: StagedTable, mapping: ColumnMapping) -> tuple[ImportQuestion, ...]:
    """The questions about a sheet whose titles were not found."""
    open_ = table.open(mapping)
    if any(q.id == "sheet" for q in open_):
        return open_
    rows = [n for n, cells in table.stage.head(30) if sum(c is not None for c in cells) > 1]
    return (*open_, questions.which_header_row(rows or [1]))


def _no_table(table: StagedTable, file: str, mapping: ColumnMapping) -> ImportReport | None:
    """A report when the sheet holds no table that could be imported."""
    verdict = table.header.verdict
    if verdict == "empty" and not table.open(mapping):
        return ImportReport(file, "empty", message=reports.nothing(table.hidden))
    if verdict == "table":
        return None
    return question_report(file, None, which_header_row(table, mapping), reports.no_table(verdict))


def _kind(table: StagedTable, mapping: ColumnMapping) -> Kind | None:
    name = mapping.kind or (kind_of_columns(mapping.columns) if mapping.columns else None)
    name = name or recognise(table.header) or completion.likely_kind(table.header)
    return KINDS.get(name) if name else None


def _missing_columns(sheet: MappedTable) -> tuple[ImportQuestion, ...]:
    layout = sheet.layout
    open_fields = [*layout.unfound, *(n for n in layout.missing if n not in layout.unfound)]
    if not open_fields:
        return ()
    candidates, taken = suggestions.columns(sheet.stage, sheet.header), frozenset(layout.columns().values())
    open_ = []
    for field_ in (layout.kind.field(n) for n in open_fields):
        if (layout.kind.id, field_.name) == ("targets", "measure"):
            open_.append(questions.which_measure(completion.MEASURES))
            continue
        computed = completion.computed_amounts(layout, sheet.header) if field_.name == "amount" else ()
        open_.append(questions.which_column(field_, (*computed, *candidates.choices(field_, layout.kind, taken))))
    return tuple(open_)


def _published(
    store: Store,
    ready: "list[PreparedImport | pay_plans.Plans | ImportReport]",
    senders: Sequence[str | None],
    scope: Scope,
    demonstration: bool,
) -> list[ImportReport]:
    """Write everything that is ready in one change; nothing is published when nothing was loaded.

    The store is read under the lock of the ledger: another import may have ended while the files were read.
    """
    with store.writing("ledger"):
        if demonstration and (own := log.count_own_imports(store)):
            raise OwnDataPresent(own)
        replaces = demonstration or store.state().demonstration
        try:
            reports_, _ = store.change(
                PARTS,
                lambda dbs: _applied(dbs, ready, senders, scope, replaces, demonstration),
                demonstration=demonstration,
            )
        except _NothingLoaded as nothing:
            return nothing.reports
    if not demonstration:
        _note(store, reports_, scope)
    return reports_


def _note(store: Store, done: list[ImportReport], scope: Scope) -> None:
    """A line in the trail for each import that was published."""
    for report in done:
        if report.outcome == "loaded" and report.import_id is not None:
            kind = report.kind or ""
            trail.record(store.folder, trail.Event.IMPORTED, scope.viewer, import_id=report.import_id, kind=kind)


def _applied(
    dbs: Mapping[str, Connection],
    ready: "list[PreparedImport | pay_plans.Plans | ImportReport]",
    senders: Sequence[str | None],
    scope: Scope,
    replaces: bool,
    demonstration: bool,
) -> list[ImportReport]:
    """Write the items in order inside the open transactions; the demonstration goes first where it must."""
    first = log.next_import_id(dbs["ledger"])
    if replaces:
        log.delete_all_rows(dbs)
    done: list[ImportReport] = []
    for item, sender in zip(ready, senders, strict=True):
        report = item if isinstance(item, ImportReport) else _written(dbs, item, first, scope.viewer)
        if sender is not None and report.outcome == "loaded" and report.import_id is not None:
            log.update_counts(dbs["ledger"], report.import_id, {"sent_by": sender})
        done.append(report)
        first = max(first, (report.import_id or 0) + 1)
    if not any(r.outcome == "loaded" for r in done):
        raise _NothingLoaded(done)
    return [
        replace(r, message=reports.demonstration_removed(r.message)) if replaces and not demonstration else r
        for r in done
    ]


def _written(
    dbs: Mapping[str, Connection], item: "PreparedImport | pay_plans.Plans", import_id: int, who: str
) -> ImportReport:
    sheet = item.log.get("sheet") if isinstance(item, PreparedImport) else None
    earlier = log.find_same_file(dbs["ledger"], item.sha256, item.kind.id, sheet)
    if earlier is not None:
        return ImportReport(
            file=item.file,
            outcome="already loaded",
            kind=item.kind.id,
            import_id=earlier,
            message=reports.already_loaded(earlier),
        )
    if not isinstance(item, PreparedImport):
        try:
            return pay_plans.write(dbs, item, import_id, who)
        except FileRefused as error:
            return ImportReport(item.file, "refused", item.kind.id, message=error.message())
    try:
        return write.write(dbs, item, import_id, who)
    except write.StillOpen as still_open:
        write.undo(dbs, item, import_id)
        return question_report(item.file, item.kind.id, (still_open.question,))


class _NothingLoaded(Exception):
    """Cancels a change that would publish a state equal to the current one."""

    def __init__(self, reports: list[ImportReport]) -> None:
        super().__init__()
        self.reports = reports


__all__ = ["ImportRequest", "NotAllowed", "prepare", "run_import", "run_imports"]
