"""What the growth page says: three groups of accounts, the gap between them, where the change came from."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum

import numpy as np
import pandas as pd

from kam_analytics.metrics.growth import formulas
from kam_analytics.metrics.growth.bridge import Bridge, bridge, movement
from kam_analytics.metrics.growth.formulas import Retention, retention
from kam_analytics.metrics.growth.jackknife import GapEstimate, jackknife_gap
from kam_analytics.metrics.portfolio.figures import Portfolio

KEY, OTHER, NEW = "key", "other", "new"
DEFAULT_TOP = 20


class KeySource(Enum):
    """Where the list of key accounts comes from."""

    LISTED = "listed"  # the dated list, frozen at the start of the base period
    TOP = "top"  # the largest of the base period: flatters the others (they can only grow from below)
    LAGGED = "lagged"  # the largest of the twelve months before the base period
    NONE = "none"


@dataclass(frozen=True)
class Growth:
    """Two windows compared; growths are shares, money is EUR.

    accounts: rows of the portfolio plus `group` (key, other, new), `change`, `contribution` (of the
        total base revenue) and `movement`.
    """

    portfolio: Portfolio
    accounts: pd.DataFrame
    source: KeySource
    retention: Retention
    bridge: Bridge
    gap: GapEstimate | None

    def growth_of(self, *groups: str) -> float | None:
        """Growth of the accounts of these groups together."""
        rows = self.accounts[self.accounts["group"].isin(groups)]
        return formulas.growth(float(rows["base_revenue"].sum()), float(rows["revenue"].sum()))

    @property
    def growth(self) -> float | None:
        return formulas.growth(self.portfolio.base_revenue_total, self.portfolio.revenue_total)

    @property
    def key_growth(self) -> float | None:
        return None if self.source is KeySource.NONE else self.growth_of(KEY)

    @property
    def other_growth(self) -> float | None:
        """Every account that is not key, new ones included."""
        return None if self.source is KeySource.NONE else self.growth_of(OTHER, NEW)

    @property
    def existing_growth(self) -> float | None:
        """The other accounts that had revenue in the base period."""
        return None if self.source is KeySource.NONE else self.growth_of(OTHER)

    def bridge_of(self, *groups: str) -> Bridge:
        """The bridge of the accounts of these groups."""
        return _bridge(self.accounts[self.accounts["group"].isin(groups)])


@dataclass(frozen=True, slots=True)
class Reading:
    """The same comparison with another list of key accounts; growths are shares."""

    accounts: int
    key_growth: float | None
    other_growth: float | None


def hindsight(portfolio: Portfolio) -> Reading | None:
    """What the answer would be with the list in force at the end: chosen knowing who grew.

    None when no list is in force then, or when it is the same as at the start of the base period.
    """
    rows = portfolio.accounts
    late = rows["is_key_at_end"].astype(bool)
    if not late.any() or late.equals(rows["is_key"].astype(bool)):
        return None
    sums = rows.groupby(late)[["base_revenue", "revenue"]].sum()

    def moved(key: bool) -> float | None:
        return formulas.growth(*sums.loc[key]) if key in sums.index else None

    return Reading(int(late.sum()), moved(True), moved(False))


def growth(portfolio: Portfolio, key: str | None) -> Growth:
    """Compare the two windows of a portfolio.

    key: `listed`, `top:N`, `lagged:N`; `None` takes the dated list, else the months before the base,
        else the base period itself.
    """
    source, keys = _keys(portfolio.accounts, key)
    rows = portfolio.accounts.assign(group=_groups(portfolio.accounts, keys))
    base_total = portfolio.base_revenue_total
    change = rows["revenue"] - rows["base_revenue"]
    rows = rows.assign(
        change=change,
        contribution=change / base_total if base_total > 0 else np.nan,
        movement=[
            movement(money(b), money(c), seen_before=bool(s)).value
            for b, c, s in zip(rows["base_revenue"], rows["revenue"], rows["seen_before"], strict=True)
        ],
    )
    return Growth(
        portfolio,
        rows,
        source,
        retention(rows["base_revenue"].to_numpy(dtype=float), rows["revenue"].to_numpy(dtype=float)),
        _bridge(rows),
        _gap(rows) if source is not KeySource.NONE else None,
    )


def _keys(accounts: pd.DataFrame, key: str | None) -> tuple[KeySource, frozenset[str]]:
    """The key accounts, and where the list comes from."""
    wanted, _, size = (key or "").partition(":")
    n = int(size or DEFAULT_TOP)
    listed = frozenset(accounts.loc[accounts["is_key"].astype(bool), "account_id"])
    if wanted == "listed" or (not wanted and listed):
        return (KeySource.LISTED, listed) if listed else (KeySource.NONE, frozenset())
    lagged = _largest(accounts, "prior_revenue", n)
    if wanted == "lagged" or (not wanted and len(lagged) == n):
        return KeySource.LAGGED, frozenset(lagged)
    top = _largest(accounts, "base_revenue", n)
    return (KeySource.TOP, frozenset(top)) if top else (KeySource.NONE, frozenset())


def _largest(accounts: pd.DataFrame, column: str, n: int) -> Sequence[str]:
    return formulas.top_n_at_base(accounts["account_id"].tolist(), accounts[column].tolist(), n)


def _groups(accounts: pd.DataFrame, keys: frozenset[str]) -> list[str]:
    """Key, other (with revenue at base) or new."""
    return [
        KEY if account in keys else OTHER if base > 0 else NEW
        for account, base in zip(accounts["account_id"], accounts["base_revenue"], strict=True)
    ]


def _gap(rows: pd.DataFrame) -> GapEstimate | None:
    key, other = rows[rows["group"] == KEY], rows[rows["group"] != KEY]
    return jackknife_gap(
        key["base_revenue"].to_numpy(dtype=float),
        key["revenue"].to_numpy(dtype=float),
        other["base_revenue"].to_numpy(dtype=float),
        other["revenue"].to_numpy(dtype=float),
    )


def _bridge(rows: pd.DataFrame) -> Bridge:
    return bridge(
        [money(v) for v in rows["base_revenue"]],
        [money(v) for v in rows["revenue"]],
        [bool(v) for v in rows["seen_before"]],
    ).in_cents()


def money(value: float) -> Decimal:
    """A sum of stored amounts, which have four decimals, back from floating point."""
    return Decimal(f"{value:.4f}")
