"""The import: read → find header → map → read values → check → load, each step logged."""

import tempfile
from collections.abc import Callable
from collections.abc import Mapping as Dict
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from pathlib import Path

from kam_analytics.core.errors import NotAllowed, OwnDataPresent
from kam_analytics.core.imports import ImportReport, Question, StepLog
from kam_analytics.core.kinds import KINDS, Kind
from kam_analytics.core.scope import Scope
from kam_analytics.core.text import Text
from kam_analytics.ingest import decisions, pay_plans, questions, reading, reports, rights
from kam_analytics.ingest.dictionary import is_sensitive
from kam_analytics.ingest.expressions import Arithmetic, Number
from kam_analytics.ingest.folding import fold
from kam_analytics.ingest.layout import Layout, is_fec, kind_of_columns, lay_out, recognise, title_of
from kam_analytics.ingest.load import checks, log, prepared, suspects, typed, write
from kam_analytics.ingest.load.prepared import Prepared
from kam_analytics.ingest.load.stage import Stage
from kam_analytics.ingest.load.values import Values
from kam_analytics.ingest.mapping import Mapping, fingerprint
from kam_analytics.ingest.reading import Opened, Table
from kam_analytics.ingest.refusals import FileRefused, NotYet
from kam_analytics.warehouse.store import PARTS, Connection, Store

Progress = Callable[[Text], None]
Remembered = Callable[[str], Mapping | None]

VAT_FACTORS = {"20": "0.833333333333", "10": "0.909090909091", "5.5": "0.947867298578", "0": "1"}
_STEPS = {
    "read": Text(fr="Lecture du fichier", en="Reading the file"),
    "values": Text(fr="Lecture des valeurs", en="Reading the values"),
    "check": Text(fr="Contrôle des lignes", en="Checking the rows"),
    "load": Text(fr="Chargement", en="Loading"),
}


@dataclass(frozen=True, slots=True)
class Request:
    """One file to import, as asked for."""

    path: Path
    file: str
    kind: str | None = None
    mapping: Mapping = field(default_factory=Mapping)


def run_import(
    store: Store,
    path: Path,
    *,
    kind: str | None = None,
    mapping: Mapping | None = None,
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
    request = Request(path, file_name or path.name, kind, mapping or Mapping())
    return run_imports(store, [request], scope=scope, demonstration=demonstration, progress=progress)[0]


def run_imports(
    store: Store,
    requests: list[Request],
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
    store: Store, request: Request, scope: Scope, stack: ExitStack, say: Progress
) -> "Prepared | pay_plans.Plans | ImportReport":
    """Read and check one file outside any lock."""
    scratch = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="kam-")))
    try:
        say(_STEPS["read"])
        opened = reading.open_file(request.path, scratch, request.file)
        if opened.is_pay_plan or request.kind == "pay_plans":
            rights.check_kind(scope, "pay_plans")
            return pay_plans.read(opened)
        ready = prepare(opened, request, lambda f: log.remembered(store, f), say)
    except FileRefused as error:
        return ImportReport(request.file, "refused", request.kind, message=error.message())
    if isinstance(ready, Prepared):
        stack.callback(ready.stage.close)
        rights.check(store, scope, ready)
    return ready


def prepare(opened: Opened, request: Request, remembered: Remembered, say: Progress) -> Prepared | ImportReport:
    """Everything up to the write; a report when the file is empty or a question is open. Raises FileRefused."""
    mapping = replace(request.mapping, kind=request.kind or request.mapping.kind or request.mapping.answer("kind"))
    table = reading.find_table(opened, mapping)
    mapping = _recalled(table, mapping, remembered)
    if report := _no_table(table, opened.file):
        return report
    if is_fec(table.header) or mapping.kind == "fec":
        raise NotYet(opened.file, "fichier des écritures comptables (FEC)", "French accounting file (FEC)")
    layout = laid_out(opened, table, mapping)
    if layout is None:
        return _ask(opened.file, None, (*table.asked, questions.which_kind()))
    asked = (*table.asked, *open_questions(layout, table, mapping))
    if asked:
        return _ask(opened.file, layout.kind.id, asked, _not_found(layout))
    say(_STEPS["values"])
    return _valued(opened, table, _without_vat(layout, mapping), mapping, say)


def laid_out(opened: Opened, table: Table, mapping: Mapping) -> Layout | None:
    """The kind over the titles; None when the kind is unknown. Raises MappingRefused."""
    kind = _kind(table, mapping)
    return _completed(lay_out(kind, table.header, mapping, opened.file)) if kind else None


def open_questions(layout: Layout, table: Table, mapping: Mapping) -> tuple[Question, ...]:
    """What the titles leave open: required columns nothing fills, amounts with VAT."""
    return (*_missing_columns(layout, table), *_vat(layout, mapping))


def value_questions(table: Table, layout: Layout, mapping: Mapping) -> tuple[Question, ...]:
    """What the values leave open: decimal marks and date orders."""
    after = table.header.row
    stage, layout = typed.spread_out(table.stage, layout, after)
    stage.tidied(decisions.text_columns(layout))
    return decisions.decide(stage, layout, mapping, after, table.stored_as_number).open


def _recalled(table: Table, mapping: Mapping, remembered: Remembered) -> Mapping:
    known = remembered(fingerprint(table.header.labels)) if table.header.labels else None
    return mapping.over(known) if known is not None else mapping


def _no_table(table: Table, file: str) -> ImportReport | None:
    """A report when the sheet holds no table that could be imported."""
    verdict = table.header.verdict
    if verdict == "empty":
        return ImportReport(file, "empty", message=reports.nothing(table.hidden))
    if verdict == "table":
        return None
    rows = [n for n, cells in table.stage.head(30) if sum(c is not None for c in cells) > 1]
    asked = (*table.asked, questions.which_header_row(rows or [1]))
    return _ask(file, None, asked, reports.no_table(verdict))


def _kind(table: Table, mapping: Mapping) -> Kind | None:
    name = mapping.kind or (kind_of_columns(mapping.columns) if mapping.columns else None) or recognise(table.header)
    return KINDS.get(name) if name else None


def _completed(layout: Layout) -> Layout:
    """Salesforce and others say won and lost in the stage: the status comes from there when it has no column."""
    nodes = dict(layout.nodes)
    if layout.kind.id == "opportunities" and "status" not in nodes and "stage" in nodes:
        nodes["status"] = nodes["stage"]
    return replace(layout, nodes=nodes)


def _missing_columns(layout: Layout, table: Table) -> tuple[Question, ...]:
    open_fields = [*layout.unfound, *(n for n in layout.missing if n not in layout.unfound)]
    labels = [t for t in table.header.labels if not is_sensitive(t)]
    return tuple(questions.which_column(layout.kind.field(n), labels) for n in open_fields)


def _not_found(layout: Layout) -> Text:
    if not layout.unfound:
        return Text(fr="", en="")
    named = ", ".join(layout.unfound.values())
    return Text(fr=f"Introuvable dans le fichier\u00a0: {named}.", en=f"Not found in the file: {named}.")


def _vat(layout: Layout, mapping: Mapping) -> tuple[Question, ...]:
    node = layout.nodes.get(layout.kind.money or "")
    if layout.kind.id != "revenue" or node is None or mapping.answer("vat") in VAT_FACTORS:
        return ()
    words = fold(title_of(node)).replace("(", " ").replace(")", " ").split()
    with_vat = "ttc" in words or ("incl" in words and ("vat" in words or "tax" in words))
    return (questions.which_vat(title_of(node)),) if with_vat else ()


def _without_vat(layout: Layout, mapping: Mapping) -> Layout:
    factor = VAT_FACTORS.get(mapping.answer("vat") or "0", "1")
    if factor == "1" or layout.kind.id != "revenue" or "amount" not in layout.nodes:
        return layout
    return replace(layout, nodes={**layout.nodes, "amount": Arithmetic("*", layout.nodes["amount"], Number(factor))})


def _ask(file: str, kind: str | None, asked: tuple[Question, ...], before: Text | None = None) -> ImportReport:
    message = reports.joined([*([before] if before else []), reports.to_answer(len(asked))])
    return ImportReport(file, "ask", kind, questions=asked, message=message)


def _valued(opened: Opened, table: Table, layout: Layout, mapping: Mapping, say: Progress) -> Prepared | ImportReport:
    """Type every value, set aside what is no line or cannot be loaded."""
    after = table.header.row
    stage, layout = typed.spread_out(table.stage, layout, after)
    stage.tidied(decisions.text_columns(layout))
    titles = dict(zip(table.header.positions, table.header.labels, strict=True))
    for thorough in (False, True):
        decided = decisions.decide(stage, layout, mapping, after, table.stored_as_number, thorough)
        if decided.open:
            return _ask(opened.file, layout.kind.id, decided.open)
        kept = typed.build(stage, layout, decided, after, titles)
        if not checks.read_too_soon(stage, layout, decided.provisional):
            break
    written = {"raw": kept, **decisions.habits(layout, decided)}
    say(_STEPS["check"])
    suspects.set_aside(stage, layout)
    values = Values(stage, layout, decided, after)
    beyond = reading.overflow(stage, table.header) if mapping.answer("ragged") == "quarantine" else ()
    rejected = checks.set_aside_rejected(stage, layout, values, beyond)
    notes = [*table.notes(), *decided.notes]
    sign = _signs(stage, layout, mapping, notes)
    if sign is not None:
        return _ask(opened.file, layout.kind.id, (sign,))
    notes += [reports.unread(u.title, u.cells) for u in checks.unread_cells(stage, layout, values)]
    notes += reports.dropped(len(table.header.unlabelled), table.header.repeated, layout.unused)
    return _ready(opened, replace(table, stage=stage), layout, mapping, written, rejected, notes)


def _signs(stage: Stage, layout: Layout, mapping: Mapping, notes: list[Text]) -> Question | None:
    """Credit notes count as negative; a file that writes both signs is asked about."""
    if layout.kind.id != "revenue" or "document_class" not in layout.nodes:
        return None
    prepared.class_unknown_documents(stage)
    positive, negative = prepared.credit_signs(stage)
    answer = mapping.answer("credit_sign")
    if positive and negative and answer not in ("negative", "as_written"):
        return questions.which_sign(positive, negative)
    if positive and answer != "as_written":
        prepared.negate_credits(stage, layout.kind)
        notes.append(reports.negated(positive))
    return None


def _ready(
    opened: Opened,
    table: Table,
    layout: Layout,
    mapping: Mapping,
    written: Dict[str, object],
    rejected: int,
    notes: list[Text],
) -> Prepared | ImportReport:
    """What waits to be written; an `empty` report when nothing is left of the file."""
    counts = prepared.reasons(table.stage)
    skipped = {r: n for r, n in counts.items() if r not in ("", "quarantine")}
    rows = sum(counts.values())
    if not counts.get("") and not rejected:
        left_out = [reports.skipped(skipped)] if skipped else []
        message = reports.joined([reports.nothing(table.hidden), *left_out])
        return ImportReport(opened.file, "empty", layout.kind.id, rows_read=rows, rows_skipped=skipped, message=message)
    kept = rows - sum(skipped.values())
    steps = (StepLog("read", rows, rows), StepLog("values", rows, kept), StepLog("check", kept, kept - rejected))
    given = {"kind": layout.kind.id, "columns": layout.columns(), "sheet": table.sheet, **written}
    return Prepared(
        opened.file, opened.sha256, layout.kind, layout, table.stage, mapping, {**mapping.as_json(), **given},
        fingerprint(table.header.labels), rows, skipped, rejected, checks.first_rejections(table.stage),
        tuple(notes), steps, mapping.answer("overlap"), tuple(checks.raw_titles(layout)),
    )  # fmt: skip


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
    dbs: Dict[str, Connection],
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


def _written(dbs: Dict[str, Connection], item: "Prepared | pay_plans.Plans", import_id: int, who: str) -> ImportReport:
    sheet = item.log.get("sheet") if isinstance(item, Prepared) else None
    known = log.loaded_already(dbs["ledger"], item.sha256, item.kind.id, sheet)
    if known is not None:
        return ImportReport(item.file, "already loaded", item.kind.id, known, message=reports.already_loaded(known))
    if not isinstance(item, Prepared):
        return pay_plans.write(dbs, item, import_id, who)
    try:
        return write.write(dbs, item, import_id, who)
    except write.StillOpen as still:
        write.undo(dbs, item, import_id)
        return _ask(item.file, item.kind.id, (still.question,))


def _needs_pay(item: "Prepared | pay_plans.Plans | ImportReport") -> bool:
    if isinstance(item, ImportReport):
        return False
    return not isinstance(item, Prepared) or item.kind.part == "pay" or any(f.part == "pay" for f in item.kind.fields)


class _NothingLoaded(Exception):
    """Cancels a change that would publish a state equal to the current one."""

    def __init__(self, reports: list[ImportReport]) -> None:
        super().__init__()
        self.reports = reports


__all__ = ["NotAllowed", "Request", "prepare", "run_import", "run_imports"]
