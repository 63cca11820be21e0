"""Which accounts are key: the dated list or, where there is none, the accounts that make most of the revenue."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

import numpy as np
import pandas as pd

from kam_analytics.metrics.concentration.formulas import accounts_for
from kam_analytics.metrics.growth import formulas

DEFAULT_TOP = 20
MOST = 0.8  # of the revenue: where fewer than `DEFAULT_TOP` accounts make it, the others are not key


class KeySource(Enum):
    """Where the list of key accounts comes from."""

    LISTED = "listed"  # the dated list, frozen at the start of the base period
    TOP = "top"  # the largest of the base period: biased towards the others (these can only decline from the top)
    LAGGED = "lagged"  # the largest of the twelve months before the base period
    NONE = "none"


@dataclass(frozen=True)
class KeyAccounts:
    """The key accounts and the source of their list."""

    source: KeySource
    ids: frozenset[str]


def key_accounts(accounts: pd.DataFrame, key: str | None) -> KeyAccounts:
    """The key accounts among rows of `accounts.sql`, whose `is_key` is the dated list.

    key: `listed`, `top:N`, `lagged:N`; None takes the dated list, else the accounts that make most of the revenue.
    """
    wanted, _, size = (key or "").partition(":")
    n = int(size or DEFAULT_TOP)
    listed = frozenset(accounts.loc[accounts["is_key"].astype(bool), "account_id"])
    if wanted == "listed" or (listed and not wanted):
        return _of(KeySource.LISTED, listed)
    if not wanted:
        return _most_of_the_revenue(accounts)
    column = "prior_revenue" if wanted == "lagged" else "base_revenue"
    return _of(KeySource.LAGGED if wanted == "lagged" else KeySource.TOP, _largest(accounts, column, n))


def _of(source: KeySource, ids: Sequence[str] | frozenset[str]) -> KeyAccounts:
    return KeyAccounts(source if ids else KeySource.NONE, frozenset(ids))


def _most_of_the_revenue(accounts: pd.DataFrame) -> KeyAccounts:
    """Chosen on the months before the base period if these know as many accounts as are needed, or half of all."""
    before, base = (int((accounts[name] > 0).sum()) for name in ("prior_revenue", "base_revenue"))
    if before >= max(min(DEFAULT_TOP, base / 2), 1):
        return _of(KeySource.LAGGED, _largest(accounts, "prior_revenue", _enough(accounts["prior_revenue"])))
    return _of(KeySource.TOP, _largest(accounts, "base_revenue", _enough(accounts["base_revenue"])))


def _enough(revenue: "pd.Series[float]") -> int:
    """How many of the largest accounts make most of the revenue; never more than `DEFAULT_TOP`."""
    amounts = np.asarray(revenue, dtype=np.float64)
    return min(accounts_for(amounts[amounts > 0], MOST) or 0, DEFAULT_TOP)


def _largest(accounts: pd.DataFrame, column: str, n: int) -> tuple[str, ...]:
    return formulas.top_n_at_base(accounts["account_id"].tolist(), accounts[column].tolist(), n)
