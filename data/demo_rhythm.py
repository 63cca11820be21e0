"""When each account of the demonstration buys, and at what level: rhythm, seasons, growth, stories."""

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
import numpy.typing as npt

from data.demo_accounts import STORY_INDEX, Account
from data.demo_vocabulary import DAYS, FIRST_DAY, MONTHS, SEGMENT_TREND, SEGMENTS

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

LINES_WANTED = 60_200  # invoice lines before credit notes, returns and rebates
MONTH_WEIGHT = (0.98, 0.97, 1.08, 1.0, 0.92, 1.1, 0.95, 0.48, 1.08, 1.1, 1.04, 1.35)
HOLIDAYS = ((1, 1), (5, 1), (5, 8), (7, 14), (8, 15), (11, 1), (11, 11), (12, 25))
DECLINE_MONTHS = 14
DECLINE_RATE = 0.96
SILENT_FROM = date(2026, 7, 17)  # the last invoice of the broken rhythm: 75 days before the end
LOST_AFTER = date(2026, 1, 30)
PROJECT = (date(2024, 3, 4), date(2025, 2, 14))
CAMPAIGN = (3, 4, 5, 6)  # months in which the seasonal customer buys

CALENDAR: tuple[date, ...] = tuple(FIRST_DAY + timedelta(i) for i in range(DAYS))
MONTH_OF_DAY: Ints = np.array([(d.year - FIRST_DAY.year) * 12 + d.month - FIRST_DAY.month for d in CALENDAR])


@dataclass(frozen=True)
class Buying:
    """Invoices of all accounts, one element each, and what decides their lines.

    `day` counts from the first day, `value_level` multiplies the usual line value of the account,
    `lines_mean` and `line_value` (euros) are per account.
    """

    account: Ints
    day: Ints
    value_level: Floats
    lines_mean: Floats
    line_value: Floats


def month_index(day: date) -> int:
    """Months since the first month."""
    return (day.year - FIRST_DAY.year) * 12 + day.month - FIRST_DAY.month


def open_days() -> npt.NDArray[np.bool_]:
    """True on the days invoices are issued: working days, and nothing in the last week of December."""
    return np.array(
        [d.weekday() < 5 and (d.month, d.day) not in HOLIDAYS and (d.month, d.day) < (12, 24) for d in CALENDAR]
    )


def next_open_day(day: Ints) -> Ints:
    """The day itself or the next working one; `DAYS` when there is none left."""
    workable = np.append(np.flatnonzero(open_days()), DAYS)
    return workable[np.minimum(np.searchsorted(workable, day), len(workable) - 1)]


def buying(accounts: tuple[Account, ...], seed: int) -> Buying:
    """Draw every invoice of every account: a renewal process whose clock runs with season and level."""
    rng = np.random.default_rng([seed, 2])
    level = _levels(accounts, rng)
    clock = np.cumsum(_clock_speed(accounts, level, rng), axis=1)
    interval, lines_mean, line_value = _habits(accounts, clock, rng)
    shape = rng.choice((1.0, 2.0, 4.0), len(accounts), p=(0.35, 0.4, 0.25))
    shape[list(STORY_INDEX.values())] = 6.0
    days = [_renewals(rng, clock[i], interval[i], shape[i]) for i in range(len(accounts))]
    days[STORY_INDEX["broken_rhythm"]] = _monthly_until_silence(rng)
    account = np.repeat(np.arange(len(accounts)), [len(d) for d in days])
    day = np.concatenate(days)
    value = _value_level(level)[account, MONTH_OF_DAY[day]]
    return Buying(account, day, value, lines_mean, line_value)


def _levels(accounts: tuple[Account, ...], rng: np.random.Generator) -> Floats:
    """Level of purchases, accounts × months, 1 at the start: market, own drift, random walk, stories."""
    n = len(accounts)
    trend = np.array([SEGMENT_TREND[SEGMENTS.index(a.segment)] for a in accounts])
    drift = rng.normal(0.02, 0.10, n) + trend
    walk = np.cumsum(rng.normal(0.0, 0.045, (n, MONTHS)), axis=1)
    path = walk + drift[:, None] * np.arange(MONTHS) / 12
    played = list(STORY_INDEX.values())
    path[played] = rng.normal(0.0, 0.02, (len(played), MONTHS))
    months = np.arange(MONTHS)
    sliding = np.maximum(0, months - (MONTHS - 1 - DECLINE_MONTHS))
    path[STORY_INDEX["silent_decline"]] += sliding * np.log(DECLINE_RATE)
    shrinking = np.maximum(0, months - month_index(date(2024, 1, 1)))
    path[STORY_INDEX["shrinking_key"]] -= shrinking * 0.018
    level: Floats = np.exp(path)
    return level


def _value_level(level: Floats) -> Floats:
    """The part of the level seen in the value of lines; the rest is in the number of invoices."""
    value: Floats = level**0.5
    value[STORY_INDEX["silent_decline"]] = level[STORY_INDEX["silent_decline"]] ** 0.35
    return value


def _clock_speed(accounts: tuple[Account, ...], level: Floats, rng: np.random.Generator) -> Floats:
    """How fast the purchase clock of each account runs on each day; 1 on average for a steady account."""
    season = np.array([MONTH_WEIGHT[d.month - 1] for d in CALENDAR]) * open_days()
    season *= DAYS / season.sum()
    speed: Floats = season * (level / _value_level(level))[:, MONTH_OF_DAY]
    return speed * _presence(accounts, rng)


def _presence(accounts: tuple[Account, ...], rng: np.random.Generator) -> Floats:
    """0 before an account arrives and after it leaves, 1 between; the campaign weighs the seasonal one."""
    days = np.arange(DAYS)
    born = np.array([(a.created_on - FIRST_DAY).days for a in accounts])
    born = born + rng.integers(5, 45, len(accounts)) * (born > 0)
    gone = _departures(accounts, rng)
    present = ((days >= born[:, None]) & (days <= gone[:, None])).astype(np.float64)
    _between(present, "finished_project", *PROJECT)
    _between(present, "lost_key", FIRST_DAY, LOST_AFTER)
    in_campaign = np.array([d.month in CAMPAIGN for d in CALENDAR])
    present[STORY_INDEX["seasonal"]] = in_campaign * 12 / len(CAMPAIGN)
    return present


def _between(present: Floats, story: str, first: date, last: date) -> None:
    """Set the presence of one story's account to a window, in place."""
    days = np.arange(DAYS)
    window = (days >= (first - FIRST_DAY).days) & (days <= (last - FIRST_DAY).days)
    present[STORY_INDEX[story]] = window


def _departures(accounts: tuple[Account, ...], rng: np.random.Generator) -> Ints:
    """Day each account buys for the last time; small accounts leave more often, stories never by chance."""
    size = np.array([a.size for a in accounts])
    yearly_rate = np.minimum(0.05 * (50_000 / size) ** 0.6, 0.12)
    gone = rng.exponential(365 / yearly_rate).astype(np.int64)
    gone[list(STORY_INDEX.values())] = DAYS
    return gone


def _habits(accounts: tuple[Account, ...], clock: Floats, rng: np.random.Generator) -> tuple[Floats, Floats, Floats]:
    """Days between invoices, lines per invoice and euros per line, so that about `LINES_WANTED` come out."""
    size = np.array([a.size for a in accounts])
    lines_mean = 1.5 + (size / 50_000) ** 0.3 * rng.uniform(0.6, 1.5, len(accounts))
    per_year = size**0.55 * np.exp(rng.normal(0, 0.35, len(accounts)))
    expected = per_year * clock[:, -1] / 365
    per_year *= LINES_WANTED / expected.sum()
    monthly = STORY_INDEX["broken_rhythm"]
    per_year[monthly] = 12 * lines_mean[monthly]
    return 365 * lines_mean / per_year, lines_mean, size / per_year


def _renewals(rng: np.random.Generator, clock: Floats, interval: float, shape: float) -> Ints:
    """Days of one account's invoices: gamma gaps on its own clock, at most one invoice a day."""
    draws = int(clock[-1] / interval * 1.5) + 25
    gaps = rng.gamma(shape, interval / shape, draws)
    at = np.cumsum(gaps) - gaps[0] * rng.random()
    return np.unique(np.searchsorted(clock, at[at < clock[-1]]).astype(np.int64))


def _monthly_until_silence(rng: np.random.Generator) -> Ints:
    """About every 30 days on a working day, the last time on `SILENT_FROM`."""
    last, open_day = (SILENT_FROM - FIRST_DAY).days, open_days()
    wanted = np.arange(last, 5, -30)
    wanted[1:] += rng.integers(-2, 3, len(wanted) - 1)
    workable = np.flatnonzero(open_day[: last + 1])
    return np.unique(workable[np.searchsorted(workable, wanted, side="right") - 1])
