"""Invoice days as `activity.sql` hands them over: a number for each month of an account, a bit for each of its days."""

from collections.abc import Sequence
from datetime import date

import numpy as np
from numpy.typing import NDArray

from kam_analytics.metrics.risk.measures.history import month_end
from kam_analytics.metrics.risk.measures.snapshot import RHYTHM_MONTHS

Months = NDArray[np.int64]
Days = NDArray[np.datetime64]
LONGEST_MONTH = 31


def months_ago(months: Months) -> Months:
    """How many months before the as-of day each number is of; 0 is the last one."""
    return np.asarray(RHYTHM_MONTHS - 1 - (months >> 32), np.int64)


def days_of(months: Sequence[Months], as_of: date) -> list[Days]:
    """The invoice days of each account, ascending: as many accounts, days of the 24 months up to the as-of day.

    months: of each account, ascending. Bits begin with the first day of a month that is counted backwards from the
    as-of day: millions of days are handed over as some ten thousand numbers, and no day is sorted.
    """
    if not months:
        return []
    numbers = np.concatenate(months)
    bits = np.unpackbits((numbers & 0xFFFFFFFF).astype("<u4").view(np.uint8).reshape(-1, 4), axis=1, bitorder="little")
    ones = np.flatnonzero(bits)  # many times faster than `nonzero`; 32 bits make a row
    days = _calendar(as_of)[months_ago(numbers)[ones >> 5], ones & 31]
    begins = np.concatenate([[0], np.cumsum(bits.sum(axis=1, dtype=np.int64))])
    return np.split(days, begins[np.cumsum([own.size for own in months])[:-1]])


def _calendar(as_of: date) -> Days:
    """The day of each place in each month before the as-of day, (24, 31)."""
    turn = LONGEST_MONTH if as_of == month_end(as_of) else as_of.day
    day = (np.arange(LONGEST_MONTH) + turn) % LONGEST_MONTH  # of the month, from 0
    last = np.datetime64(as_of, "M") - np.arange(RHYTHM_MONTHS)[:, None]
    return np.asarray((last - (day >= turn)).astype("datetime64[D]") + day)
