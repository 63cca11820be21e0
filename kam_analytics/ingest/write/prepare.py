"""From cells made ready to rows that wait to be written: every value typed, what is no line set aside."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from kam_analytics.core.imports import ImportQuestion, ImportReport
from kam_analytics.core.text import Text
from kam_analytics.ingest.dialogue.mapping import ColumnMapping, fingerprint
from kam_analytics.ingest.layout.layout import Layout
from kam_analytics.ingest.stage import reading, template_examples
from kam_analytics.ingest.stage.reading import OpenedFile, StagedTable
from kam_analytics.ingest.stage.stage import Stage
from kam_analytics.ingest.values import arrange, checks, column_formats, totals_and_footers, typed_rows, vat
from kam_analytics.ingest.values.value_sql import Values
from kam_analytics.ingest.write import prepared_import
from kam_analytics.ingest.write.prepared_import import Prepared
from kam_analytics.language.imports import questions, reports

Progress = Callable[[Text], None]
CHECKING = Text(fr="Contrôle des lignes", en="Checking the rows")


def valued(
    opened: OpenedFile, table: StagedTable, judged: vat.VatDecision, mapping: ColumnMapping, say: Progress
) -> Prepared | ImportReport:
    """Type every value, set aside what is no line or cannot be loaded."""
    laid = arrange.made_ready(table, judged.layout, mapping)
    if laid.asked:
        return ask(opened.file, laid.layout.kind.id, laid.asked)
    said = (*laid.notes, *([judged.note] if judged.note else []))
    return checked(opened, table, replace(laid, notes=said), mapping, say)


def checked(
    opened: OpenedFile, table: StagedTable, laid: arrange.ArrangedTable, mapping: ColumnMapping, say: Progress
) -> Prepared | ImportReport:
    """The same once the cells are made ready and nothing is open about them."""
    after, stage, layout = table.header.row, laid.stage, laid.layout
    titles = dict(zip(table.header.positions, table.header.labels, strict=True))
    for thorough in (False, True):
        decided = column_formats.decide(stage, layout, mapping, after, table.stored, thorough)
        if decided.open:
            return ask(opened.file, layout.kind.id, decided.open)
        kept = typed_rows.build(stage, layout, decided, after, titles)
        if not checks.read_too_soon(stage, layout, decided.provisional):
            break
    written = {"raw": kept, **column_formats.habits(layout, decided)}
    say(CHECKING)
    template_examples.set_aside(stage, layout, after)
    totals_and_footers.set_aside(stage, layout)
    values = Values(stage, layout, decided, after)
    beyond = reading.overflow(stage, table.header) if mapping.answer("ragged") == "quarantine" else ()
    rejected = checks.set_aside_rejected(stage, layout, values, beyond)
    notes = [*table.notes(), *laid.notes, *decided.notes]
    sign = _signs(stage, layout, mapping, notes)
    if sign is not None:
        return ask(opened.file, layout.kind.id, (sign,))
    notes += [reports.unread(u.title, u.cells) for u in checks.unread_cells(stage, layout, values)]
    notes += reports.dropped(len(table.header.unlabelled), table.header.repeated, layout.unused)
    return _ready(opened, replace(table, stage=stage), layout, mapping, written, rejected, notes)


def ask(file: str, kind: str | None, asked: tuple[ImportQuestion, ...], before: Text | None = None) -> ImportReport:
    """The report of a file that waits for answers."""
    message = reports.joined([*([before] if before else []), reports.to_answer(len(asked))])
    return ImportReport(file, "ask", kind, questions=asked, message=message)


def _signs(stage: Stage, layout: Layout, mapping: ColumnMapping, notes: list[Text]) -> ImportQuestion | None:
    """Credit notes count as negative; a file that writes both signs is asked about."""
    if layout.kind.id != "revenue" or "document_class" not in layout.nodes:
        return None
    prepared_import.class_unknown_documents(stage)
    positive, negative = prepared_import.credit_signs(stage)
    answer = mapping.answer("credit_sign")
    if positive and negative and answer not in ("negative", "as_written"):
        return questions.which_sign(positive, negative)
    if positive and answer != "as_written":
        prepared_import.negate_credits(stage, layout.kind)
        notes.append(reports.negated(positive))
    return None


def _ready(
    opened: OpenedFile,
    table: StagedTable,
    layout: Layout,
    mapping: ColumnMapping,
    written: Mapping[str, object],
    rejected: int,
    notes: list[Text],
) -> Prepared | ImportReport:
    """What waits to be written; an `empty` report when nothing is left of the file."""
    counted = prepared_import.tally(table.stage, rejected)
    if not counted.loaded and not rejected:
        left_out = [reports.skipped(counted.skipped)] if counted.skipped else []
        return ImportReport(
            opened.file,
            "empty",
            layout.kind.id,
            rows_read=counted.read,
            rows_skipped=counted.skipped,
            message=reports.joined([reports.nothing(table.hidden), *left_out]),
        )
    given = {"kind": layout.kind.id, "columns": layout.columns(), "sheet": table.sheet, **written}
    return Prepared(
        opened.file,
        opened.sha256,
        layout.kind,
        layout,
        table.stage,
        mapping,
        {**mapping.as_json(), **given},
        fingerprint(table.header.labels),
        counted.read,
        counted.skipped,
        rejected,
        checks.first_rejections(table.stage),
        tuple(notes),
        counted.steps,
        mapping.answer("overlap"),
        tuple(checks.raw_titles(layout)),
    )
