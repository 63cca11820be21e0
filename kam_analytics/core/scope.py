"""The viewer's rights and the filters of a page."""

from dataclasses import dataclass, replace
from datetime import date
from enum import Enum
from typing import Literal


class Role(Enum):
    """The extent of a signed-in person's access: own accounts, a team's, everything, everything with pay."""

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
    own_id: str | None = None  # the person whose pay is visible without a further right
    sees_all_pay: bool = False
    is_shared: bool = False  # whether others look on: of people, only what names none of them

    @property
    def sees_all(self) -> bool:
        return self.role in (Role.DIRECTOR, Role.CONTROLLER)


NOBODY = Scope("", Role.NOBODY)


def without_pay(scope: Scope) -> Scope:
    """What may appear on a shared screen: what the viewer may see, but no pay and no attainment by name."""
    return replace(scope, own_id=None, sees_all_pay=False, is_shared=True)


Level = Literal["entity", "group"]
Perimeter = Literal["today", "then", "end"]
"""Which group an account belongs to: today's for every date, each line's date's, that of the period's last day."""

Measure = Literal["revenue", "margin"]


@dataclass(frozen=True, slots=True)
class Filters:
    """The viewer's filters. Every field maps to one `$parameter` in SQL; several values are joined by “or”."""

    start: date
    end: date
    base_start: date
    base_end: date
    level: Level = "entity"
    perimeter: Perimeter = "today"
    segment: tuple[str, ...] | None = None
    region: tuple[str, ...] | None = None
    kam: tuple[str, ...] | None = None
    family: tuple[str, ...] | None = None
    urgency: tuple[str, ...] | None = None  # levels of the list at risk: alert, watch, cause
    account: str | None = None
    key: str | None = None  # listed, top:20 (at base), lagged:20; None: the best list the data allow
    measure: Measure = "revenue"  # the measure shared out on the concentration page


def unfiltered(filters: Filters) -> Filters:
    """The same days for the whole company."""
    return replace(filters, segment=None, region=None, kam=None, family=None)
