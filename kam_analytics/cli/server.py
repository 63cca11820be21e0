"""`check --server`: whether a server for several people is configured right, and who would see what."""

import os
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd

from kam_analytics.cli.answer import LOCAL, Answer
from kam_analytics.cli.configuration import ConfigurationFault, line_of, of_packages, of_secrets, of_settings
from kam_analytics.core.scope import Role, Scope
from kam_analytics.core.settings import CONFIG
from kam_analytics.core.text import Lang, Text
from kam_analytics.core.units import Quantity, Unit
from kam_analytics.language import server as words
from kam_analytics.language.sentences import fill, plural
from kam_analytics.language.typography import typeset
from kam_analytics.metrics.access import PEOPLE
from kam_analytics.metrics.access.rights import Settings, folded, holders, of_login, scope_of, settings
from kam_analytics.warehouse import versions
from kam_analytics.warehouse.session import Reader
from kam_analytics.warehouse.store import Store

REFUSED = 2
COLUMNS = ["person_id", "name", "login", "manager", "start_on", "end_on"]


def check_server(store: Path, lang: Lang) -> Answer:
    """Read kam.toml, secrets.toml and the people of the store; nothing is changed and nothing contacts the network."""
    config = Path(os.environ.get("KAM_CONFIG") or CONFIG)
    secrets = Path.cwd() / ".streamlit" / "secrets.toml"
    people, configured = _people(store), settings(config)
    faults = [*of_settings(config), *of_secrets(secrets), *of_packages(), *_of_logins(config, configured, people)]
    access = list(_access(configured, people, lang))
    first = fill(plural(len(faults), words.FAULTY_ONE, words.FAULTY), n=len(faults)) if faults else words.READY
    named = [{"file": f.file, "line": f.line, "problem": typeset(f.problem, lang)} for f in faults]
    facts = {"outcome": "faulty" if faults else "ready", "problems": named, "access": access}
    lines = [typeset(first, lang), *(_place(n) for n in named), *(f"  {a['login']} : {a['sees']}" for a in access)]
    if not access:
        lines.append(typeset(words.NOBODY_SEES, lang))
    return Answer({**facts, "message": typeset(first, lang)}, "\n".join(lines), REFUSED if faults else 0)


def _place(fault: dict[str, Any]) -> str:
    line = "" if fault["line"] is None else f":{fault['line']}"
    return f"  {fault['file']}{line} : {fault['problem']}"


def _people(folder: Path) -> pd.DataFrame:
    """The people of the store; none without a store."""
    if versions.is_missing(folder):
        return pd.DataFrame(columns=COLUMNS)
    store = Store.to_read(folder)
    reader = Reader(store, store.state())
    try:
        return reader.read(PEOPLE, LOCAL, {})
    finally:
        reader.close()


def _of_logins(config: Path, configured: Settings, people: pd.DataFrame) -> Iterator[ConfigurationFault]:
    """Logins that two people share, and readers of pay who would not get in."""
    for login in sorted({folded(str(v)) for v in people["login"].dropna()}):
        present, _ = of_login(login, people, date.today())
        if len(present) > 1:
            yield ConfigurationFault("people", None, fill(words.SHARED_LOGIN, login=login, n=len(present)))
    for login in sorted(configured.pay_readers):
        if scope_of(login, configured, people, date.today()).role is Role.NOBODY:
            place = line_of(config.read_text("utf-8"), "access", "pay_readers")
            yield ConfigurationFault(str(config), place, fill(words.PAY_READER_ALONE, login=login))


def _access(configured: Settings, people: pd.DataFrame, lang: Lang) -> Iterator[dict[str, str]]:
    """Login, role and what it sees, of everybody whom the lists or the people name."""
    for login, scope in holders(configured, people, date.today()).items():
        present, ended = of_login(login, people, date.today())
        text = words.LEFT if scope.role is Role.NOBODY and len(ended) and not len(present) else _sees(scope)
        yield {"login": login, "role": scope.role.value, "sees": typeset(text, lang)}


def _sees(scope: Scope) -> Text:
    role = fill(words.ROLES[scope.role], n=Quantity(len(scope.person_ids), Unit.COUNT))
    if scope.role is Role.NOBODY:
        return role
    pay = words.ALL_PAY if scope.sees_all_pay else words.OWN_PAY if scope.own_id else words.NO_PAY
    return Text(fr=f"{role.fr} ; {pay.fr}", en=f"{role.en}; {pay.en}")
