"""From a staged FEC to what waits to be written."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from kam_analytics.core.text import Text
from kam_analytics.core.units import Quantity, Unit
from kam_analytics.ingest.dialogue.mapping import ColumnMapping, fingerprint
from kam_analytics.ingest.fec import entries as fec
from kam_analytics.ingest.fec import rows as fec_rows
from kam_analytics.ingest.fec import sentences
from kam_analytics.ingest.fec.columns import FecColumns, find
from kam_analytics.ingest.fec.entries import Derived
from kam_analytics.ingest.fec.refusals import NoRevenue, NotAFec, NotByClient
from kam_analytics.ingest.layout.layout import Layout
from kam_analytics.ingest.stage.reading import OpenedFile, StagedTable
from kam_analytics.ingest.values import checks
from kam_analytics.ingest.write import prepared_import
from kam_analytics.ingest.write.prepared_import import Prepared
from kam_analytics.language.sentences import fill

HALF = Decimal("0.5")


@dataclass(frozen=True, slots=True)
class Read:
    """A FEC as it was understood."""

    columns: FecColumns
    derived: Derived


def read(opened: OpenedFile, table: StagedTable) -> Read:
    """Derive revenue by client. Raises NotAFec, NoRevenue."""
    columns = find(table.header)
    if columns.missing:
        raise NotAFec(opened.file, ", ".join(columns.missing))
    derived = fec.derive(table.stage, columns, table.header.row)
    if not derived.months and not derived.parts:
        raise NoRevenue(opened.file)
    return Read(columns, derived)


def check_by_client(file: str, derived: Derived) -> None:
    """Raises NotByClient when less than half of class 70 belongs to exactly one client."""
    share = share_assigned(derived)
    if share >= HALF:
        return
    shown = fill(_PLAIN, x=Quantity(float(share), Unit.SHARE))
    total = fill(_PLAIN, x=Quantity(float(derived.total), Unit.EUR_EXACT))
    why, months = sentences.why(derived), sentences.by_month(derived.months)
    raise NotByClient(file, shown.fr, shown.en, why.fr, why.en, months.fr, months.en, total.fr, total.en)


def share_assigned(derived: Derived) -> Decimal:
    """The share of class 70 that belongs to one client; by size of the parts where the total is not positive."""
    if derived.total > 0:
        return derived.assigned / derived.total
    size = sum((abs(p.amount) for p in derived.parts), Decimal(0))
    return abs(derived.assigned) / size if size else Decimal(0)


def prepare(opened: OpenedFile, table: StagedTable, mapping: ColumnMapping) -> Prepared:
    """What is to be written of a FEC: revenue lines, or months of the books. Raises FileRefused."""
    found = read(opened, table)
    if "books" in (mapping.kind, mapping.answer("double")):
        layout, notes = fec_rows.as_books(table.stage, found.columns), [sentences.AS_BOOKS]
        notes += sentences.left_out(found.derived)
    else:
        check_by_client(opened.file, found.derived)
        layout, notes = fec_rows.as_revenue(table.stage, found.columns), sentences.described(found.derived)
    return _ready(opened, table, mapping, layout, found, notes)


def with_base(ready: Prepared, has_base: bool) -> Prepared:
    """Ask for last year's file where the store holds nothing to compare with."""
    return ready if has_base else replace(ready, notes=(*ready.notes, sentences.LAST_YEAR))


def _ready(
    opened: OpenedFile, table: StagedTable, mapping: ColumnMapping, layout: Layout, found: Read, notes: list[Text]
) -> Prepared:
    stage, columns = table.stage, found.columns
    rejected = fec_rows.set_aside_rejected(stage, columns)
    counted = prepared_import.tally(stage, rejected)
    log: dict[str, object] = {
        "kind": layout.kind.id,
        "columns": layout.columns(),
        "sheet": table.sheet,
        "raw": [],
        "fec": _facts(found),
    }
    return Prepared(
        opened.file,
        opened.sha256,
        layout.kind,
        layout,
        stage,
        mapping,
        {**mapping.as_json(), **log},
        fingerprint(table.header.labels),
        counted.read,
        counted.skipped,
        rejected,
        checks.first_rejections(stage),
        (*table.notes(), *notes),
        counted.steps,
        None,
        tuple(columns.title[n] for n in fec_rows.quoted(columns)),
    )


def _facts(found: Read) -> Mapping[str, object]:
    """The reconciliation with class 70, for the log: figures only."""
    derived = found.derived
    parts = {p.reason: {"entries": p.entries, "lines": p.lines, "amount": str(p.amount)} for p in derived.parts}
    return {"class_70": str(derived.total), "parts": parts, "closing": str(derived.closing)}


_PLAIN = Text(fr="{x}", en="{x}")
