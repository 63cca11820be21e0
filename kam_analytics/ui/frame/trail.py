"""What a visitor does, noted in the trail of the store: once a visit, once a download."""

import secrets
from collections.abc import Callable, Sequence
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import TypeVar

import pandas as pd
import streamlit as st

from kam_analytics.answers.access.people import code
from kam_analytics.answers.access.trail import TEAM
from kam_analytics.answers.page.blocks import Block, Chart, Details, Number, Table
from kam_analytics.core.scope import Scope
from kam_analytics.core.settings import contents
from kam_analytics.metrics.access.rights import holders, settings
from kam_analytics.ui.frame import access
from kam_analytics.warehouse.decisions.pay import LOOKING_AS
from kam_analytics.warehouse.store import State
from kam_analytics.warehouse.trail import Event, record, record_rights

T = TypeVar("T")
VISIT = "trail_visit"
MOST_VISITS = 10_000


def signed_in(store: Path, scope: Scope) -> None:
    """Note that somebody signed in, with the role they have; the person at this machine signs in nowhere."""
    if access.login() is not None:
        _once(store, Event.SIGNED_IN, scope.viewer, (("role", code(scope)),), _visit())


def refused(store: Path, reason: str) -> None:
    """Note that a signed-in visitor was refused.

    reason: one of `language.access.REASONS`.
    """
    _once(store, Event.REFUSED, access.email() or "", (("reason", reason),), _visit())


def rights(store: Path, state: State, people: pd.DataFrame) -> None:
    """Note the rights that changed since they were last looked at, by whatever changed them."""
    if settings().mode == "accounts":
        _noted_rights(store, state.number, contents(), date.today(), _Rows(people))


def pay_read(store: Path, scope: Scope) -> None:
    """Note, once a visit and day, that somebody opened the pay of somebody else."""
    of = TEAM if scope.sees_all_pay else scope.own_id if LOOKING_AS in scope.viewer else None
    if of is not None and access.login() is not None:
        facts = (("of", of), ("day", date.today().isoformat()))
        _once(store, Event.PAY_READ, actor(scope), facts, _visit())


def noted(store: Path, scope: Scope, page: str, figures: Sequence[str], make: Callable[[], T]) -> Callable[[], T]:
    """`make` for a download, noted when the file is made.

    figures: what is exported, by id; never a value.
    """
    who = actor(scope)

    def made() -> T:
        content = make()
        record(store, Event.EXPORTED, who, page=page, figures=list(figures))
        return content

    return made


def figures_of(blocks: Sequence[Block]) -> list[str]:
    """The ids of the figures, charts and tables of these blocks, each once."""
    ids: list[str] = []
    for block in blocks:
        if isinstance(block, Number):
            ids.append(block.metric.id)
        elif isinstance(block, Chart | Table):
            ids.append(block.id)
        elif isinstance(block, Details):
            ids += figures_of(block.blocks)
    return list(dict.fromkeys(ids))


def actor(scope: Scope) -> str:
    """Who is there, also where they view a page as somebody else."""
    return scope.viewer.split(LOOKING_AS)[0]


def _visit() -> str:
    """The sign-in that a session belongs to: the tabs of one sign-in are one visit."""
    issued = st.user.get("iat")
    return str(issued) if issued else str(st.session_state.setdefault(VISIT, secrets.token_hex(8)))


@lru_cache(maxsize=MOST_VISITS)
def _once(store: Path, event: Event, who: str, facts: tuple[tuple[str, str], ...], _: str) -> None:
    record(store, event, who, **{name: value for name, value in facts if name != "day"})


class _Rows:
    """The people, beside the state and the settings that decide them: no part of a key."""

    def __init__(self, people: pd.DataFrame) -> None:
        self.people = people

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Rows)

    def __hash__(self) -> int:
        return 0


@lru_cache(maxsize=1)
def _noted_rights(store: Path, _state: int, _settings: str, today: date, rows: _Rows) -> None:
    everybody = holders(settings(), rows.people, today)
    record_rights(store, {login: code(scope) for login, scope in everybody.items()})
