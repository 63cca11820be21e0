"""A short digest of what invoice figures depend on: states of a store with the same digest have equal figures."""

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
    """The ledger, the codes and families that count as one, the currency; by group also the manual memberships.

    The intercompany words are included: intercompany accounts are no customers. Nothing else of the workspace is: not
    notes, reasons of gaps, key accounts (which come with an import), or pairs decided to be different.
    """
    with store.connect(state, ("ledger", "workspace")) as db:
        imports = db.execute(statement(SQL, "imports_of_state")).fetchall()
        decisions = db.execute(statement(SQL, "identity_of_state"), {"by_group": by_group}).fetchall()
    dependencies = json.dumps(
        [state.ledger, imports, decisions, reporting_currency(), intercompany_words()], default=str
    )
    return sha256(dependencies.encode()).hexdigest()[:LENGTH]
