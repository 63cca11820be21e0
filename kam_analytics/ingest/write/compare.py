"""Compares a file with the lines that count already: new, identical, changed, gone."""

from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from kam_analytics.ingest.write.prepared_import import PreparedImport
from kam_analytics.warehouse.script import attached
from kam_analytics.warehouse.sql_files import statement
from kam_analytics.warehouse.store import Connection, Store

SQL = Path(__file__).parent / "sql"

NOTHING = Decimal(0)


@dataclass(frozen=True, slots=True)
class Difference:
    """Lines of a file of invoices against those that count, within the days of the file.

    changed: lines of invoices that the store holds with other lines; replaced: the stored lines of these invoices that
    the file lacks; gone: stored lines of the same kind of export whose invoice the file lacks altogether.
    Amounts in the reporting currency as written, without rates.
    """

    new: int
    new_amount: Decimal
    identical: int
    changed: int
    changed_amount: Decimal
    replaced: int
    replaced_amount: Decimal
    gone: int
    gone_amount: Decimal

    @property
    def corrects(self) -> bool:
        """Whether loading the file as it is would count an invoice twice in part."""
        return self.replaced > 0


def preview(store: Store, prepared: PreparedImport) -> Difference | None:
    """The difference before anything is written; None for other kinds and where the store has none of these days."""
    if prepared.kind.id != "revenue":
        return None
    state, stage = store.state(), prepared.stage
    stage.db.execute(attached("past", str(store.folder / state.file("ledger"))))
    try:
        return _difference(stage.db, "typed WHERE aside IS NULL", "past.", prepared.fingerprint)
    finally:
        stage.db.execute("DETACH past")


def of_import(ledger: Connection, import_id: int, fingerprint: str) -> Difference | None:
    """The difference of lines just written, before it is derived which of them count."""
    return _difference(ledger, f"line WHERE import_id = {int(import_id)}", "", fingerprint, int(import_id))


def supersede(ledger: Connection, import_id: int) -> int:
    """Let the stored lines of changed invoices stop counting for the lines of this import; returns how many.

    Every live import's row of such a line goes, so that none comes back when the one that counted is withdrawn.
    """
    _tables(ledger, f"line WHERE import_id = {int(import_id)}", "", "", int(import_id))
    ledger.execute(statement(SQL, "supersede_changed_lines", import_id=int(import_id)))
    query = statement(SQL, "count_superseded")
    return int(ledger.execute(query, {"i": import_id}).fetchall()[0][0])


def _difference(db: Connection, rows: str, past: str, fingerprint: str, own: int = 0) -> Difference | None:
    if not _tables(db, rows, past, fingerprint, own):
        return None
    row = db.execute(statement(SQL, "count_differences", past=past), {"fingerprint": fingerprint}).fetchall()[0]
    counts = [NOTHING if v is None else v for v in row]
    return Difference(
        new=int(counts[0]),
        new_amount=Decimal(counts[1]),
        identical=int(counts[2]),
        changed=int(counts[3]),
        changed_amount=Decimal(counts[4]),
        replaced=int(counts[5]),
        replaced_amount=Decimal(counts[6]),
        gone=int(counts[7]),
        gone_amount=Decimal(counts[8]),
    )


def _tables(db: Connection, rows: str, past: str, fingerprint: str, own: int) -> bool:
    """Create `fresh_left` and `past_left`, the lines that only one side has; False when no day is common."""
    first, last = db.execute(statement(SQL, "span_of_lines", rows=rows)).fetchall()[0]
    days = {"first": first, "last": last}
    if not db.execute(statement(SQL, "has_stored_lines", past=past, own=own), days).fetchall()[0][0]:
        return False
    db.execute(statement(SQL, "fresh_lines", rows=rows))
    db.execute(statement(SQL, "stored_lines", past=past, own=own), {**days, "fingerprint": fingerprint})
    sides = (("fresh", "stored", "fresh_left", ""), ("stored", "fresh", "past_left", " ORDER BY occurrence, import_id"))
    for side, other, name, order in sides:
        db.execute(statement(SQL, "left_over_lines", result=name, order=order, side=side, other=other))
    db.execute(statement(SQL, "fresh_invoices"))
    return True
