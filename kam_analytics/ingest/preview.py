"""The first rows of a file as they would be read, for the page that asks what the columns mean."""

import tempfile
from collections.abc import Mapping as Dict
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kam_analytics.core.imports import Question
from kam_analytics.core.text import Text
from kam_analytics.ingest import decisions, pipeline, questions, reading, reports
from kam_analytics.ingest.dictionary import is_sensitive
from kam_analytics.ingest.layout import Layout, is_fec, suggestions
from kam_analytics.ingest.load import profile, typed
from kam_analytics.ingest.mapping import Mapping, fingerprint
from kam_analytics.ingest.pipeline import Remembered
from kam_analytics.ingest.reading import Opened, Table
from kam_analytics.ingest.refusals import FileRefused, NotYet

ROWS = 20
LOOKED_AT = 2_000  # rows whose values decide which suggestion fits


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
    questions: tuple[Question, ...] = ()
    message: Text = reports.NOTHING_TO_SAY
    fingerprint: str | None = None


def preview(path: Path, mapping: Mapping | None = None, remembered: Remembered | None = None) -> Preview:
    """Read a file as far as it can be read. `remembered` finds what was said about the same titles before."""
    with ExitStack() as stack:
        scratch = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="kam-")))
        try:
            opened = reading.open_file(path, scratch, path.name)
            if opened.is_pay_plan:
                return Preview("ready", "pay_plans")
            table = reading.find_table(opened, mapping or Mapping())
            stack.callback(table.stage.close)
            return _previewed(opened, table, mapping or Mapping(), remembered)
        except FileRefused as error:
            return Preview("refused", message=error.message())


def _previewed(opened: Opened, table: Table, mapping: Mapping, remembered: Remembered | None) -> Preview:
    header = table.header
    if header.verdict == "empty":
        return Preview("empty", sheet=table.sheet, message=reports.nothing(table.hidden))
    if header.verdict != "table":
        rows = [n for n, cells in table.stage.head(30) if sum(c is not None for c in cells) > 1]
        asked = (*table.asked, questions.which_header_row(rows or [1]))
        return Preview("ask", sheet=table.sheet, questions=asked, message=reports.no_table(header.verdict))
    if is_fec(header):
        raise NotYet(opened.file, "fichier des écritures comptables (FEC)", "French accounting file (FEC)")
    mark = fingerprint(header.labels)
    known = remembered(mark) if remembered else None
    mapping = mapping.over(known) if known else mapping
    layout = pipeline.laid_out(opened, table, mapping)
    titles = tuple(t for t in header.labels if not is_sensitive(t))
    if layout is None:
        asked = (*table.asked, questions.which_kind())
        return Preview("ask", None, table.sheet, header.row, titles, questions=asked, fingerprint=mark)
    return _of_layout(table, layout, mapping, titles, mark)


def _of_layout(table: Table, layout: Layout, mapping: Mapping, titles: tuple[str, ...], mark: str) -> Preview:
    asked = [*table.asked, *pipeline.open_questions(layout, table, mapping)]
    likely = _suggested(table, layout)
    filled = layout.columns()
    rows: tuple[dict[str, Any], ...] = ()
    if not layout.missing:
        after = table.header.row
        stage, layout = typed.spread_out(table.stage, layout, after)
        stage.tidied(decisions.text_columns(layout))
        decided = decisions.decide(stage, layout, mapping, after, table.stored_as_number)
        asked += decided.open
        names = dict(zip(table.header.positions, table.header.labels, strict=True))
        typed.build(stage, layout, decided, after, names)
        rows = typed.first_rows(stage, layout, ROWS)
    header = table.header
    notes = reports.joined([*table.notes(), *reports.dropped(len(header.unlabelled), header.repeated, layout.unused)])
    outcome = "ask" if asked else "ready"
    return Preview(
        outcome, layout.kind.id, table.sheet, header.row, titles, filled, likely, rows, tuple(asked), notes, mark
    )


def _suggested(table: Table, layout: Layout) -> dict[str, tuple[str, ...]]:
    """For each field nothing fills, the titles that are alike or whose values are of its type."""
    after = table.header.row
    samples: Dict[int, str] = {
        i: profile.most_of(table.stage, i, after, after + LOOKED_AT) for i in table.header.positions
    }
    open_fields = [f for f in layout.kind.fields if f.name not in layout.nodes]
    return {f.name: suggestions(f, layout.kind, table.header, samples) for f in open_fields}
