"""Read one state of the store as one viewer. Row-level security lives in `sql/views/03_scoped.sql` and `04_pay.sql`."""

from collections.abc import Mapping
from pathlib import Path

import pandas as pd

from kam_analytics.core.scope import Scope
from kam_analytics.warehouse.store import PARTS, Connection, State, Store

VIEWS = Path(__file__).parent / "sql" / "views"
WITHOUT_PAY = tuple(part for part in PARTS if part != "pay")


class Reader:
    """One state of the store, opened read-only; shared by threads, since every query takes its own cursor."""

    def __init__(self, store: Store, state: State | None = None, *, with_pay: bool = True) -> None:
        self.state = state or store.state()
        self._db = store.connect(self.state, PARTS if with_pay else WITHOUT_PAY)
        for script in sorted(VIEWS.glob("*.sql")):
            if with_pay or "pay" not in script.stem:
                self._db.execute(script.read_text("utf-8"))

    def read(self, sql: Path, scope: Scope, facts: Mapping[str, object]) -> pd.DataFrame:
        """Run one `.sql` file as one viewer.

        facts: values for its `$parameters`; those the file does not name are left out.
        returns: its rows; NULL is NaN/NaT/None as pandas has it, money as float64.
        """
        with self._db.cursor() as cursor:
            announce(cursor, scope)
            (statement,) = cursor.extract_statements(sql.read_text("utf-8"))
            wanted = {name: facts[name] for name in statement.named_parameters}
            return cursor.execute(statement, wanted).df()

    def close(self) -> None:
        self._db.close()


def announce(cursor: Connection, scope: Scope) -> None:
    """Say who is looking; a cursor that skips this sees no rows."""
    cursor.execute("SET VARIABLE sees_all = $v", {"v": scope.sees_all})
    cursor.execute("SET VARIABLE person_ids = $v", {"v": list(scope.person_ids)})
    cursor.execute("SET VARIABLE own_id = $v", {"v": scope.own_id})
    cursor.execute("SET VARIABLE sees_all_pay = $v", {"v": scope.sees_all_pay})
    cursor.execute("SET search_path = 'scoped'")
