"""Times in UTC: midnight in Paris is 22:00 or 23:00 of the day before, and the day of an invoice is the local one."""

import re
from collections.abc import Iterable
from datetime import date, datetime, time
from functools import cache
from zoneinfo import ZoneInfo

# looked at in this order: where all times of a column are midnight in UTC, no day moves
_ZONES = ("UTC", "Europe/Paris", "Europe/London", "Europe/Athens")
HOME = "Europe/Paris"  # of a company whose times are no midnights
SHORTEST = len("2025-01-31T23:00Z")
_STAMP = re.compile(r"^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}(?::\d{2})?)(?:\.\d+)? ?(?:Z|UTC|GMT|[+-]00:?00)$")


def zone_of_midnights(texts: Iterable[str]) -> str | None:
    """The zone in which every time of a column is midnight; None when there is none, or no time in UTC at all.

    >>> zone_of_midnights(["2025-01-31T23:00:00Z", "2025-06-30T22:00:00Z"])
    'Europe/Paris'
    """
    stamps = [stamp for t in texts if (stamp := _stamp(t))]
    if not stamps:
        return None
    return next((z for z in _ZONES if all(s.astimezone(_zone(z)).time() == time(0) for s in stamps)), None)


def local_day(text: str, zone: str) -> date | None:
    """The day that a time in UTC is in a zone; None for a text that is no such time.

    >>> local_day("2025-06-30T22:00:00Z", "Europe/Paris")
    datetime.date(2025, 7, 1)
    """
    stamp = _stamp(text)
    return stamp.astimezone(_zone(zone)).date() if stamp else None


def _stamp(text: str) -> datetime | None:
    match = _STAMP.match(text.strip()) if len(text) >= SHORTEST else None
    return datetime.fromisoformat(f"{match[1]}T{match[2]}+00:00") if match else None


@cache
def _zone(name: str) -> ZoneInfo:
    return ZoneInfo(name)
