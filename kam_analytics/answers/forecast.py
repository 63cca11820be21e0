"""The model's word on a day, for the whole company, with the track record that allows or forbids it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from kam_analytics.answers.view import Read
from kam_analytics.core.scope import Filters, Role, Scope
from kam_analytics.metrics.risk.outlook import DAYS, PRODUCTS, Outlook, outlook, past, track_record
from kam_analytics.metrics.risk.population import HORIZON_DAYS
from kam_analytics.metrics.risk.standing import Standing, read, standing, written
from kam_analytics.metrics.risk.surroundings import Surroundings, surroundings
from kam_analytics.warehouse.store import State, Store

WHOLE = Scope("model", Role.CONTROLLER)
"""Trains on the whole book, whoever looks: an account has one probability. Nobody is shown its rows."""

STATES_KEPT = 3
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
            kept.parent.mkdir(parents=True, exist_ok=True)
            kept.write_text(written(found), "utf-8")
    return Forecast(found, outlook(known, found, asked.as_of, found.speaking().label))


def kept(store: Store, state: State, asked: Question) -> Path:
    """Where the back-test of a state is kept, beside its data; those of older states are removed."""
    folder = store.folder / "backtests"
    own = f"state-{state.number:06d}-"
    for other in folder.glob("state-*.json"):
        if other.name[: len(own)] < f"state-{max(state.number - STATES_KEPT, 0):06d}-":
            other.unlink(missing_ok=True)
    return folder / f"{own}{asked.name}.json"


def _remembered(kept: Path | None) -> Standing | None:
    """A back-test kept earlier; one that cannot be read is done again."""
    if kept is None or not kept.is_file():
        return None
    try:
        return read(kept.read_text("utf-8"))
    except (ValueError, KeyError, TypeError):
        return None
