"""A FEC and invoices of the same days tell the same revenue twice: a person says which of them counts."""

from datetime import date

from kam_analytics.core.kinds import Kind
from kam_analytics.ingest.load.past import take_back
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


def replace_by(ledger: Connection, import_ids: tuple[int, ...], who: str) -> None:
    """Take imports back inside the change that brings what replaces them."""
    for import_id in import_ids:
        take_back(ledger, import_id, who)


def starts_before(store: Store, day: date) -> bool:
    """Whether the store holds revenue of earlier months than the month of a day."""
    with store.connect(parts=("ledger",)) as db:
        query = "SELECT count(*) FROM ledger.revenue_month WHERE month < $month"
        return bool(db.execute(query, {"month": day.replace(day=1)}).fetchall()[0][0])
