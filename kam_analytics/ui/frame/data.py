"""The single cached read: everything that can change its rows is part of its key, the viewer included."""

from functools import cache
from pathlib import Path

import pandas as pd

from kam_analytics.answers.page.view import Read
from kam_analytics.core.scope import Scope
from kam_analytics.metrics.access import PEOPLE
from kam_analytics.ui.frame.shared_values import SharedValues
from kam_analytics.ui.frame.store import REGISTRAR, current, folder, reader
from kam_analytics.warehouse.script import parameters
from kam_analytics.warehouse.session import WITHOUT
from kam_analytics.warehouse.store import State
from kam_analytics.warehouse.versions import is_missing

MOST_RESULTS = 500
ROWS: SharedValues[pd.DataFrame] = SharedValues(MOST_RESULTS)
QueryParameters = tuple[tuple[str, object], ...]


def reading(folder: Path, state: State) -> Read:
    """The reading function of a `View`."""

    def read(sql: Path, scope: Scope, facts: QueryParameters) -> pd.DataFrame:
        # Other filters do not change the rows of the query, and must not run it again.
        used = tuple(fact for fact in facts if fact[0] in _named(sql))
        key = (folder, state.number, sql, scope, used)
        rows = ROWS.recall(key, lambda: reader(str(folder), state.number, state).read(sql, scope, dict(used)))
        return rows.copy(deep=False)  # pandas copies on write: a change by one session is not seen by another

    return read


def people() -> pd.DataFrame:
    """The people of the company, for identifying the viewer; empty as long as there is no store."""
    if is_missing(folder()):
        return pd.DataFrame(columns=["person_id", "name", "login", "manager", "end_on"])
    return reading(*current())(PEOPLE, REGISTRAR, ())


@cache
def _named(sql: Path) -> frozenset[str]:
    """The facts that a query depends on."""
    return frozenset(parameters(sql.read_text("utf-8"))) | {WITHOUT}
