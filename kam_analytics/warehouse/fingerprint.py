"""What figures of invoices depend on, as one short word: states of a store with the same word have the same ones."""

import json
from hashlib import sha256
from pathlib import Path

from kam_analytics.core.settings import intercompany_words
from kam_analytics.warehouse.money import reporting_currency
from kam_analytics.warehouse.sql_files import statement
from kam_analytics.warehouse.store import State, Store

SQL = Path(__file__).parent / "sql"

LENGTH = 16


def invoiced(store: Store, state: State, *, by_group: bool) -> str:
    """The ledger, which codes and families count as one, the currency; by group also who was attached to whom by hand.

    The words of one's own group are in it: its companies are no customers. Nothing else of the workspace is: a note,
    the reason of a gap, key accounts (which come with an import), pairs told apart.
    """
    db = store.connect(state, ("ledger", "workspace"))
    try:
        imports = db.execute(statement(SQL, "imports_of_state")).fetchall()
        decisions = db.execute(statement(SQL, "identity_of_state"), {"by_group": by_group}).fetchall()
    finally:
        db.close()
    dependencies = json.dumps(
        [state.ledger, imports, decisions, reporting_currency(), intercompany_words()], default=str
    )
    return sha256(dependencies.encode()).hexdigest()[:LENGTH]
