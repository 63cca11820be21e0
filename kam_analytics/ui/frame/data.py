"""The single cached read: everything that can change its rows is part of its key."""

from functools import cache
from pathlib import Path

import pandas as pd
import streamlit as st

from kam_analytics.answers.page.view import Read
from kam_analytics.core.scope import Scope
from kam_analytics.metrics.access import PEOPLE
from kam_analytics.ui.frame.store import REGISTRAR, current, folder, reader
from kam_analytics.warehouse.script import parameters
from kam_analytics.warehouse.session import WITHOUT
from kam_analytics.warehouse.store import State
from kam_analytics.warehouse.versions import is_missing

QueryParameters = tuple[tuple[str, object], ...]


@st.cache_data(max_entries=500, show_spinner=False)
def rows(folder: str, number: int, sql: str, scope: Scope, facts: QueryParameters, _state: State) -> pd.DataFrame:
    """Rows of one query as one viewer on one state of one store.

    The cache is shared by every session of the process, so the viewer and every fact are arguments; only the state
    is left out of the key, because its number is in it.
    """
    return reader(folder, number, _state).read(Path(sql), scope, dict(facts))


def reading(folder: Path, state: State) -> Read:
    """The reading function of a `View`."""

    def read(sql: Path, scope: Scope, facts: QueryParameters) -> pd.DataFrame:
        # Other filters do not change the rows of the query, and must not run it again.
        used = tuple(fact for fact in facts if fact[0] in _named(sql))
        return rows(str(folder), state.number, str(sql), scope, used, state)

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
