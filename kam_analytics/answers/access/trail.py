"""The trail as a table: day, time, who, what, on what."""

from collections.abc import Mapping, Sequence
from datetime import date

import pandas as pd

from kam_analytics.answers.imports.kinds import KIND_LABELS
from kam_analytics.answers.page.blocks import Column, Table
from kam_analytics.answers.pages import PAGES
from kam_analytics.core.metrics import REGISTRY
from kam_analytics.core.text import Text
from kam_analytics.core.units import Unit
from kam_analytics.language import access as text
from kam_analytics.language.sentences import Fact, fill
from kam_analytics.warehouse.trail import Fact as Noted
from kam_analytics.warehouse.trail import TrailEntry

WITH_PAY, TEAM = "+pay", "team"
COLUMNS = {
    "on": Column(text.DAY, Unit.DATE),
    "at": Column(text.TIME),
    "who": Column(text.WHO),
    "what": Column(text.WHAT),
    "about": Column(text.ABOUT),
}


def table(entries: Sequence[TrailEntry]) -> Table:
    """All lines, the latest first."""
    rows = [
        {
            "on": entry.at.date(),
            "at": entry.at.strftime("%H:%M:%S"),
            "who": account(entry.who),
            "what": text.EVENTS[entry.event.value],
            "about": about(entry),
        }
        for entry in entries
    ]
    return Table("trail", text.TRAIL, pd.DataFrame(rows, columns=list(COLUMNS)), COLUMNS, searchable=True)


def about(entry: TrailEntry) -> Text:
    """What a line is about, in words; as it stands where a fact is missing."""
    try:
        return fill(text.ABOUTS[entry.event.value], **_facts(entry.facts))
    except KeyError:
        plain = ", ".join(f"{name} {value}" for name, value in entry.facts.items())
        return Text(fr=plain, en=plain)


def account(who: str) -> Text:
    """A login, or who acts without one."""
    return text.ACCOUNTS.get(who, Text(fr=who, en=who))


def right(code: str) -> Text:
    """A right as it is noted: the role, with `+pay` for whoever sees all pay."""
    role = text.RIGHTS.get(code.removesuffix(WITH_PAY), Text(fr=code, en=code))
    return fill(text.WITH_PAY, role=role) if code.endswith(WITH_PAY) else role


def _facts(noted: Mapping[str, Noted]) -> dict[str, Fact]:
    return {name: _fact(name, value) for name, value in noted.items()}


def _fact(name: str, value: Noted) -> Fact:
    if name == "figures" and not isinstance(value, str | int):
        return _joined([_figure(str(figure)) for figure in value])
    code = str(value)
    if name in ("role", "before", "after"):
        return right(code)
    if name in ("start", "end", "day"):
        return date.fromisoformat(code)
    named: Mapping[str, Mapping[str, Text]] = {
        "reason": text.REASONS,
        "erased": text.ERASED,
        "kind": KIND_LABELS,
        "page": {page.id: page.title for page in PAGES.values()},
        "of": {TEAM: text.EVERYBODY},
    }
    return named.get(name, {}).get(code, Text(fr=code, en=code))


def _figure(code: str) -> Text:
    return REGISTRY[code].name if code in REGISTRY else Text(fr=code, en=code)


def _joined(texts: Sequence[Text]) -> Text:
    return Text(fr=", ".join(t.fr for t in texts), en=", ".join(t.en for t in texts))
