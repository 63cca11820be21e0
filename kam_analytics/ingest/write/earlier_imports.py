"""Earlier imports: their list, their rejected rows, and the withdrawal of one."""

import json
from datetime import date
from typing import Any

from kam_analytics.core.errors import UnknownImport
from kam_analytics.warehouse import mart
from kam_analytics.warehouse.store import NOW, Connection, Store

_LISTED = (
    "import_id",
    "file",
    "kind",
    "state",
    "imported_at",
    "imported_by",
    "rows_read",
    "rows_loaded",
    "rows_known",
    "rows_skipped",
    "rows_quarantined",
    "amount_total",
    "first_on",
    "last_on",
    "withdrawn_at",
    "withdrawn_by",
)


def listed(store: Store) -> list[dict[str, Any]]:
    """The rows of the log, the latest first."""
    with store.connect(parts=("ledger",)) as db:
        rows = db.execute(f"SELECT {', '.join(_LISTED)} FROM ledger.import_log ORDER BY import_id DESC").fetchall()
    return [dict(zip(_LISTED, row, strict=True)) for row in rows]


def importer(store: Store, import_id: int) -> str:
    """The person who imported it."""
    return str(next(r["imported_by"] for r in listed(store) if r["import_id"] == import_id))


def leaving(store: Store, import_id: int) -> dict[str, Any] | None:
    """Figures before and after an import is taken back; None when it is not live."""
    with store.connect() as db:
        rows = db.execute(
            "SELECT file, kind, rows_loaded FROM ledger.import_log WHERE import_id = $i AND state = 'live'",
            {"i": import_id},
        ).fetchall()
        if not rows:
            return None
        file, kind, loaded = rows[0]
        before = db.execute(
            "SELECT coalesce(sum(amount), 0), count(*), count(DISTINCT source_account) FROM ledger.live_line"
        ).fetchall()[0]
        after, leaving_rows, returning = before, int(loaded), 0
        months: tuple[date, ...] = ()
        if kind in ("revenue", "fec"):
            facts = {"i": import_id}
            after = db.execute(_AFTER, facts).fetchall()[0]
            months = tuple(r[0] for r in db.execute(_MONTHS, facts).fetchall())
            leaving_rows, returning = (int(x) for x in db.execute(_COUNTS, facts).fetchall()[0])
    return {
        "import_id": import_id,
        "file": file,
        "kind": kind,
        "revenue_before": before[0],
        "revenue_after": after[0],
        "lines_before": before[1],
        "lines_after": after[1],
        "accounts_before": before[2],
        "accounts_after": after[2],
        "months": months,
        "rows_leaving": leaving_rows,
        "rows_returning": returning,
    }


# The lines that would count: without the import, each (key, occurrence) from the earliest remaining one.
_REMAINING = """
SELECT line.* FROM ledger.line
SEMI JOIN (
    SELECT import_id FROM ledger.import_log
    WHERE state = 'live' AND kind IN ('revenue', 'fec') AND import_id <> $i
) AS live USING (import_id)
ANTI JOIN (
    SELECT superseded_line.import_id, superseded_line.row_no FROM ledger.superseded_line
    SEMI JOIN (SELECT import_id FROM ledger.import_log WHERE state = 'live' AND import_id <> $i) AS replacing
        ON superseded_line.by_import = replacing.import_id
) AS replaced USING (import_id, row_no)
"""
_AFTER = f"""
WITH remaining AS ({_REMAINING}),
counting AS (SELECT * FROM remaining QUALIFY row_number() OVER (PARTITION BY key, occurrence ORDER BY import_id) = 1)
SELECT coalesce(sum(amount), 0), count(*), count(DISTINCT source_account) FROM counting
"""
_MONTHS = """
SELECT DISTINCT date_trunc('month', date)::DATE AS month FROM ledger.line
WHERE import_id = $i AND date IS NOT NULL ORDER BY 1
"""
_COUNTS = f"""
WITH remaining AS ({_REMAINING}), mine AS (SELECT key, occurrence FROM ledger.live_line WHERE import_id = $i),
back AS (SELECT DISTINCT key, occurrence FROM remaining SEMI JOIN mine USING (key, occurrence))
SELECT (SELECT count(*) FROM mine),
    (SELECT count(*) FROM back) + (SELECT count(*) FROM ledger.superseded_line WHERE by_import = $i)
"""


def is_closed_on(store: Store, import_id: int) -> bool:
    """Whether a pay period was closed on the plan of an import."""
    with store.connect(parts=("pay",)) as db:
        query = "SELECT 1 FROM pay.pay_period WHERE plan_import = ? LIMIT 1"
        return bool(db.execute(query, [import_id]).fetchall())


def withdraw(store: Store, import_id: int, who: str) -> None:
    """Mark an import as withdrawn and derive the figures again. Raises UnknownImport."""
    store.change(("ledger",), lambda dbs: take_back(dbs["ledger"], import_id, who))


def take_back(ledger: Connection, import_id: int, who: str) -> None:
    """The same inside a change that is open. Raises UnknownImport."""
    kinds = ledger.execute(
        f"""UPDATE import_log SET state = 'withdrawn', withdrawn_at = {NOW}, withdrawn_by = $who
            WHERE import_id = $i AND state = 'live' RETURNING kind""",
        {"i": import_id, "who": who},
    ).fetchall()
    if not kinds:
        raise UnknownImport(import_id)
    if kinds[0][0] in ("revenue", "fec"):
        mart.reconsider(ledger, import_id)


def quarantined(store: Store, import_id: int) -> list[dict[str, Any]]:
    """The cells set aside by an import, with the mapped cells of their rows."""
    names = ("row_no", "column_name", "value", "rule", "reason_fr", "reason_en", "raw")
    with store.connect(parts=("ledger",)) as db:
        rows = db.execute(
            f"SELECT {', '.join(names)} FROM ledger.quarantine WHERE import_id = $i ORDER BY row_no, column_name",
            {"i": import_id},
        ).fetchall()
    listed_rows = [dict(zip(names, row, strict=True)) for row in rows]
    return [{**row, "raw": json.loads(row["raw"] or "{}")} for row in listed_rows]
