"""What figures of invoices depend on, as one short word: states of a store with the same word have the same ones."""

import json
from hashlib import sha256

from kam_analytics.core.settings import intercompany_words
from kam_analytics.warehouse.money import reporting_currency
from kam_analytics.warehouse.store import State, Store

IMPORTS = "SELECT import_id, sha256, state, imported_at FROM ledger.import_log ORDER BY import_id"
DECISIONS = """SELECT kind, verdict, subject, object, from_on, to_on
    FROM workspace.identity_decision
    WHERE undone_at IS NULL AND (verdict = 'same' OR (kind = 'group' AND $by_group))
    ORDER BY ALL"""
LENGTH = 16


def invoiced(store: Store, state: State, *, by_group: bool) -> str:
    """The ledger, which codes and families count as one, the currency; by group also who was attached to whom by hand.

    The words of one's own group are in it: its companies are no customers. Nothing else of the workspace is: a note,
    the reason of a gap, key accounts (which come with an import), pairs told apart.
    """
    db = store.connect(state, ("ledger", "workspace"))
    try:
        imports = db.execute(IMPORTS).fetchall()
        decisions = db.execute(DECISIONS, {"by_group": by_group}).fetchall()
    finally:
        db.close()
    dependencies = json.dumps(
        [state.ledger, imports, decisions, reporting_currency(), intercompany_words()], default=str
    )
    return sha256(dependencies.encode()).hexdigest()[:LENGTH]
