"""The figures of the growth page: three groups of accounts, the gap between them, the causes of the change."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd

from kam_analytics.metrics.growth import formulas, readings
from kam_analytics.metrics.growth.bridge import Bridge, bridge, movements, stored
from kam_analytics.metrics.growth.formulas import Retention, retention
from kam_analytics.metrics.growth.jackknife import GapEstimate, GrowthEstimate, jackknife_growth
from kam_analytics.metrics.growth.key_accounts import KeySource, key_accounts
from kam_analytics.metrics.growth.margins import Margins, margins
from kam_analytics.metrics.growth.readings import Reading
from kam_analytics.metrics.portfolio.figures import Portfolio

KEY, OTHER, NEW = "key", "other", "new"
GROUPS = (KEY, OTHER, NEW)
TWICE = 2.0


@dataclass(frozen=True)
class Growth:
    """Two windows compared; growths are shares, money is EUR.

    accounts: rows of the portfolio plus `group` (key, other, new), `change`, `contribution` (of the
        total base revenue; they add up to the growth) and `movement`.
    """

    portfolio: Portfolio
    accounts: pd.DataFrame
    source: KeySource

    def of(self, *groups: str) -> pd.DataFrame:
        """The accounts of these groups; of all three without any."""
        if not groups or set(groups) == set(GROUPS):
            return self.accounts
        return self.accounts[self.accounts["group"].isin(groups)]

    def growth_of(self, *groups: str) -> float | None:
        """Growth of the accounts of these groups together."""
        current, base = self.revenues_of(*groups)
        return formulas.growth(base, current)

    def revenues_of(self, *groups: str) -> tuple[float, float]:
        """Revenue of the accounts of these groups together in the period, and in the base period, EUR."""
        rows = self.of(*groups)
        return float(rows["revenue"].sum()), float(rows["base_revenue"].sum())

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

    @cached_property
    def retention(self) -> Retention:
        """What became of the base revenue of all accounts."""
        return self.retention_of()

    def retention_of(self, *groups: str) -> Retention:
        """What became of the base revenue of the given groups."""
        rows = self.of(*groups)
        return retention(rows["base_revenue"].to_numpy(dtype=float), rows["revenue"].to_numpy(dtype=float))

    @property
    def noise_floor(self) -> float | None:
        """Gross retention expected from chance alone: accounts without any trend, with the same volatility."""
        rows = self.accounts
        sd = formulas.noise_log_sd(rows["base_revenue"].to_numpy(dtype=float), rows["revenue"].to_numpy(dtype=float))
        return None if sd is None else formulas.grr_noise_floor(sd)

    @cached_property
    def bridge(self) -> Bridge:
        """The bridge of all accounts, in cents."""
        return self.bridge_of()

    def bridge_of(self, *groups: str) -> Bridge:
        """The bridge of the accounts of these groups, in cents."""
        rows = self.of(*groups)
        base, current = (stored(rows[name].to_numpy(dtype=float)) for name in ("base_revenue", "revenue"))
        return bridge(base, current, rows["movement"].to_numpy(dtype=object)).in_cents()

    def margins_of(self, *groups: str) -> Margins:
        """Margins of the accounts of these groups."""
        return margins(self.of(*groups))

    @cached_property
    def gap(self) -> GapEstimate | None:
        """Key accounts against all others, with its interval."""
        return self._gap()

    @cached_property
    def beyond_twice(self) -> GapEstimate | None:
        """By how much key growth exceeds twice the growth of the others, with its interval."""
        return self._gap(TWICE)

    def _gap(self, times: float = 1.0) -> GapEstimate | None:
        if self.source is KeySource.NONE:
            return None
        return readings.gap(self.accounts, (self.accounts["group"] == KEY).to_numpy(dtype=bool), times)

    @property
    def others(self) -> GrowthEstimate | None:
        """Growth of the others with its interval: a ratio to an uncertain number is not reliable."""
        rows = self.of(OTHER, NEW)
        return jackknife_growth(rows["base_revenue"].to_numpy(dtype=float), rows["revenue"].to_numpy(dtype=float))

    @property
    def ratio(self) -> float | None:
        """How many times faster key accounts grow, where the ratio is meaningful."""
        low = None if self.others is None else self.others.low
        return formulas.meaningful_ratio(self.key_growth, self.other_growth, low)[0]

    def readings(self) -> list[Reading]:
        """The comparison made in other ways; empty without key accounts."""
        return [] if self.source is KeySource.NONE else readings.readings(self.accounts)


def hindsight(portfolio: Portfolio, way: readings.Way = readings.Way.LIST_AT_END) -> Reading | None:
    """The result with a later list of key accounts; see `readings.hindsight`."""
    return readings.hindsight(portfolio.accounts, way)


def growth(portfolio: Portfolio, key: str | None) -> Growth:
    """Compare the two windows of a portfolio.

    key: as `key_accounts` takes it.
    """
    rows = portfolio.accounts
    keys = key_accounts(rows, key)
    base, current = (stored(rows[name].to_numpy(dtype=float)) for name in ("base_revenue", "revenue"))
    base_total = portfolio.base_revenue_total
    change = rows["revenue"] - rows["base_revenue"]
    rows = rows.assign(
        group=np.where(rows["account_id"].isin(keys.ids), KEY, np.where(base > 0, OTHER, NEW)),
        change=change,
        contribution=change / base_total if base_total > 0 else np.nan,
        movement=movements(base, current, rows["seen_before"].to_numpy(dtype=bool)),
    )
    return Growth(portfolio, rows, keys.source)
