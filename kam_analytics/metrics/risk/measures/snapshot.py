"""Each eligible account as it could be measured on a past day, and its later outcome."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

import numpy as np

from kam_analytics.core.units import SMALLEST_NET
from kam_analytics.metrics.risk.measures.account_measures import Measures
from kam_analytics.metrics.risk.measures.btyd import Fit, Purchases, fit_mbg_cnbd, p_no_order
from kam_analytics.metrics.risk.measures.formulas import BOOK_WEIGHT
from kam_analytics.metrics.risk.measures.history import (
    Amounts,
    Flags,
    Index,
    InvoiceHistory,
    Orders,
    day_number,
    months_before,
    orders,
    products_between,
    window,
)
from kam_analytics.metrics.risk.measures.population import (
    BATCH_DAYS,
    LEAST_INVOICE_DAYS,
    LEAST_SHARE,
    LEAST_TENURE_DAYS,
)
from kam_analytics.metrics.risk.measures.surroundings import Surroundings, file_signals, pending_orders

RHYTHM_MONTHS, YEAR_MONTHS, AUGUST = 24, 12, 8
WEEK = 7.0
FITTED_ACCOUNTS = 1_500  # enough to estimate the parameters of a portfolio
LEAST_FITTED = 20
LEAST_BASE_SHARE = 0.4  # of a year's pro rata: below it, out of season, a fall cannot be measured
FALL = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot(Measures):
    """The measures on the as-of day from data dated up to it; every array is (eligible,).

    account: position in `InvoiceHistory.account_ids`; EUR: revenue_before, half, half_before;
    p_silent: probability of no order over the horizon; over_gaps: share of own gaps at least as long as the silence.
    """

    as_of: date
    horizon_days: int
    account: Index
    invoice_days: Amounts
    over_gaps: Amounts
    p_silent: Amounts
    revenue_before: Amounts
    half: Amounts
    half_before: Amounts

    @property
    def live(self) -> Flags:
        """Not yet overdue: silent for at most one and a half usual intervals."""
        return np.asarray(self.silence <= 1.5 * self.interval)


def snapshot(history: InvoiceHistory, as_of: date, horizon_days: int) -> Snapshot:
    """Measure every eligible account; only days up to `as_of` are read, even if `history` has later ones."""
    history = history.up_to(as_of)
    back = {months: months_before(as_of, months) for months in (3, 6, 12, 15, 18, 24)}
    rhythm = orders(history, back[RHYTHM_MONTHS], as_of, BATCH_DAYS)
    first = _first_days(history)
    year = window(history, history.net, back[12], as_of)
    year_days = _invoice_days(history, back[12], as_of)
    today = day_number(as_of)
    keep = _eligible(year, year_days, today - first)
    interval, spread = _usual_intervals(rhythm, keep), np.zeros(first.size)
    spread[keep] = interval
    silence = (today - rhythm.last_invoice).astype(np.float64)

    def revenue(after: date, until: date) -> Amounts:
        return window(history, history.net, after, until)[keep]

    def invoiced(after: date, until: date) -> Amounts:
        return window(history, history.invoiced, after, until)[keep]

    return Snapshot(
        as_of=as_of,
        horizon_days=horizon_days,
        account=keep,
        tenure=(today - first)[keep].astype(np.float64),
        silence=silence[keep],
        interval=interval,
        invoice_days=rhythm.invoice_days[keep].astype(np.float64),
        year_days=year_days[keep],
        over_gaps=_over_gaps(rhythm, silence)[keep],
        p_silent=_p_silent(history, as_of, horizon_days)[keep],
        active=_active(history, as_of)[keep],
        closed=_closed_august(history, rhythm, first, spread, as_of)[keep],
        half_days=_invoice_days(history, back[6], as_of)[keep],
        half_days_last_year=_invoice_days(history, back[18], back[12])[keep],
        half_invoiced=invoiced(back[6], as_of),
        half_invoiced_last_year=invoiced(back[18], back[12]),
        revenue=year[keep],
        revenue_before=revenue(back[24], back[12]),
        half=revenue(back[6], as_of),
        half_before=revenue(back[12], back[6]),
        quarter=revenue(back[3], as_of),
        quarter_last_year=revenue(back[15], back[12]),
        credits=window(history, history.credits, back[12], as_of)[keep],
        invoiced=invoiced(back[12], as_of),
        products=products_between(history, back[6], as_of)[keep],
        products_before=products_between(history, back[12], back[6])[keep],
        pending=np.zeros(keep.size),
    )


def _eligible(year: Amounts, year_days: Amounts, tenure: Index) -> Index:
    """Positions of the eligible accounts (docs/risk.md)."""
    least = max(LEAST_SHARE * float(year.sum()), SMALLEST_NET)
    return np.flatnonzero((year_days >= LEAST_INVOICE_DAYS) & (tenure >= LEAST_TENURE_DAYS) & (year >= least))


def surrounded(at: Snapshot, history: InvoiceHistory, around: Surroundings) -> Snapshot:
    """The same accounts with the data of other files as of that day."""
    ids = history.account_ids[at.account]
    return replace(at, pending=pending_orders(around, ids), other_files=file_signals(around, ids))


@dataclass(frozen=True, slots=True)
class AccountOutcome:
    """The outcome over (as_of, as_of + H], each (eligible,).

    lapsed: no positive invoice; fell: less than half the same days a year earlier; fell_measurable: that base
    exists; base, revenue: EUR in those days of the year before and over the horizon.
    """

    lapsed: Amounts
    fell: Amounts
    fell_measurable: Flags
    base: Amounts
    revenue: Amounts


def outcome(whole: InvoiceHistory, at: Snapshot) -> AccountOutcome:
    """Labels of docs/methods.md 4.1; `whole` must reach the end of the horizon."""
    end = at.as_of + timedelta(days=at.horizon_days)
    year_ago = months_before(at.as_of, 12)
    revenue = window(whole, whole.net, at.as_of, end)[at.account]
    base = window(whole, whole.net, year_ago, year_ago + timedelta(days=at.horizon_days))[at.account]
    invoiced = window(whole, whole.invoiced, at.as_of, end)[at.account]
    least = LEAST_BASE_SHARE * at.revenue * at.horizon_days / 365
    return AccountOutcome(
        lapsed=(invoiced <= 0).astype(np.float64),
        fell=(revenue < FALL * base).astype(np.float64),
        fell_measurable=(base > 0) & (base >= least) & (at.tenure >= 365),
        base=base,
        revenue=revenue,
    )


def _first_days(history: InvoiceHistory) -> Index:
    """First day with a line of each account; far in the future for an account without any."""
    first = np.full(history.account_ids.size, 1 << 40, np.int64)
    first[history.account[::-1]] = history.day[::-1]
    return first


def _usual_intervals(rhythm: Orders, keep: Index) -> Amounts:
    """Own mean gap shrunk towards that of the median eligible account, like `formulas.usual_interval`."""
    own = rhythm.mean_gap[keep]
    gaps = np.maximum(rhythm.count[keep] - 1, 0)
    if not np.isfinite(own).any():
        return np.full(keep.size, np.inf)
    book = float(np.nanmedian(own))
    logs = gaps * np.log(np.where(np.isfinite(own), own, book)) + BOOK_WEIGHT * np.log(book)
    return np.asarray(np.exp(logs / (gaps + BOOK_WEIGHT)))


def _over_gaps(rhythm: Orders, silence: Amounts) -> Amounts:
    longer = rhythm.gap >= silence[rhythm.gap_account]
    n = rhythm.count.size
    over = np.bincount(rhythm.gap_account[longer], minlength=n)
    return np.asarray((over + 0.5) / (np.maximum(rhythm.count - 1, 0) + 1))


def _invoice_days(history: InvoiceHistory, after: date, until: date) -> Amounts:
    """Days with a positive invoice over (after, until], (accounts,)."""
    return window(history, (history.invoiced > 0).astype(np.float64), after, until)


def _active(history: InvoiceHistory, as_of: date) -> Flags:
    """Whether each of the last 24 months, counted backwards from the as-of day, had a positive invoice."""
    edges = np.array([day_number(months_before(as_of, n)) for n in range(RHYTHM_MONTHS, -1, -1)])
    rows = (history.invoiced > 0) & (history.day > edges[0]) & (history.day <= edges[-1])
    month = RHYTHM_MONTHS - np.searchsorted(edges, history.day[rows], side="left")
    flags = np.zeros((history.account_ids.size, RHYTHM_MONTHS), bool)
    flags[history.account[rows], month] = True
    return flags


def last_august(as_of: date) -> tuple[date, date]:
    """First and last day of the last August that has begun.

    >>> last_august(date(2026, 7, 31))
    (datetime.date(2025, 8, 1), datetime.date(2025, 8, 31))
    """
    year = as_of.year if as_of.month >= AUGUST else as_of.year - 1
    return date(year, AUGUST, 1), date(year, AUGUST, 31)


def august_days(last_invoice: Index, interval: Amounts, as_of: date) -> Amounts:
    """Days of the last August between each last invoice (days since 1970) and the as-of day.

    Zero if the next order was due before that August: a closing does not explain its absence.
    """
    first, last = (day_number(d) for d in last_august(as_of))
    days = np.maximum(min(last, day_number(as_of)) - np.maximum(first - 1, last_invoice), 0)
    return np.where(first - last_invoice <= interval, days, 0).astype(np.float64)


def _closed_august(history: InvoiceHistory, rhythm: Orders, first: Index, interval: Amounts, as_of: date) -> Amounts:
    """These days, for accounts that were already customers a year earlier and did not buy in that August either.

    interval: days, (accounts,).
    """
    begins, ends = (months_before(d, YEAR_MONTHS) for d in last_august(as_of))
    bought = window(history, history.invoiced, begins - timedelta(days=1), ends) > 0
    known_then = first <= day_number(begins) - LEAST_TENURE_DAYS
    return np.where(~bought & known_then, august_days(rhythm.last_invoice, interval, as_of), 0.0)


def _p_silent(history: InvoiceHistory, as_of: date, horizon_days: int) -> Amounts:
    """Probability of no order over the horizon for every account, from the rhythm of the whole history."""
    bought, some = purchases(history, as_of)
    silent = np.full(history.account_ids.size, 0.5)
    if some.size >= LEAST_FITTED:
        silent[some] = p_no_order(fitted(bought), bought, horizon_days / WEEK)
    return silent


def purchases(history: InvoiceHistory, as_of: date) -> tuple[Purchases, Index]:
    """The buying history of every account with an order, and which accounts these are."""
    whole = orders(history, date(1970, 1, 1), as_of, BATCH_DAYS)
    some = np.flatnonzero(whole.count > 0)
    logs = np.bincount(whole.gap_account, weights=np.log(whole.gap / WEEK), minlength=whole.count.size)
    first = whole.first[some]
    return Purchases(
        repeats=(whole.count[some] - 1).astype(np.float64),
        last=(whole.last[some] - first) / WEEK,
        age=(day_number(as_of) - first) / WEEK,
        log_gaps=logs[some].astype(np.float64),
    ), some


def fitted(purchased: Purchases) -> Fit:
    """The model of a portfolio, fitted on at most 1,500 of its accounts, spread evenly."""
    n = purchased.repeats.size
    part = np.unique(np.linspace(0, n - 1, min(n, FITTED_ACCOUNTS)).astype(np.int64))
    return fit_mbg_cnbd(
        Purchases(purchased.repeats[part], purchased.last[part], purchased.age[part], purchased.log_gaps[part]),
    )
