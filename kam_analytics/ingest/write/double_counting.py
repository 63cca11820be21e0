"""A FEC and invoices of the same days hold the same revenue twice; the user decides which of them counts."""

from datetime import date

from kam_analytics.core.kinds import Kind
from kam_analytics.warehouse.store import Connection, Store

_OTHER = {"fec": "revenue", "revenue": "fec"}


def same_days(ledger: Connection, import_id: int, kind: Kind) -> tuple[int, ...]:
    """The live imports of the other kind whose days meet those of the new import."""
    rows = ledger.execute(
        """SELECT old.import_id FROM import_log AS old, import_log AS new
           WHERE new.import_id = $i AND old.state = 'live' AND old.kind = $other
               AND old.first_on <= new.last_on AND old.last_on >= new.first_on ORDER BY 1""",
        {"i": import_id, "other": _OTHER[kind.id]},
    ).fetchall()
    return tuple(int(row[0]) for row in rows)


def replace_by(ledger: Connection, import_id: int, import_ids: tuple[int, ...]) -> None:
    """Let the lines of FEC imports stop counting from the first to the last day of a new import, and no further.

    They come back when it is withdrawn.
    """
    ledger.execute(
        """INSERT INTO superseded_line
           SELECT line.import_id, line.row_no, $i FROM line
           JOIN (SELECT first_on, last_on FROM import_log WHERE import_id = $i) AS new
               ON line.date BETWEEN new.first_on AND new.last_on
           WHERE line.import_id IN (SELECT unnest($others::INTEGER[]))
               AND NOT EXISTS (
                   SELECT 1 FROM superseded_line AS gone
                   WHERE (gone.import_id, gone.row_no, gone.by_import) = (line.import_id, line.row_no, $i))""",
        {"i": import_id, "others": list(import_ids)},
    )


def starts_before(store: Store, day: date) -> bool:
    """Whether the store holds revenue of earlier months than the month of a day."""
    with store.connect(parts=("ledger",)) as db:
        query = "SELECT count(*) FROM ledger.revenue_month WHERE month < $month"
        return bool(db.execute(query, {"month": day.replace(day=1)}).fetchall()[0][0])
