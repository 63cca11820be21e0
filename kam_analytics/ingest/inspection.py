"""What a file is, before anything is imported: its table, its kind, its columns, what must be asked."""

import tempfile
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Literal

from kam_analytics.core.imports import ImportQuestion
from kam_analytics.core.text import Lang, Text
from kam_analytics.ingest import pipeline
from kam_analytics.ingest.dialogue.mapping import ColumnMapping
from kam_analytics.ingest.dialogue.refusals import FileRefused, Undecided
from kam_analytics.ingest.fec.columns import is_fec
from kam_analytics.ingest.pay_plans import KIND as PLANS
from kam_analytics.ingest.stage import data_rows, reading
from kam_analytics.ingest.stage.reading import OpenedFile, StagedTable
from kam_analytics.language.imports import questions, reports

Seen = Literal["table", "ask", "empty", "refused"]


@dataclass(frozen=True, slots=True)
class Inspection:
    """What `inspect` answers."""

    outcome: Seen
    sheet: str | None = None
    header_row: int | None = None  # as Excel shows it
    columns: tuple[str, ...] = ()
    data_rows: int = 0
    kind: str | None = None
    mapping: dict[str, Any] = field(default_factory=dict)
    questions: tuple[ImportQuestion, ...] = ()
    message: Text = reports.NOTHING_TO_SAY

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
            "questions": [{"id": q.id, "text": q.text.in_(lang), "choices": list(q.choices)} for q in self.questions],
            "message": self.message.in_(lang),
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
            return _seen(opened, table, mapping or ColumnMapping(), path)
        except Undecided as open_:
            return Inspection("ask", questions=(open_.question,))
        except FileRefused as error:
            return Inspection("refused", message=error.message())


def _seen(opened: OpenedFile, table: StagedTable, mapping: ColumnMapping, path: Path) -> Inspection:
    header = table.header
    if header.verdict == "empty":
        return Inspection("empty", table.sheet, message=reports.nothing(table.hidden))
    if header.verdict != "table":
        rows = [n for n, cells in table.stage.head(30) if sum(c is not None for c in cells) > 1]
        asked = (*table.open(mapping), questions.which_header_row(rows or [1]))
        return Inspection("ask", table.sheet, questions=asked, message=reports.no_table(header.verdict))
    rows_of_data = data_rows.data_rows(table.stage, header)
    base = Inspection("table", table.sheet, header.row, header.labels, rows_of_data, message=_notes(table))
    if rows_of_data == 0:
        return replace(base, outcome="empty", message=reports.nothing(table.hidden))
    if is_fec(header):
        return replace(base, kind="fec", mapping={"kind": "fec"})
    return _with_kind(base, opened, table, mapping, path)


def _with_kind(
    base: Inspection, opened: OpenedFile, table: StagedTable, mapping: ColumnMapping, path: Path
) -> Inspection:
    """The kind and its columns; the values are asked about only when the kind is known."""
    laid = pipeline.laid_out(opened, table, mapping)
    if laid is None:
        asked = table.open(mapping)
        return replace(base, outcome="ask", questions=asked) if asked else base
    asked = (*table.open(mapping), *pipeline.open_questions(laid, table, mapping))
    asked = asked or pipeline.value_questions(table, laid, mapping)
    facts: dict[str, Any] = {"kind": laid.kind.id, "columns": laid.columns()}
    seen = replace(base, kind=laid.kind.id, mapping=facts)
    del path
    return replace(seen, outcome="ask", questions=asked) if asked else seen


def _notes(table: StagedTable) -> Text:
    header = table.header
    return reports.joined([*table.notes(), *reports.dropped(len(header.unlabelled), header.repeated, ())])
