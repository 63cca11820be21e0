"""Who may see what: the lists of kam.toml and the people of the company, turned into the scope of a login."""

import importlib.util
import os
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TypeGuard

import pandas as pd

from kam_analytics.core.scope import NOBODY, Role, Scope
from kam_analytics.core.settings import section

MODES, CLOSED = ("local", "accounts"), "none"
SIGN_IN_PACKAGES = ("authlib", "httpx")  # that Streamlit needs for signing in
LISTS = ("directors", "controllers", "pay_readers")
SIGN_IN_HOURS, MOST_SIGN_IN_HOURS = 12, 720


@dataclass(frozen=True, slots=True)
class Settings:
    """The `[access]` section of kam.toml; logins are compared without regard to case.

    trusts_missing_verification: whether an address counts as verified where the provider does not say so.
    sign_in_hours: how long a sign-in lasts.
    """

    mode: str = CLOSED
    directors: frozenset[str] = frozenset()
    controllers: frozenset[str] = frozenset()
    pay_readers: frozenset[str] = frozenset()
    trusts_missing_verification: bool = False
    sign_in_hours: int = SIGN_IN_HOURS


def settings(path: Path | None = None) -> Settings:
    """Read kam.toml (`KAM_CONFIG` names another file); `KAM_ACCESS` replaces the mode. Unreadable means no access.

    A list that is no list of texts names nobody: the letters of a text are no logins.
    """
    values = section("access", path)
    listed = {name: value if isinstance(value := values.get(name), list) else [] for name in LISTS}
    logins = {name: frozenset(folded(v) for v in value if isinstance(v, str)) for name, value in listed.items()}
    trusts = values.get("trust_missing_verification") is True
    mode = os.environ.get("KAM_ACCESS") or str(values.get("mode", CLOSED))
    life = values.get("sign_in_hours")
    hours = life if is_sign_in_life(life) else SIGN_IN_HOURS
    return Settings(mode, **logins, trusts_missing_verification=trusts, sign_in_hours=hours)


def missing_packages() -> list[str]:
    """The packages for signing in that are not installed."""
    return [name for name in SIGN_IN_PACKAGES if importlib.util.find_spec(name) is None]


def can_let_in(configured: Settings) -> bool:
    """Whether the mode is one by which somebody can get in, with what it needs."""
    return configured.mode in MODES and not (configured.mode == "accounts" and missing_packages())


def is_sign_in_life(hours: object) -> TypeGuard[int]:
    """Whether a sign-in can last so many hours: as long as Streamlit takes its cookie, at most."""
    return isinstance(hours, int) and not isinstance(hours, bool) and 0 < hours <= MOST_SIGN_IN_HOURS


def scope_of(who: str, configured: Settings, people: pd.DataFrame, today: date) -> Scope:
    """Director, controller, manager of a team, or one KAM; nobody once they have left.

    people: rows of `people.sql`.
    """
    sees_pay = who in configured.pay_readers
    own = _person(who, people, today)
    if who in configured.directors:
        return Scope(who, Role.DIRECTOR, (), own, sees_pay)
    if who in configured.controllers:
        return Scope(who, Role.CONTROLLER, (), own, sees_pay)
    if own is None:
        return NOBODY
    team = team_of(own, people)
    return Scope(who, Role.MANAGER if len(team) > 1 else Role.KAM, team, own, sees_pay)


def holders(configured: Settings, people: pd.DataFrame, today: date) -> dict[str, Scope]:
    """Login → scope of everybody whom the lists or the people name, also of those who see nothing.

    people: rows of `people.sql`.
    """
    own = {folded(str(login)) for login in people["login"].dropna()} - {""}
    logins = sorted(configured.directors | configured.controllers | configured.pay_readers | own)
    return {login: scope_of(login, configured, people, today) for login in logins}


def of_login(who: str, people: pd.DataFrame, today: date) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The rows of a login: of people who are still there, and of those who have left."""
    named = people[people["login"].fillna("").map(folded) == who]
    present = is_present(named, today)
    return named[present], named[~present]


def is_present(people: pd.DataFrame, today: date) -> "pd.Series[bool]":
    """Who has not left, row by row."""
    ended = pd.to_datetime(people["end_on"])
    return ended.isna() | (ended >= pd.Timestamp(today))


def folded(text: str) -> str:
    """A login as it is compared."""
    return text.strip().lower()


def _person(who: str, people: pd.DataFrame, today: date) -> str | None:
    """The one current person with this login; None if two people share it."""
    present, _ = of_login(who, people, today)
    return str(present["person_id"].iloc[0]) if len(present) == 1 and who else None


def team_of(own: str, people: pd.DataFrame) -> tuple[str, ...]:
    """The person and everybody below, sorted; a cycle of managers ends the search."""
    team, added = {own}, {own}
    while added:
        added = set(people[people["manager"].isin(added)]["person_id"]) - team
        team |= added
    return tuple(sorted(team))
