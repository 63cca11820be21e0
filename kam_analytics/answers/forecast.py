"""The model's word on a day, for the whole company, with the track record that allows or forbids it."""

import logging
import os
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from kam_analytics.answers.view import Read
from kam_analytics.core.scope import Filters, Role, Scope
from kam_analytics.metrics.risk.outlook import DAYS, PRODUCTS, Outlook, outlook, past, track_record
from kam_analytics.metrics.risk.population import HORIZON_DAYS
from kam_analytics.metrics.risk.standing import FORMAT, Standing, read, standing, written
from kam_analytics.metrics.risk.surroundings import Surroundings, surroundings
from kam_analytics.warehouse import fingerprint
from kam_analytics.warehouse.store import State, Store

WHOLE = Scope("model", Role.CONTROLLER)
"""Trains on the whole book, whoever looks: an account has one probability. Nobody is shown its rows."""

LOG = logging.getLogger("kam_analytics")
MOST_KEPT = 40  # back-tests of a store; the oldest go
Tell = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Question:
    """What is to be foretold: by account or by group, from which day, over how many days."""

    as_of: date
    level: str = "entity"
    perimeter: str = "today"
    horizon_days: int = HORIZON_DAYS

    @classmethod
    def about(cls, filters: Filters, horizon_days: int = HORIZON_DAYS) -> "Question":
        """What a view asks: from the end of its period, by its accounts or groups."""
        return cls(filters.end, filters.level, filters.perimeter, horizon_days)

    @property
    def name(self) -> str:
        """For a file that keeps the answer."""
        return f"{self.as_of.isoformat()}-{self.level}-{self.perimeter}-{self.horizon_days}"


@dataclass(frozen=True, slots=True)
class Forecast:
    """What the back-test found, and what the method in use says of each account."""

    standing: Standing
    outlook: Outlook


Foresee = Callable[[Question], Forecast | None]
"""Answers at once; `None` while the back-test is still being worked out."""


def foresee(rows: Read, asked: Question, kept: Path | None = None, tell: Tell | None = None) -> Forecast:
    """Back-test on the past up to the as-of day, then judge that day.

    kept: where the back-test is read from when it was done before, and written to.
    """
    facts = (("as_of", asked.as_of), ("level", asked.level), ("perimeter", asked.perimeter))

    def around(day: date) -> Surroundings:
        then = (("as_of", day), *facts[1:])
        return surroundings(lambda sql: rows(sql, WHOLE, then), day)

    known = past(rows(DAYS, WHOLE, facts), rows(PRODUCTS, WHOLE, facts), asked.horizon_days, around)
    found = _remembered(kept)
    if found is None:
        found = standing(track_record(known, tell=tell))
        if kept is not None:
            _remember(kept, written(found))
    return Forecast(found, outlook(known, found, asked.as_of, found.speaking().label))


def kept(store: Store, state: State, asked: Question) -> Path:
    """Where the back-test is kept, beside the data: one name for all states in which it would come out the same."""
    about = fingerprint.invoiced(store, state, by_group=asked.level == "group")
    return store.folder / "backtests" / f"{asked.name}-{FORMAT}-{about}.json"


def _remember(kept: Path, text: str) -> None:
    """Write whole or not at all; where it cannot be written, the answer holds all the same."""
    draft = kept.with_name(f".{kept.stem}-{os.getpid()}-{threading.get_ident()}.draft")
    try:
        kept.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        draft.touch(0o600)
        draft.write_text(text, "utf-8")
        os.replace(draft, kept)
    except OSError as error:
        LOG.warning("back-test not kept: %s", error)
    _prune(kept.parent)


def _prune(folder: Path) -> None:
    """Leave the newest files; drafts of killed processes count among them. Another process may be doing the same."""
    with suppress(OSError):
        found = [(entry.stat().st_mtime_ns, entry.path) for entry in os.scandir(folder) if entry.is_file()]
        for _, path in sorted(found, reverse=True)[MOST_KEPT:]:
            Path(path).unlink(missing_ok=True)


def _remembered(kept: Path | None) -> Standing | None:
    """A back-test kept earlier; one that cannot be read is done again."""
    if kept is None or not kept.is_file():
        return None
    try:
        return read(kept.read_text("utf-8"))
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None
