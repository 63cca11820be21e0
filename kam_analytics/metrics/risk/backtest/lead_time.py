"""The day on which a loss becomes visible from invoices alone: a warning must come earlier to be useful."""

import numpy as np

from kam_analytics.metrics.risk.measures.history import Amounts, Flags, Index, InvoiceHistory, day_number, months_before
from kam_analytics.metrics.risk.measures.snapshot import FALL, Snapshot
from kam_analytics.metrics.risk.model.model import RiskLabel

STEP_DAYS = 7


def days_until_seen(whole: InvoiceHistory, at: Snapshot, label: RiskLabel, happened: Amounts) -> Amounts:
    """Days from the as-of day to the day the event was visible, (eligible,); NaN if it never occurred.

    lapse: nothing invoiced for as long as the horizon. dec50: by weeks, the first day on which revenue over as many
    days as the horizon was below half of the same days a year before. 0 if that was already true on the as-of day.
    """
    hit = happened > 0
    days = np.full(happened.size, np.nan)
    if label is RiskLabel.LAPSE:
        days[hit] = np.maximum(at.horizon_days - at.silence[hit], 0.0)
    elif hit.any():
        days[hit] = _days_until_halved(whole, at, hit)
    return days


def _days_until_halved(whole: InvoiceHistory, at: Snapshot, hit: Flags) -> Amounts:
    """(events,): the end of the horizon if no earlier week shows it."""
    accounts, horizon = at.account[hit], at.horizon_days
    rows = np.flatnonzero(np.isin(whole.account, accounts))
    place, day, net = np.searchsorted(accounts, whole.account[rows]), whole.day[rows], whole.net[rows]

    def trailing(last: int) -> Amounts:
        """Revenue over as many days as the horizon, up to a day."""
        return _sums(place, day, net, last - horizon, last, accounts.size)

    today, year_ago = day_number(at.as_of), day_number(months_before(at.as_of, 12))
    days = np.full(accounts.size, float(horizon))
    for later in range(horizon // STEP_DAYS * STEP_DAYS, -1, -STEP_DAYS):
        base = trailing(year_ago + later)
        days[(base > 0) & (trailing(today + later) < FALL * base)] = later
    return days


def _sums(place: Index, day: Index, net: Amounts, after: int, until: int, size: int) -> Amounts:
    rows = (day > after) & (day <= until)
    return np.asarray(np.bincount(place[rows], net[rows], size), np.float64)
