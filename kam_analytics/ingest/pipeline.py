"""The import: read → find header → map → read values → check → load, each step logged."""

import tempfile
from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from pathlib import Path

from kam_analytics.core.errors import NotAllowed, OwnDataPresent
from kam_analytics.core.imports import ImportQuestion, ImportReport
from kam_analytics.core.kinds import KINDS, Kind
from kam_analytics.core.scope import Scope
from kam_analytics.core.text import Text
from kam_analytics.ingest import pay_plans
from kam_analytics.ingest.dialogue.mapping import ColumnMapping
from kam_analytics.ingest.dialogue.refusals import FileRefused, Undecided
from kam_analytics.ingest.fec import prepare as fec
from kam_analytics.ingest.fec.columns import is_fec
from kam_analytics.ingest.layout.layout import Layout, kind_of_columns, lay_out, recognise
from kam_analytics.ingest.stage import reading, wide_tables
from kam_analytics.ingest.stage import suggestions as suggesting
from kam_analytics.ingest.stage.reading import OpenedFile, StagedTable
from kam_analytics.ingest.values import arrange, column_formats, vat, won_deals
from kam_analytics.ingest.write import double_counting as double
from kam_analytics.ingest.write import log, prepared_import, remembered_export, rights, write
from kam_analytics.ingest.write.memory import Memory
from kam_analytics.ingest.write.prepare import Progress, ask, valued
from kam_analytics.ingest.write.prepared_import import Prepared
from kam_analytics.language.imports import questions, reports
from kam_analytics.warehouse.store import PARTS, Connection, Store

_STEPS = {
    "read": Text(fr="Lecture du fichier", en="Reading the file"),
    "values": Text(fr="Lecture des valeurs", en="Reading the values"),
    "load": Text(fr="Chargement", en="Loading"),
}


@dataclass(frozen=True, slots=True)
class ImportRequest:
    """One file to import, as asked for."""

    path: Path
    file: str
    kind: str | None = None
    mapping: ColumnMapping = field(default_factory=ColumnMapping)


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
    say = progress or (_silent)
    if demonstration and log.own_imports(store):
        raise OwnDataPresent(log.own_imports(store))
    with ExitStack() as stack:
        ready = [_prepared(store, r, scope, stack, say) for r in requests]
        if all(isinstance(r, ImportReport) for r in ready):
            return [r for r in ready if isinstance(r, ImportReport)]
        say(_STEPS["load"])
        return _published(store, ready, scope, demonstration)


def _silent(text: Text) -> None:
    """Progress nobody looks at."""
    del text


def _prepared(
    store: Store, request: ImportRequest, scope: Scope, stack: ExitStack, say: Progress
) -> "Prepared | pay_plans.Plans | ImportReport":
    """Read and check one file outside any lock."""
    scratch = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="kam-")))
    try:
        say(_STEPS["read"])
        opened = reading.open_file(request.path, scratch, request.file, request.mapping.answer("member"))
        if opened.is_pay_plan or request.kind == "pay_plans":
            rights.check_kind(scope, "pay_plans")
            return pay_plans.read(opened)
        ready = prepare(opened, request, Memory(store), say)
    except Undecided as open_:
        return ask(request.file, request.kind, (open_.question,))
    except FileRefused as error:
        return ImportReport(request.file, "refused", request.kind, message=error.message())
    if isinstance(ready, Prepared):
        stack.callback(ready.stage.close)
        rights.check(store, scope, ready)
        return _with_base(store, remembered_export.noted(ready, Memory(store)))
    return ready


def _with_base(store: Store, ready: Prepared) -> Prepared:
    """A FEC without the year before it asks for that year's file."""
    first, _ = prepared_import.span(ready.stage, ready.kind)
    if ready.kind.id != "fec" or first is None:
        return ready
    return fec.with_base(ready, not store.state().demonstration and double.starts_before(store, first))


def prepare(
    opened: OpenedFile, request: ImportRequest, memory: Memory | None, say: Progress
) -> Prepared | ImportReport:
    """Everything up to the write; a report when the file is empty or a question is open. Raises FileRefused."""
    mapping = replace(request.mapping, kind=request.kind or request.mapping.kind or request.mapping.answer("kind"))
    table = reading.find_table(opened, mapping)
    mapping, before = remembered_export.recalled(table.header, mapping, memory)
    if report := _no_table(table, opened.file, mapping):
        return report
    if is_fec(table.header) or mapping.kind == "fec":
        say(_STEPS["values"])
        return fec.prepare(opened, table, mapping)
    layout = laid_out(opened, table, mapping)
    if layout is None:
        return ask(opened.file, None, table.open(mapping) or (which_kind(table),))
    asked = (*table.open(mapping), *open_questions(layout, table, mapping, before))
    if asked:
        return ask(opened.file, layout.kind.id, asked, _not_found(layout))
    say(_STEPS["values"])
    return valued(opened, table, vat.judge(layout, table, mapping), mapping, say)


def laid_out(opened: OpenedFile, table: StagedTable, mapping: ColumnMapping) -> Layout | None:
    """The kind over the titles; None when the kind is unknown. Raises MappingRefused."""
    header, mapping = wide_tables.settled(table.header, mapping)
    kind = _kind(table, mapping)
    return won_deals.only_won(_completed(lay_out(kind, header, mapping, opened.file)), table, mapping) if kind else None


def which_kind(table: StagedTable) -> ImportQuestion:
    """The question for the kind, the likeliest first."""
    return questions.which_kind(suggesting.columns(table.stage, table.header).kinds())


def open_questions(
    layout: Layout, table: StagedTable, mapping: ColumnMapping, before: Mapping[str, str] | None = None
) -> tuple[ImportQuestion, ...]:
    """What the titles leave open: required columns nothing fills, amounts with VAT.

    before: field → title of the known export that this one nearly is; titles that are gone are asked about by name.
    """
    question = vat.judge(layout, table, mapping).question
    asked = (question, won_deals.ask(layout, table, mapping))
    renamed = remembered_export.changed(layout, table, mapping, before or {})
    missing = [q for q in _missing_columns(layout, table) if q.id not in {r.id for r in renamed}]
    return (*renamed, *missing, *(q for q in asked if q))


def value_questions(table: StagedTable, layout: Layout, mapping: ColumnMapping) -> tuple[ImportQuestion, ...]:
    """What the values leave open: decimal marks and date orders."""
    laid = arrange.made_ready(table, layout, mapping)
    return (*laid.asked, *column_formats.decide(laid.stage, laid.layout, mapping, table.header.row, table.stored).open)


def _no_table(table: StagedTable, file: str, mapping: ColumnMapping) -> ImportReport | None:
    """A report when the sheet holds no table that could be imported."""
    verdict = table.header.verdict
    if verdict == "empty":
        return ImportReport(file, "empty", message=reports.nothing(table.hidden))
    if verdict == "table":
        return None
    rows = [n for n, cells in table.stage.head(30) if sum(c is not None for c in cells) > 1]
    asked = (*table.open(mapping), questions.which_header_row(rows or [1]))
    return ask(file, None, asked, reports.no_table(verdict))


def _kind(table: StagedTable, mapping: ColumnMapping) -> Kind | None:
    name = mapping.kind or (kind_of_columns(mapping.columns) if mapping.columns else None) or recognise(table.header)
    return KINDS.get(name) if name else None


def _completed(layout: Layout) -> Layout:
    """Salesforce and others say won and lost in the stage: the status comes from there when it has no column."""
    nodes = dict(layout.nodes)
    if layout.kind.id == "opportunities" and "status" not in nodes and "stage" in nodes:
        nodes["status"] = nodes["stage"]
    return replace(layout, nodes=nodes)


def _missing_columns(layout: Layout, table: StagedTable) -> tuple[ImportQuestion, ...]:
    open_fields = [*layout.unfound, *(n for n in layout.missing if n not in layout.unfound)]
    if not open_fields:
        return ()
    seen, taken = suggesting.columns(table.stage, table.header), frozenset(layout.columns().values())
    fields = [layout.kind.field(n) for n in open_fields]
    return tuple(questions.which_column(f, seen.choices(f, layout.kind, taken)) for f in fields)


def _not_found(layout: Layout) -> Text:
    if not layout.unfound:
        return Text(fr="", en="")
    named = ", ".join(layout.unfound.values())
    return Text(fr=f"Introuvable dans le fichier\u00a0: {named}.", en=f"Not found in the file: {named}.")


def _published(
    store: Store, ready: "list[Prepared | pay_plans.Plans | ImportReport]", scope: Scope, demonstration: bool
) -> list[ImportReport]:
    """Write everything that is ready in one change; nothing is published when nothing was loaded.

    What the store holds is asked under the writers' lock: another import may have ended while the files were read.
    """
    with store.writing():
        if demonstration and (own := log.own_imports(store)):
            raise OwnDataPresent(own)
        replaces = demonstration or store.state().demonstration
        parts = PARTS if replaces or any(_needs_pay(r) for r in ready) else ("ledger", "workspace")
        try:
            reports_, _ = store.change(
                parts, lambda dbs: _applied(dbs, ready, scope, replaces, demonstration), demonstration=demonstration
            )
        except _NothingLoaded as nothing:
            return nothing.reports
        return reports_


def _applied(
    dbs: Mapping[str, Connection],
    ready: "list[Prepared | pay_plans.Plans | ImportReport]",
    scope: Scope,
    replaces: bool,
    demonstration: bool,
) -> list[ImportReport]:
    """Write the items in order inside the open transactions; the demonstration goes first where it must."""
    first = log.next_import_id(dbs["ledger"])
    if replaces:
        log.empty(dbs)
    done: list[ImportReport] = []
    for item in ready:
        done.append(item if isinstance(item, ImportReport) else _written(dbs, item, first, scope.viewer))
        first = max(first, (done[-1].import_id or 0) + 1)
    if not any(r.outcome == "loaded" for r in done):
        raise _NothingLoaded(done)
    return [replace(r, message=write.note_emptied(r)) if replaces and not demonstration else r for r in done]


def _written(
    dbs: Mapping[str, Connection], item: "Prepared | pay_plans.Plans", import_id: int, who: str
) -> ImportReport:
    sheet = item.log.get("sheet") if isinstance(item, Prepared) else None
    known = log.loaded_already(dbs["ledger"], item.sha256, item.kind.id, sheet)
    if known is not None:
        return ImportReport(item.file, "already loaded", item.kind.id, known, message=reports.already_loaded(known))
    if not isinstance(item, Prepared):
        try:
            return pay_plans.write(dbs, item, import_id, who)
        except FileRefused as error:
            return ImportReport(item.file, "refused", item.kind.id, message=error.message())
    try:
        return write.write(dbs, item, import_id, who)
    except write.StillOpen as still:
        write.undo(dbs, item, import_id)
        return ask(item.file, item.kind.id, (still.question,))


def _needs_pay(item: "Prepared | pay_plans.Plans | ImportReport") -> bool:
    if isinstance(item, ImportReport):
        return False
    return not isinstance(item, Prepared) or item.kind.part == "pay" or any(f.part == "pay" for f in item.kind.fields)


class _NothingLoaded(Exception):
    """Cancels a change that would publish a state equal to the current one."""

    def __init__(self, reports: list[ImportReport]) -> None:
        super().__init__()
        self.reports = reports


__all__ = ["ImportRequest", "NotAllowed", "prepare", "run_import", "run_imports"]
