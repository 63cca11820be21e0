"""The data folder of the application: its current state, one open reader per state, the first start."""

import os
import threading
from pathlib import Path

import pandas as pd
import streamlit as st

from kam_analytics.core.scope import Role, Scope
from kam_analytics.core.text import Lang
from kam_analytics.language import interface as words
from kam_analytics.metrics.access import IMPORTS
from kam_analytics.warehouse.session import Reader, shared_reader
from kam_analytics.warehouse.store import State, Store
from kam_analytics.warehouse.versions import is_missing

ROOT = Path(__file__).resolve().parents[3]
KEPT_OPEN = 6
REGISTRAR = Scope("registrar", Role.CONTROLLER)
"""Reads the people before anybody is identified; it never reads pay and none of its rows is shown."""


def folder() -> Path:
    """The data folder: `KAM_STORE`, else `data/store/` of the application."""
    return Path(os.environ.get("KAM_STORE") or ROOT / "data" / "store")


@st.cache_resource(max_entries=4, show_spinner=False)
def open_store(path: str) -> Store:
    """One object per folder and process, whose writers' lock is shared by the threads. Never creates a store."""
    return Store(Path(path), create=False)


@st.cache_resource(max_entries=KEPT_OPEN, show_spinner=False)
def reader(path: str, number: int, _state: State) -> Reader:  # noqa: ARG001
    """One state, opened once for all sessions; the number is the key, the state names its files."""
    return shared_reader(open_store(path), _state)


def current() -> tuple[Path, State]:
    """The folder and its current state: the pointer is read at each run, to see imports of other processes."""
    path = folder()
    return path, open_store(str(path)).state()


def imports(path: Path, state: State) -> tuple[int, int | None]:
    """Number of imports in the state, and the number of the latest one that counts."""
    (row,) = reader(str(path), state.number, state).read(IMPORTS, REGISTRAR, {}).to_dict("records")
    last = row["last_import"]
    return int(row["imports"]), None if pd.isna(last) else int(last)


def ready(lang: Lang, scope: Scope) -> tuple[Path, State]:
    """The current state. A new store first receives the demonstration, once, however many sessions wait, and only for
    a viewer who may import.
    """
    if scope.sees_all and _is_new(folder()):
        with st.spinner(words.LOADING_DEMO.in_(lang)), _first_start():
            if _is_new(folder()):
                _load_demo(Store(folder()))
    return current()


def _is_new(path: Path) -> bool:
    return is_missing(path) or open_store(str(path)).is_new()


def restore_demo() -> None:
    """The demonstration again, in a folder whose own imports were all withdrawn. Raises OwnDataPresent."""
    _load_demo(Store(folder()), over_withdrawn=True)


def _load_demo(store: Store, *, over_withdrawn: bool = False) -> None:
    from kam_analytics.answers import demonstration

    if not demonstration.open_prebuilt(store, over_withdrawn=over_withdrawn):
        demonstration.load(store, over_withdrawn=over_withdrawn)


@st.cache_resource(show_spinner=False)
def _first_start() -> threading.Lock:
    """Locked while the demonstration loads: the other sessions of this process wait here, not at the store's lock."""
    return threading.Lock()
