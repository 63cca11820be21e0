"""The folder of data behind the screen: its current state, one open reader for each state, the first start."""

import os
import threading
from pathlib import Path

import pandas as pd
import streamlit as st

from kam_analytics.core.scope import Role, Scope
from kam_analytics.core.text import Lang
from kam_analytics.language import interface as words
from kam_analytics.metrics.access import IMPORTS
from kam_analytics.warehouse.session import Reader
from kam_analytics.warehouse.store import State, Store
from kam_analytics.warehouse.versions import is_missing

ROOT = Path(__file__).resolve().parents[3]
KEPT_OPEN = 6
REGISTRAR = Scope("registrar", Role.CONTROLLER)
"""Reads who is who before anybody is identified; it never reads pay and none of its rows is shown."""


def folder() -> Path:
    """Where the data are: `KAM_STORE`, else `data/store/` of the application."""
    return Path(os.environ.get("KAM_STORE") or ROOT / "data" / "store")


@st.cache_resource(max_entries=4, show_spinner=False)
def open_store(path: str) -> Store:
    """One object for each folder and process; its writers' lock knows the threads apart. Never creates a store."""
    return Store(Path(path), create=False)


@st.cache_resource(max_entries=KEPT_OPEN, show_spinner=False, on_release=Reader.close)
def reader(path: str, number: int, _state: State) -> Reader:  # noqa: ARG001
    """One state, opened once for all sessions; the number is the key, the state says which files it means."""
    return Reader(open_store(path), _state)


def current() -> tuple[Path, State]:
    """The folder and its state at this moment: a pointer read anew at each run sees other processes' imports."""
    path = folder()
    return path, open_store(str(path)).state()


def imports(path: Path, state: State) -> tuple[int, int | None]:
    """How many imports the state has seen, and the number of the latest one that counts."""
    (row,) = reader(str(path), state.number, state).read(IMPORTS, REGISTRAR, {}).to_dict("records")
    last = row["last_import"]
    return int(row["imports"]), None if pd.isna(last) else int(last)


def ready(lang: Lang, scope: Scope) -> tuple[Path, State]:
    """The current state. A new store first receives the demonstration, once, however many sessions wait, and only on
    behalf of somebody who may import.
    """
    if scope.sees_all and _is_new(folder()):
        with st.spinner(words.LOADING_DEMO.in_(lang)), _first_start():
            if _is_new(folder()):
                _load_demo(Store(folder()))
    return current()


def _is_new(path: Path) -> bool:
    return is_missing(path) or open_store(str(path)).is_new()


def _load_demo(store: Store) -> None:
    from kam_analytics.answers.pay.demo import decide_pay
    from kam_analytics.ingest.demo import load_demo

    load_demo(store)
    decide_pay(store)


@st.cache_resource(show_spinner=False)
def _first_start() -> threading.Lock:
    """Held while the demonstration loads: the other sessions of this process wait here, not at the store's lock."""
    return threading.Lock()
