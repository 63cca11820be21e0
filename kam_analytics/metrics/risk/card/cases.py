"""Cases in which the signals must be read differently: a season, a closed August, an order book, a project."""

from dataclasses import dataclass

import numpy as np

from kam_analytics.metrics.risk.measures.account_measures import Measures
from kam_analytics.metrics.risk.measures.history import Amounts, Flags

YEAR, TWO_YEARS_DAYS = 12, 730
MOST_SEASON_MONTHS, LEAST_QUIET_MONTHS = 6, 4  # a season is at most half a year, with a break of at least four months
LONGEST_RHYTHM = 60  # days: an account that orders less often may miss any August by chance
FULL_ORDER = 0.5  # of a usual invoice: an order of this size shows that the account continues
ONE_EPISODE_DAYS, LONG_SILENCE_DAYS, LONG_SILENCE = 365, 90, 3.0


@dataclass(frozen=True, slots=True)
class Cases:
    """The special cases of accounts, (accounts,) each.

    seasonal: buys in the same few months every year; out_of_season: seasonal, and silent as a year ago; closed: its
    silence spans an August in which it never buys; ordered: its order book is at least half a usual invoice;
    one_episode: bought for at most a year, then stopped, as after a finished project.
    """

    seasonal: Flags
    out_of_season: Flags
    closed: Flags
    ordered: Flags
    one_episode: Flags


def cases(m: Measures) -> Cases:
    """The special cases of every account."""
    now, before = m.active[:, :YEAR], m.active[:, YEAR:]
    near = before | np.roll(before, 1, axis=1) | np.roll(before, -1, axis=1)
    months = before.sum(axis=1)
    seasonal = (
        (m.tenure >= TWO_YEARS_DAYS)
        & (months >= 1)
        & (months <= MOST_SEASON_MONTHS)
        & (_longest_break(before) >= LEAST_QUIET_MONTHS)
        & ~(now & ~near).any(axis=1)
    )
    silent = ~np.logical_or.accumulate(now, axis=1)
    out = seasonal & silent[:, 0] & ~silent.all(axis=1) & ~(before & silent).any(axis=1)
    usual = np.divide(m.invoiced, m.year_days, out=np.full(m.invoiced.size, np.inf), where=m.year_days > 0)
    return Cases(
        seasonal,
        out,
        (m.closed > 0) & (m.interval < LONGEST_RHYTHM) & ~seasonal,
        (m.pending > 0) & (m.pending >= FULL_ORDER * usual),
        (m.tenure < TWO_YEARS_DAYS)
        & (m.tenure - m.silence <= ONE_EPISODE_DAYS)
        & (m.silence >= np.maximum(LONG_SILENCE * m.interval, LONG_SILENCE_DAYS)),
    )


def _longest_break(active: Flags) -> Amounts:
    """Longest run of months without a purchase, with December followed by January."""
    longest, run = np.zeros(active.shape[0]), np.zeros(active.shape[0])
    for month in range(2 * active.shape[1]):
        run = np.where(active[:, month % active.shape[1]], 0.0, run + 1)
        longest = np.maximum(longest, run)
    return np.minimum(longest, active.shape[1])
