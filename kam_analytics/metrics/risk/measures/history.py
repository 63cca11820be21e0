"""What was known of each account on a past day, and what happened after it, from daily invoices."""

import calendar
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

Amounts = NDArray[np.float64]
Index = NDArray[np.int64]
Flags = NDArray[np.bool_]

MONTHS = 12
DECEMBER, CLOSING_DAYS, SATURDAY = 12, 7, 5
_EPOCH = date(1970, 1, 1).toordinal()
_PER_ACCOUNT = 1 << 22  # more days than a calendar has: encodes account and day in one sortable number


@dataclass(frozen=True, slots=True)
class InvoiceHistory:
    """Every invoice day of every account, sorted by account, then day.

    Shapes and units
        account_ids: (accounts,), which the other arrays index.
        account, day: (rows,), position in `account_ids` and days since 1970; net, invoiced, credits: (rows,), EUR,
        net = invoiced − credits.
        bought, bought_day: (purchases,), account × `products` + product, and the day; sorted by both; repeated
        purchases on one day count once. products: number of products.
    """

    account_ids: NDArray[Any]
    account: Index
    day: Index
    net: Amounts
    invoiced: Amounts
    credits: Amounts
    bought: Index
    bought_day: Index
    products: int

    @property
    def first_day(self) -> date | None:
        """The first day with a line; `None` when nothing was ever invoiced."""
        return _date(int(self.day.min())) if self.day.size else None

    @property
    def last_day(self) -> date | None:
        """The last day with a line."""
        return _date(int(self.day.max())) if self.day.size else None

    @property
    def complete_until(self) -> date | None:
        """The day up to which outcomes are complete: the last line, or the end of its month if no more are expected.

        Between Christmas and New Year and on a weekend a month has ended. In the last week of any other month invoicing
        is heavier than usual, so that the rest of the month is unknown.
        """
        last = self.last_day
        if last is None:
            return None
        end = month_end(last)
        left = (last + timedelta(days=n) for n in range(1, (end - last).days + 1))
        closed = last.month == DECEMBER and (end - last).days <= CLOSING_DAYS
        return end if closed or all(day.weekday() >= SATURDAY for day in left) else last

    def up_to(self, as_of: date) -> "InvoiceHistory":
        """The history as of a day, without anything later."""
        rows = self.day <= day_number(as_of)
        bought = int(np.searchsorted(self.bought_day, day_number(as_of), side="right"))
        return InvoiceHistory(
            self.account_ids,
            self.account[rows],
            self.day[rows],
            self.net[rows],
            self.invoiced[rows],
            self.credits[rows],
            self.bought[:bought],
            self.bought_day[:bought],
            self.products,
        )


def history(days: pd.DataFrame, products: pd.DataFrame) -> InvoiceHistory:
    """The rows of `days.sql` and `products.sql` as sorted arrays, summed by account and day."""
    codes, ids = pd.factorize(days["account_id"], sort=True)
    account, day, money = _by_day(
        codes.astype(np.int64) * _PER_ACCOUNT + _EPOCH + _day_numbers(days["day"]),
        [days[name].to_numpy(np.float64) for name in ("invoiced", "credits")],
    )
    bought, bought_day, count = _purchases(products, ids)
    return InvoiceHistory(
        np.asarray(ids, object), account, day, money[0] - money[1], money[0], money[1], bought, bought_day, count
    )


def _by_day(place: Index, money: list[Amounts]) -> tuple[Index, Index, list[Amounts]]:
    """Account and day of each distinct position, ascending, with its amounts; all (days,)."""
    order = np.argsort(place)
    first = firsts(place[order])
    sums = [np.add.reduceat(column[order], first) if first.size else column for column in money]
    account, day = np.divmod(place[order[first]], _PER_ACCOUNT)
    return account, day - _EPOCH, sums


def _purchases(products: pd.DataFrame, ids: "pd.Index[Any]") -> tuple[Index, Index, int]:
    """Fields `bought`, `bought_day` and `products` of the accounts that have a day.

    Day and pair are combined into one number for sorting: ten times faster than sorting positions.
    """
    codes, names = pd.factorize(products["product"])
    accounts = products["account_id"].astype("category").cat
    owner = pd.Index(ids).get_indexer(pd.Index(accounts.categories))[accounts.codes.to_numpy()]
    count = max(len(names), 1)
    pairs = len(ids) * count
    packed = _day_numbers(products["day"]) * pairs
    packed += owner * count
    packed += codes
    packed = packed[(owner >= 0) & (codes >= 0)]
    packed.sort()
    day, bought = np.divmod(packed[firsts(packed)], max(pairs, 1))
    return bought, day, count


def firsts(ascending: Index) -> Index:
    """Positions where a value occurs for the first time.

    >>> firsts(np.array([3, 3, 5, 7, 7])).tolist()
    [0, 2, 3]
    """
    new = np.ones(ascending.size, bool)
    new[1:] = ascending[1:] != ascending[:-1]
    return np.flatnonzero(new)


def day_number(day: date) -> int:
    """Days since 1970-01-01."""
    return (day - date(1970, 1, 1)).days


def months_before(day: date, months: int) -> date:
    """The same day `months` months earlier, or the last day of a shorter month; a month's last day gives a last day.

    Windows that begin after it contain whole months if they end with one, like the SQL macro of the same name.

    >>> months_before(date(2026, 3, 30), 1), months_before(date(2026, 6, 30), 3)
    (datetime.date(2026, 2, 28), datetime.date(2026, 3, 31))
    """
    year, month = divmod(day.year * MONTHS + day.month - 1 - months, MONTHS)
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, last if day == month_end(day) else min(day.day, last))


def month_end(day: date) -> date:
    """The last day of its month.

    >>> month_end(date(2024, 2, 1))
    datetime.date(2024, 2, 29)
    """
    return day.replace(day=calendar.monthrange(day.year, day.month)[1])


def month_ends(first: date, last: date) -> list[date]:
    """The last days of months between two days, both included.

    >>> month_ends(date(2026, 1, 31), date(2026, 3, 30))
    [datetime.date(2026, 1, 31), datetime.date(2026, 2, 28)]
    """
    ends: list[date] = []
    day = month_end(first)
    while day <= last:
        ends.append(day)
        day = month_end(day + timedelta(days=1))
    return ends


def window(history: InvoiceHistory, column: Amounts, after: date, until: date) -> Amounts:
    """Sum of a column of `history` over (after, until], (accounts,)."""
    rows = (history.day > day_number(after)) & (history.day <= day_number(until))
    return np.asarray(np.bincount(history.account[rows], column[rows], history.account_ids.size), np.float64)


def products_between(history: InvoiceHistory, after: date, until: date) -> Amounts:
    """Distinct products invoiced over (after, until], (accounts,)."""
    first, last = np.searchsorted(history.bought_day, (day_number(after), day_number(until)), side="right")
    pairs = np.sort(history.bought[first:last])
    owner = pairs[firsts(pairs)] // history.products
    return np.bincount(owner, minlength=history.account_ids.size).astype(np.float64)


@dataclass(frozen=True, slots=True)
class Orders:
    """Orders of each account: invoice days at most a few days apart count as one order.

    All (accounts,): invoice_days; count of orders; first and last order and last invoice day, days since 1970
    (−1 without any). `gap`, `gap_account`: (gaps,), days between successive orders, and their account.
    """

    invoice_days: Index
    count: Index
    first: Index
    last: Index
    last_invoice: Index
    gap: Amounts
    gap_account: Index

    @property
    def mean_gap(self) -> Amounts:
        """Mean days between orders; NaN with fewer than two, to be replaced by the caller."""
        sums = np.bincount(self.gap_account, weights=self.gap, minlength=self.count.size)
        return np.asarray(np.divide(sums, self.count - 1, out=np.full(sums.size, np.nan), where=self.count > 1))


def orders(history: InvoiceHistory, after: date, until: date, batch_days: int) -> Orders:
    """Orders over (after, until], from days with a positive invoice."""
    rows = (history.invoiced > 0) & (history.day > day_number(after)) & (history.day <= day_number(until))
    account, day = history.account[rows], history.day[rows]
    n = history.account_ids.size
    begins = np.ones(account.size, bool)
    begins[1:] = (account[1:] != account[:-1]) | (day[1:] - day[:-1] > batch_days)
    who, when = account[begins], day[begins]
    same = np.flatnonzero(who[1:] == who[:-1]) + 1
    first, last, last_invoice = (np.full(n, -1, np.int64) for _ in range(3))
    last[who] = when  # ascending, so the latest of each account remains
    first[who[::-1]] = when[::-1]
    last_invoice[account] = day
    return Orders(
        np.bincount(account, minlength=n),
        np.bincount(who, minlength=n),
        first,
        last,
        last_invoice,
        (when[same] - when[same - 1]).astype(np.float64),
        who[same],
    )


def _day_numbers(days: "pd.Series[Any]") -> Index:
    return days.to_numpy("datetime64[D]").view(np.int64)


def _date(number: int) -> date:
    return date(1970, 1, 1) + timedelta(days=number)
