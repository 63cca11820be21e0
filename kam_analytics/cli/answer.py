"""The result of a command: a value, a text, a status."""

import getpass
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kam_analytics.core.scope import Role, Scope
from kam_analytics.core.text import Lang
from kam_analytics.warehouse.trail import Event, record

LOCAL = Scope("local", Role.DIRECTOR, (), None, sees_all_pay=True)
"""The scope of a user of the command line on this machine."""


@dataclass(frozen=True, slots=True)
class Answer:
    """The value of `--json`, the text without it, the exit status."""

    value: Any
    text: str
    status: int = 0


def account() -> str:
    """The account of the operating system that runs the command, whatever the environment says."""
    try:
        import pwd
    except ImportError:  # Windows
        return getpass.getuser()
    try:
        return pwd.getpwuid(os.getuid()).pw_name
    except KeyError:  # a container that gives its user no name
        return str(os.getuid())


def exported(store: str, page: str, *figures: str) -> None:
    """Note in the trail that a file of a page was made, and by whom, as a download on that page is noted."""
    record(Path(store), Event.EXPORTED, account(), page=page, figures=figures)


def language(chosen: str | None) -> Lang:
    """The language of messages: the option, else the machine's; French if neither is set."""
    named = chosen or os.environ.get("LC_ALL") or os.environ.get("LANG") or "fr"
    return "en" if named.lower().startswith("en") else "fr"
