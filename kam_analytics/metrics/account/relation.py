"""Relations of an account: the last day to give notice of a contract, contacts at each level."""

from datetime import date, timedelta
from enum import Enum

import pandas as pd

LEVELS = ("buyer", "executive", "technical")
SOON_DAYS = 90  # a last day for notice within this time is announced


class NoticeWindow(Enum):
    """The state of a contract on a day, relative to its last day for notice and its end."""

    ENDED = "ended"
    PASSED = "passed"  # the last day for notice is over, the contract still runs
    SOON = "soon"
    LATER = "later"


def notice_day(end: date, notice_days: float | None) -> date | None:
    """The last day to give notice; None if the contract has no notice period."""
    return None if notice_days is None or notice_days != notice_days else end - timedelta(days=round(notice_days))


def window(end: date, last_day: date | None, as_of: date) -> NoticeWindow:
    """Ended, notice no longer possible, to be decided within 90 days, or later; without a notice, by the end itself.

    >>> window(date(2026, 12, 31), date(2026, 10, 2), date(2026, 9, 30))
    <NoticeWindow.SOON: 'soon'>
    """
    if end < as_of:
        return NoticeWindow.ENDED
    decided_by = last_day or end
    if decided_by < as_of:
        return NoticeWindow.PASSED
    return NoticeWindow.SOON if (decided_by - as_of).days <= SOON_DAYS else NoticeWindow.LATER


def levels(contacts: pd.DataFrame, as_of: date) -> pd.DataFrame:
    """Every level, including those without contacts, with the days since the last contact there (NaN: never).

    contacts: level, people, times, last_on, contact, type; rows of `contacts.sql`.
    """
    named_levels = set(contacts["level"])
    absent = pd.DataFrame([{"level": level, "people": 0, "times": 0} for level in LEVELS if level not in named_levels])
    rows = pd.concat([contacts, absent], ignore_index=True) if len(absent) else contacts
    rows = rows.assign(last_on=pd.to_datetime(rows["last_on"]))
    rows = rows.assign(days=(pd.Timestamp(as_of) - rows["last_on"]).dt.days)
    order = {level: n for n, level in enumerate(LEVELS)}
    return rows.sort_values("level", key=lambda c: c.map(lambda v: order.get(v, len(order))), ignore_index=True)
