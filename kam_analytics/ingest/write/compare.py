"""Compares a file with the lines that count already: new, identical, changed, gone."""

from dataclasses import dataclass
from decimal import Decimal

from kam_analytics.ingest.write.prepared_import import PreparedImport
from kam_analytics.warehouse.script import attached
from kam_analytics.warehouse.store import Connection, Store

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
    _tables(ledger, f"line WHERE import_id = {int(import_id)}", "", int(import_id))
    ledger.execute(
        f"""INSERT INTO superseded_line SELECT line.import_id, line.row_no, {int(import_id)} FROM line
            SEMI JOIN (SELECT import_id FROM import_log WHERE state = 'live') AS live USING (import_id)
            SEMI JOIN (
                SELECT key, occurrence FROM past_left SEMI JOIN fresh_invoice USING (source_account, invoice_no)
            ) AS old USING (key, occurrence)
            WHERE line.import_id <> {int(import_id)}"""
    )
    query = "SELECT count(*) FROM superseded_line WHERE by_import = $i"
    return int(ledger.execute(query, {"i": import_id}).fetchall()[0][0])


def _difference(db: Connection, rows: str, past: str, fingerprint: str, own: int = 0) -> Difference | None:
    if not _tables(db, rows, past, own):
        return None
    row = db.execute(_COUNTS.format(past=past), {"fingerprint": fingerprint}).fetchall()[0]
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


def _tables(db: Connection, rows: str, past: str, own: int) -> bool:
    """Create `fresh_left` and `past_left`, the lines that only one side has; False when no day is common."""
    span = db.execute(f"SELECT min(date), max(date) FROM {rows}").fetchall()[0]
    db.execute(
        f"""CREATE OR REPLACE TEMP TABLE stored AS SELECT {_COLUMNS}, key, occurrence, import_id FROM {past}live_line
            WHERE import_id <> {own} AND date BETWEEN $first AND $last""",
        {"first": span[0], "last": span[1]},
    )
    if not db.execute("SELECT count(*) FROM stored").fetchall()[0][0]:
        return False
    db.execute(f"CREATE OR REPLACE TEMP TABLE fresh AS SELECT {_COLUMNS}, key FROM {rows}")
    sides = (("fresh", "stored", "fresh_left", ""), ("stored", "fresh", "past_left", " ORDER BY occurrence, import_id"))
    for side, other, name, order in sides:
        db.execute(
            f"""CREATE OR REPLACE TEMP TABLE {name} AS
                SELECT numbered.* EXCLUDE (nth) FROM (
                    SELECT *, row_number() OVER (PARTITION BY key{order}) AS nth FROM {side}) AS numbered
                LEFT JOIN (SELECT key, count(*) AS times FROM {other} GROUP BY key) AS there USING (key)
                WHERE nth > coalesce(times, 0)"""
        )
    db.execute("CREATE OR REPLACE TEMP TABLE fresh_invoice AS SELECT DISTINCT source_account, invoice_no FROM fresh")
    return True


_COLUMNS = "source_account, invoice_no, date, amount"
_COUNTS = """
WITH moved AS (
    SELECT DISTINCT source_account, invoice_no FROM past_left SEMI JOIN fresh_invoice USING (source_account, invoice_no)
),
changed AS (SELECT * FROM fresh_left SEMI JOIN moved USING (source_account, invoice_no)),
new AS (SELECT * FROM fresh_left ANTI JOIN moved USING (source_account, invoice_no)),
replaced AS (SELECT * FROM past_left SEMI JOIN moved USING (source_account, invoice_no)),
gone AS (
    SELECT past_left.* FROM past_left
    SEMI JOIN (SELECT import_id FROM {past}import_log WHERE fingerprint = $fingerprint) AS same USING (import_id)
    ANTI JOIN fresh_invoice USING (source_account, invoice_no)
)
SELECT (SELECT count(*) FROM new), (SELECT sum(amount) FROM new),
    (SELECT count(*) FROM fresh) - (SELECT count(*) FROM fresh_left),
    (SELECT count(*) FROM changed), (SELECT sum(amount) FROM changed),
    (SELECT count(*) FROM replaced), (SELECT sum(amount) FROM replaced),
    (SELECT count(*) FROM gone), (SELECT sum(amount) FROM gone)
"""
