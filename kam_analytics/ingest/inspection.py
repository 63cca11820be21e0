"""Looks at a file before anything is imported: its table, its kind, its columns, its open questions."""

import tempfile
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Literal

from kam_analytics.core.import_profile import NO_PROFILE, ImportProfile
from kam_analytics.core.imports import ImportQuestion, ImportReport
from kam_analytics.core.text import Lang, Text
from kam_analytics.ingest import pipeline
from kam_analytics.ingest.dialogue.mapping import ColumnMapping
from kam_analytics.ingest.dialogue.refusals import FileRefused, Undecided
from kam_analytics.ingest.fec import prepare as fec
from kam_analytics.ingest.fec.columns import is_fec
from kam_analytics.ingest.fec.refusals import NotByClient
from kam_analytics.ingest.pay_plans import KIND as PLANS
from kam_analytics.ingest.stage import data_rows, reading
from kam_analytics.ingest.stage.mapped_table import MappedTable
from kam_analytics.ingest.stage.reading import OpenedFile, StagedTable
from kam_analytics.ingest.write import currencies
from kam_analytics.ingest.write.prepare import prepare_rows
from kam_analytics.language.imports import questions, reports

InspectionOutcome = Literal["table", "ask", "empty", "refused"]


@dataclass(frozen=True, slots=True)
class Inspection:
    """The answer of `inspect`."""

    outcome: InspectionOutcome
    sheet: str | None = None
    header_row: int | None = None  # as Excel shows it
    columns: tuple[str, ...] = ()
    data_rows: int = 0
    kind: str | None = None
    mapping: dict[str, Any] = field(default_factory=dict)
    questions: tuple[ImportQuestion, ...] = ()
    message: Text = reports.NOTHING_TO_SAY
    profile: ImportProfile = NO_PROFILE

    def as_json(self, lang: Lang = "fr") -> dict[str, Any]:
        """The JSON of the contract."""
        return {
            "outcome": self.outcome,
            "sheet": self.sheet,
            "header_row": self.header_row,
            "columns": list(self.columns),
            "data_rows": self.data_rows,
            "kind": self.kind,
            "mapping": self.mapping,
            "questions": [q.as_json(lang) for q in self.questions],
            "message": self.message.in_(lang),
            "profile": self.profile.as_json(),
        }


def inspect(path: Path, mapping: ColumnMapping | None = None) -> Inspection:
    """Look at a file without importing it; whatever is wrong with it is in the answer."""
    with ExitStack() as stack:
        scratch = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="kam-")))
        try:
            opened = reading.open_file(path, scratch, path.name, (mapping or ColumnMapping()).answer("member"))
            if opened.is_pay_plan:
                return Inspection("table", kind=PLANS.id, mapping={"kind": PLANS.id}, message=PLANS.label)
            table = reading.find_table(opened, mapping or ColumnMapping())
            stack.callback(table.stage.close)
            return _of_table(opened, table, mapping or ColumnMapping())
        except Undecided as undecided:
            return Inspection("ask", questions=(undecided.question,))
        except FileRefused as error:
            return Inspection("refused", message=error.message())


def _of_table(opened: OpenedFile, table: StagedTable, mapping: ColumnMapping) -> Inspection:
    header = table.header
    if header.verdict == "empty" and not table.open(mapping):
        return Inspection("empty", table.sheet, message=reports.nothing(table.hidden))
    if header.verdict != "table":
        open_ = pipeline.which_header_row(table, mapping)
        return Inspection("ask", table.sheet, questions=open_, message=reports.no_table(header.verdict))
    rows = data_rows.count(table.stage, header)
    base = Inspection(
        outcome="table",
        sheet=table.sheet,
        header_row=header.row,
        columns=header.labels,
        data_rows=rows,
        message=_notes(table),
    )
    if rows == 0 and not table.open(mapping) and not table.marks.uncalculated:
        return replace(base, outcome="empty", message=reports.nothing(table.hidden))
    if is_fec(header):
        return _of_fec(base, opened, table, mapping)
    return _with_kind(base, opened, table, mapping)


def _of_fec(base: Inspection, opened: OpenedFile, table: StagedTable, mapping: ColumnMapping) -> Inspection:
    """Its revenue by client; the question whether to load the months only where no client has half of it."""
    base = replace(base, kind="fec", mapping={"kind": "fec"})
    try:
        prepared = fec.prepare(opened, table, mapping)
    except NotByClient as error:
        return replace(base, outcome="ask", questions=(questions.as_books(),), message=error.message())
    return replace(base, message=reports.joined(prepared.notes), profile=prepared.profile)


def _with_kind(base: Inspection, opened: OpenedFile, table: StagedTable, mapping: ColumnMapping) -> Inspection:
    """The kind and its columns, and what the import would ask; without a kind its values are no question."""
    sheet = pipeline.map_table(opened, table, mapping)
    if sheet is None:
        open_ = table.open(mapping)
        return replace(base, outcome="ask" if open_ else "table", questions=open_ or (pipeline.which_kind(table),))
    facts: dict[str, Any] = {"kind": sheet.layout.kind.id, "columns": sheet.layout.columns()}
    result = replace(base, kind=sheet.layout.kind.id, mapping=facts)
    if open_ := (*table.open(mapping), *pipeline.title_questions(sheet)):
        return replace(result, outcome="ask", questions=open_)
    return _as_imported(result, sheet)


def _as_imported(base: Inspection, sheet: MappedTable) -> Inspection:
    """Read the file as the import will, up to what only the store knows: its questions, or its profile."""
    prepared = prepare_rows(sheet, pipeline.no_progress)
    if isinstance(prepared, ImportReport):
        return replace(base, outcome="ask", questions=prepared.questions) if prepared.questions else base
    question = currencies.settle(None, prepared)
    if question is not None:
        return replace(base, outcome="ask", questions=(question,), profile=prepared.profile)
    return replace(base, profile=prepared.profile)


def _notes(table: StagedTable) -> Text:
    header = table.header
    return reports.joined([*table.notes(), *reports.dropped(len(header.unlabelled), header.repeated, ())])
