"""What the concentration page says, from the accounts of the period."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from kam_analytics.metrics.concentration import formulas
from kam_analytics.metrics.concentration.formulas import Amounts, PositivePart
from kam_analytics.metrics.portfolio.figures import Portfolio

WINDOW = 12  # months in a rolling year


@dataclass(frozen=True)
class Concentration:
    """Shares are of the accounts with positive net revenue; the others are counted apart."""

    portfolio: Portfolio
    ranked: pd.DataFrame  # the positive part, largest first, with share and cumulative_share
    base: Amounts  # the positive part of the base period
    part: PositivePart

    @property
    def amounts(self) -> Amounts:
        return self.part.kept

    @property
    def key_share(self) -> float | None:
        """Share held by key accounts at the end of the period."""
        keys = self.ranked.loc[self.ranked["is_key"].astype(bool), "share"]
        return float(keys.sum()) if len(keys) else None


def concentration(portfolio: Portfolio) -> Concentration:
    """Rank the accounts with positive net revenue and share the total out among them."""
    active = portfolio.accounts[portfolio.accounts["lines"] > 0]
    part = formulas.positive_part(active["revenue"].to_numpy(dtype=float))
    ranked = active[active["revenue"] > formulas.SMALLEST_NET].sort_values(
        ["revenue", "account_id"], ascending=[False, True]
    )
    total = float(ranked["revenue"].sum())
    ranked = ranked.assign(
        share=ranked["revenue"] / total if total else np.nan,
        cumulative_share=ranked["revenue"].cumsum() / total if total else np.nan,
        rank=range(1, len(ranked) + 1),
    )
    base = formulas.positive_part(portfolio.accounts["base_revenue"].to_numpy(dtype=float)).kept
    return Concentration(portfolio, ranked.reset_index(drop=True), base, part)


def causes(portfolio: Portfolio) -> pd.DataFrame:
    """Which accounts changed the concentration index between the two windows, and by how much.

    returns: account_id, account_name, change (of HHI), largest first in either direction; sums to the
        whole change, an account whose revenue did not move has none. Empty when a window has no revenue.
    """
    rows = portfolio.accounts
    before = np.maximum(rows["base_revenue"].to_numpy(dtype=float), 0.0)
    after = np.maximum(rows["revenue"].to_numpy(dtype=float), 0.0)
    known = before.sum() > 0 and after.sum() > 0
    change = formulas.hhi_change_by_account(before, after) if known else None
    if change is None:
        return pd.DataFrame({"account_id": [], "account_name": [], "change": []})
    found = rows[["account_id", "account_name"]].assign(change=change)
    return found.sort_values("change", key=abs, ascending=False, ignore_index=True)


def rolling_shares(months: pd.DataFrame, n: int) -> pd.DataFrame:
    """Share of the `n` largest accounts over the twelve months that end with each month.

    months: rows of `months.sql`.
    returns: columns month, share, effective_accounts; only months with a full year behind them.
    """
    if months.empty:
        return pd.DataFrame({"month": [], "share": [], "effective_accounts": []})
    every_month = pd.date_range(months["month"].min(), months["month"].max(), freq="MS")
    rows = []
    for month, revenue in zip(every_month[WINDOW - 1 :], _rolled(months, every_month), strict=True):
        kept = formulas.positive_part(revenue).kept
        rows.append((month, formulas.top_share(kept, n), formulas.effective_accounts(kept)))
    return pd.DataFrame(rows, columns=["month", "share", "effective_accounts"]).dropna()


def _rolled(months: pd.DataFrame, every_month: pd.DatetimeIndex) -> Amounts:
    """Revenue of the twelve months that end with each month, (months − 11, accounts)."""
    codes, accounts = pd.factorize(months["account_id"])
    table = np.zeros((len(every_month) + 1, len(accounts)))
    table[every_month.get_indexer(pd.DatetimeIndex(months["month"])) + 1, codes] = months["revenue"]
    running = table.cumsum(axis=0)
    rolled: Amounts = np.round(running[WINDOW:] - running[:-WINDOW], 4)  # money is stored with four decimals
    return rolled
