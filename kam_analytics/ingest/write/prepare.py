"""Types the values of an arranged sheet and sets aside what is no line, so that its rows can be written."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from kam_analytics.core.imports import ImportQuestion, ImportReport
from kam_analytics.core.text import Text
from kam_analytics.ingest.claims import credit_notes, currencies, document_totals, profile, rates, states, units
from kam_analytics.ingest.claims.texts import more_than_numbers
from kam_analytics.ingest.stage import reading, template_examples
from kam_analytics.ingest.stage.mapped_table import MappedTable
from kam_analytics.ingest.values import (
    checks,
    column_formats,
    group_totals,
    passing_customers,
    totals_and_footers,
    typed_rows,
    vat,
    workbook_marks,
    year_to_date,
)
from kam_analytics.ingest.values.arrange import arrange
from kam_analytics.ingest.values.column_formats import ColumnFormats
from kam_analytics.ingest.values.value_sql import ValueSql
from kam_analytics.ingest.write import names_and_shares, prepared_import
from kam_analytics.ingest.write.prepared_import import PreparedImport
from kam_analytics.language.imports import reports

Progress = Callable[[Text], None]


def prepare_rows(sheet: MappedTable, progress: Progress) -> PreparedImport | ImportReport:
    """Arrange the cells and type them; a report where a question is open or nothing is left of the file."""
    sheet = settle_amounts(sheet)
    if sheet.questions:
        return question_report(sheet.opened.file, sheet.layout.kind.id, sheet.questions)
    return type_arranged(sheet, progress)


def settle_amounts(sheet: MappedTable) -> MappedTable:
    """The arranged sheet with amounts net of VAT and in units, and the notes on how they became so."""
    decision = vat.decide(sheet)
    arranged = arrange(replace(sheet, layout=decision.layout)).with_notes(decision.note)
    written = more_than_numbers(arranged)
    return units.write_out(currencies.locate(arranged, written), written)


def type_arranged(sheet: MappedTable, progress: Progress) -> PreparedImport | ImportReport:
    """The same for a sheet that is arranged already and has no open question."""
    formats, originals = _typed(sheet)
    if formats.questions:
        return question_report(sheet.opened.file, sheet.layout.kind.id, formats.questions)
    progress(reports.CHECKING)
    template_examples.set_aside(sheet)
    totals_and_footers.set_aside(sheet)
    sums = [group_totals.set_aside(sheet), year_to_date.undo(sheet)]
    if asked := tuple(s for s in sums if isinstance(s, ImportQuestion)):
        return question_report(sheet.opened.file, sheet.layout.kind.id, asked)
    formulas = workbook_marks.uncalculated_lines(sheet)
    if open_ := workbook_marks.which_formulas(sheet, formulas):
        return question_report(sheet.opened.file, sheet.layout.kind.id, (open_,))
    sheet = currencies.leave_out(states.set_aside(sheet.with_notes(*formats.notes)))
    if sheet.questions:
        return question_report(sheet.opened.file, sheet.layout.kind.id, sheet.questions)
    values = ValueSql(sheet, formats)
    ragged = sheet.mapping.answer("ragged") == "quarantine"
    overflow = reading.overflow(sheet.stage, sheet.header) if ragged else ()
    rejected = checks.set_aside_rejected(values, overflow, _to_correct(sheet, formulas))
    sheet = sheet.with_notes(*(s for s in sums if isinstance(s, Text)))
    sheet = rates.direct(credit_notes.sign(document_totals.settle(sheet)))
    if sheet.questions:
        return question_report(sheet.opened.file, sheet.layout.kind.id, sheet.questions)
    unread = [reports.unread(u.title, u.cells) for u in checks.unread_cells(values)]
    dropped = reports.dropped(len(sheet.header.unlabelled), sheet.header.repeated, sheet.layout.unused)
    sheet = sheet.with_notes(*unread, *dropped, *workbook_marks.remarks(sheet))
    sheet = sheet.with_notes(passing_customers.set_apart(sheet), names_and_shares.shares_above_all(sheet))
    return _ready(sheet, rejected, {"raw": originals, **column_formats.notations(sheet.layout, formats)})


def question_report(
    file: str, kind: str | None, open_: tuple[ImportQuestion, ...], before: Text | None = None
) -> ImportReport:
    """The report of a file that waits for answers; `before` comes first in its message."""
    message = reports.joined([*([before] if before else []), reports.to_answer(len(open_))])
    return ImportReport(file, "ask", kind, questions=open_, message=message)


def _typed(sheet: MappedTable) -> tuple[ColumnFormats, list[str]]:
    """Create `typed`: by the marks that the first rows prove, and once more where a later cell contradicts them."""
    for thorough in (False, True):
        formats = column_formats.detect(sheet, thorough)
        if formats.questions:
            return formats, []
        originals = typed_rows.type_rows(sheet, formats)
        if not checks.contradicts_first_rows(sheet, formats.provisional):
            break
    return formats, originals


def _to_correct(sheet: MappedTable, formulas: tuple[int, ...]) -> tuple[int, ...]:
    """The lines with formulas never calculated that the answer sets aside."""
    if not formulas or sheet.mapping.answer("formulas") != "aside":
        return ()
    workbook_marks.reopen(sheet, formulas)
    return formulas


def _ready(sheet: MappedTable, rejected: int, written: dict[str, Any]) -> PreparedImport | ImportReport:
    """The rows to write; an `empty` report when nothing is left of the file."""
    tally, kind = prepared_import.tally(sheet.stage, rejected), sheet.layout.kind
    if not tally.loaded and not rejected:
        left_out = [reports.skipped(tally.skipped)] if tally.skipped else []
        return ImportReport(
            sheet.opened.file,
            "empty",
            kind.id,
            rows_read=tally.read,
            rows_skipped=tally.skipped,
            message=reports.joined([reports.nothing(sheet.table.hidden), *left_out]),
        )
    return PreparedImport(
        sheet=sheet,
        log={"kind": kind.id, "columns": sheet.layout.columns(), "sheet": sheet.table.sheet, **written},
        tally=tally,
        rejections=checks.first_rejections(sheet.stage),
        notes=(*sheet.table.notes(), *sheet.notes),
        raw_titles=tuple(checks.raw_titles(sheet.layout)),
        profile=profile.profile_of(sheet),
    )
