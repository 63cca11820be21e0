"""Which accounts may leave: own order rhythm, exposed revenue, and expected loss."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from enum import Enum

import numpy as np
from numpy.typing import NDArray

Amounts = NDArray[np.float64]

BOOK_WEIGHT = 3.0
SHORTEST_OVERDUE_DAYS = 30
WATCH_RATIO, ALERT_RATIO = 2.0, 3.0
MONTHS = 12


class Overdue(Enum):
    """How late an account is today against its own habit: a description, not a prediction."""

    NO = "no"
    WATCH = "watch"
    ALERT = "alert"


def own_gaps(invoice_days: Sequence[date], *, batch_days: int = 0) -> Amounts:
    """Days between successive invoice days of one account, (invoice days − 1,).

    `batch_days`: invoices at most this many days after the previous one count as the same order.

    >>> own_gaps([date(2026, 1, 1), date(2026, 1, 29), date(2026, 1, 1)]).tolist()
    [28.0]
    """
    return gaps_between(np.array(sorted(set(invoice_days)), "datetime64[D]"), batch_days=batch_days)


def gaps_between(days: NDArray[np.datetime64], *, batch_days: int) -> Amounts:
    """The same for distinct days, ascending, (invoice days,)."""
    begins = np.ones(days.size, bool)
    begins[1:] = np.diff(days).astype(np.int64) > batch_days
    return np.diff(days[begins]).astype(np.float64)


def book_median_gap(gaps_by_account: Sequence[Amounts]) -> float | None:
    """The median account's mean gap, in days; `None` when no account has ordered twice.

    Each account counts once: pooled gaps would be dominated by the few accounts that order every week.
    """
    means = [float(gaps.mean()) for gaps in gaps_by_account if gaps.size]
    return float(np.median(means)) if means else None


def usual_interval(gaps: Amounts, book_median: float | None, *, kappa: float = BOOK_WEIGHT) -> float | None:
    """Days between orders of one account, shrunk towards the portfolio's median when it has few gaps.

    Shapes and units
        gaps: (gaps,), days; book_median: days; kappa: the number of gaps the portfolio's median counts for.
        returns: days; `None` when neither the account nor the portfolio has a gap.

    Method
        exp((n ln(mean gap) + κ ln(portfolio median)) / (n + κ)).

    >>> round(usual_interval(np.array([28.0, 31.0, 35.0, 26.0]), 45.0), 6)
    35.693484
    """
    own = float(gaps.mean()) if gaps.size else None
    if own is None or book_median is None:
        return book_median if own is None else own
    logs = gaps.size * np.log(own) + kappa * np.log(book_median)
    return float(np.exp(logs / (gaps.size + kappa)))


def gap_ratio(days_since_last: float, interval: float | None) -> float | None:
    """Days since the last invoice, in usual intervals: 2.0 is one order missed."""
    if interval is None or not interval > 0:
        return None
    return days_since_last / interval


def overdue(days_since_last: float, interval: float | None) -> Overdue | None:
    """Late at more than 2 intervals, alarming at more than 3, never before 30 days."""
    ratio = gap_ratio(days_since_last, interval)
    if ratio is None:
        return None
    if days_since_last < SHORTEST_OVERDUE_DAYS or ratio <= WATCH_RATIO:
        return Overdue.NO
    return Overdue.ALERT if ratio > ALERT_RATIO else Overdue.WATCH


def p_over(gaps: Amounts, days_since_last: float) -> float:
    """Share of the account's own gaps at least as long as the current one, (k + ½) / (n + 1).

    The half prevents a probability of zero for a record silence; without any gap it is ½.

    >>> p_over(np.array([28.0, 31.0, 35.0, 26.0]), 75)
    0.1
    """
    return (int((gaps >= days_since_last).sum()) + 0.5) / (gaps.size + 1)


def seasonal_share(revenue_by_month: Mapping[date, float], as_of: date, days: int) -> float | None:
    """Share of a year's revenue that the `days` after `as_of` usually have; above 1 beyond a year.

    Shapes and units
        revenue_by_month: first day of a closed month → EUR of the whole company; negative months count as 0.
        returns: share; `None` unless each of the twelve calendar months occurs.
    """
    by_calendar_month: dict[int, list[float]] = {}
    for month, revenue in revenue_by_month.items():
        by_calendar_month.setdefault(month.month, []).append(max(revenue, 0.0))
    mean = {month: float(np.mean(amounts)) for month, amounts in by_calendar_month.items()}
    year = sum(mean.values())
    if len(mean) < MONTHS or not year > 0:
        return None
    ahead = (as_of + timedelta(days=n) for n in range(1, days + 1))
    return sum(mean[day.month] / _days_in_month(day) for day in ahead) / year


def _days_in_month(day: date) -> int:
    first_of_next = (day.replace(day=28) + timedelta(days=4)).replace(day=1)
    return (first_of_next - timedelta(days=1)).day


def exposed_revenue(last_twelve_months: float, window_share: float | None) -> float | None:
    """Revenue expected over the horizon if nothing changes; EUR (revenue or margin alike)."""
    return None if window_share is None else max(last_twelve_months, 0.0) * window_share


def expected_loss(probability: float | None, exposed: float | None, *, severity: float) -> float | None:
    """Probability × severity × exposed amount; severity is the mean share lost when the event occurs.

    >>> round(expected_loss(0.35, 120 * 0.30, severity=1.0), 2)
    12.6
    """
    if probability is None or exposed is None:
        return None
    return probability * severity * exposed
