"""From a staged FEC to rows that are ready to be written."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

from kam_analytics.core.units import Quantity, Unit
from kam_analytics.ingest.claims import profile
from kam_analytics.ingest.dialogue.mapping import ColumnMapping
from kam_analytics.ingest.fec import entries as fec
from kam_analytics.ingest.fec import rows as fec_rows
from kam_analytics.ingest.fec import sentences
from kam_analytics.ingest.fec.columns import FecColumns, find_columns
from kam_analytics.ingest.fec.entries import Derived
from kam_analytics.ingest.fec.refusals import NoRevenue, NotAFec, NotByClient
from kam_analytics.ingest.stage import reading
from kam_analytics.ingest.stage.mapped_table import MappedTable
from kam_analytics.ingest.stage.reading import OpenedFile, StagedTable
from kam_analytics.ingest.values import checks
from kam_analytics.ingest.write import prepared_import
from kam_analytics.ingest.write.prepared_import import PreparedImport
from kam_analytics.language.imports import fec as words
from kam_analytics.language.sentences import fill, plural, written

HALF = Decimal("0.5")


def derive(opened: OpenedFile, table: StagedTable) -> tuple[FecColumns, Derived]:
    """Find the columns and derive revenue by client. Raises NotAFec, NoRevenue."""
    columns = find_columns(table.header)
    if columns.missing:
        raise NotAFec(opened.file, ", ".join(columns.missing))
    beyond = reading.overflow(table.stage, table.header) if table.stage.unsure else ()
    derived = fec.derive(table.stage, columns, table.header.row, beyond)
    if not derived.months and not derived.parts:
        raise NoRevenue(opened.file)
    return columns, derived


def check_by_client(file: str, derived: Derived) -> None:
    """Raises NotByClient when less than half of class 70 belongs to exactly one client."""
    share = share_assigned(derived)
    if share >= HALF:
        return
    raise NotByClient(
        file,
        share=written(Quantity(float(share), Unit.SHARE)),
        why=sentences.explain_remainder(derived),
        months=sentences.list_months(derived.months),
        total=written(Quantity(float(derived.total), Unit.EUR_EXACT)),
    )


def share_assigned(derived: Derived) -> Decimal:
    """The share of class 70 that belongs to one client; by size of the parts where the total is not positive."""
    if derived.total > 0:
        return derived.assigned / derived.total
    size = sum((abs(p.amount) for p in derived.parts), Decimal(0))
    return abs(derived.assigned) / size if size else Decimal(0)


def prepare(opened: OpenedFile, table: StagedTable, mapping: ColumnMapping) -> PreparedImport:
    """The revenue lines of a FEC, or its months as books, ready to be written. Raises FileRefused."""
    columns, derived = derive(opened, table)
    if "books" in (mapping.kind, mapping.answer("double")):
        layout, notes = fec_rows.as_books(table.stage, columns), [words.AS_BOOKS, *sentences.left_out(derived)]
    else:
        check_by_client(opened.file, derived)
        layout, notes = fec_rows.as_revenue(table.stage, columns), sentences.describe(derived)
    if mended := table.stage.mended:
        notes.append(fill(plural(mended, *words.MENDED), n=Quantity(mended, Unit.COUNT)))
    sheet = MappedTable(opened=opened, table=table, layout=layout, mapping=mapping, notes=tuple(notes))
    return _ready(sheet, columns, {"raw": [], "fec": _facts(derived)})


def with_base(prepared: PreparedImport, has_base: bool) -> PreparedImport:
    """Ask for last year's file where the store holds nothing to compare with."""
    return prepared if has_base else replace(prepared, notes=(*prepared.notes, words.LAST_YEAR))


def _ready(sheet: MappedTable, columns: FecColumns, written: Mapping[str, object]) -> PreparedImport:
    layout = sheet.layout
    rejected = fec_rows.set_aside_rejected(sheet.stage, columns)
    return PreparedImport(
        sheet=sheet,
        log={"kind": layout.kind.id, "columns": layout.columns(), "sheet": sheet.table.sheet, **written},
        tally=prepared_import.tally(sheet.stage, rejected),
        rejections=checks.first_rejections(sheet.stage),
        notes=(*sheet.table.notes(), *sheet.notes),
        raw_titles=tuple(columns.title[n] for n in fec_rows.quoted(columns)),
        profile=profile.profile_of(sheet),
    )


def _facts(derived: Derived) -> Mapping[str, object]:
    """The reconciliation with class 70, for the log: figures only."""
    parts = {p.reason: {"entries": p.entries, "lines": p.lines, "amount": str(p.amount)} for p in derived.parts}
    return {"class_70": str(derived.total), "parts": parts, "closing": str(derived.closing)}
