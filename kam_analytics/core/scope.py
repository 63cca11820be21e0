"""Who is looking, and at what."""

from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Literal


class Role(Enum):
    """What a signed-in person may see: own accounts, a team's, everything, everything with pay."""

    NOBODY = "nobody"
    KAM = "kam"
    MANAGER = "manager"
    CONTROLLER = "controller"
    DIRECTOR = "director"


@dataclass(frozen=True, slots=True)
class Scope:
    """The rows one viewer may see. Hashable, so it is part of every cache key."""

    viewer: str
    role: Role
    person_ids: tuple[str, ...] = ()  # the KAMs whose accounts are visible: own, or the team's
    own_id: str | None = None  # the one whose pay is visible without a further right
    sees_all_pay: bool = False

    @property
    def sees_all(self) -> bool:
        return self.role in (Role.DIRECTOR, Role.CONTROLLER)


NOBODY = Scope("", Role.NOBODY)

Level = Literal["entity", "group"]
Perimeter = Literal["today", "then", "end"]
"""Which group an account counts for: today's on every date, that of each line's date, that of the period's last day."""

Measure = Literal["revenue", "margin"]


@dataclass(frozen=True, slots=True)
class Filters:
    """What the viewer asked for. Every field maps to one `$parameter` in SQL."""

    start: date
    end: date
    base_start: date
    base_end: date
    level: Level = "entity"
    perimeter: Perimeter = "today"
    segment: str | None = None
    region: str | None = None
    kam: str | None = None
    family: str | None = None
    account: str | None = None
    key: str | None = None  # listed, top:20 (at base), lagged:20; None: the best that the data allow
    measure: Measure = "revenue"  # what concentration shares out
