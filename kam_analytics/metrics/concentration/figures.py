"""The figures of the concentration page, from the accounts of the period."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import pandas as pd

from kam_analytics.core.scope import Measure
from kam_analytics.core.units import SMALLEST_NET
from kam_analytics.metrics.concentration import formulas
from kam_analytics.metrics.concentration.formulas import Amounts, PositivePart
from kam_analytics.metrics.portfolio.figures import Portfolio

HERE = Path(__file__).parent
FIGURES, INTERCOMPANY, POTENTIAL, MEMBERS, CONTRACTS = (
    HERE / f"{name}.sql" for name in ("figures", "intercompany", "potential", "members", "contracts")
)
WINDOW = 12  # months in a rolling year


@dataclass(frozen=True)
class Concentration:
    """Shares are of the accounts with a positive net amount; the others are counted apart.

    `portfolio`: what is shared out, revenue or margin, in its columns `revenue` and `base_revenue`.
    """

    portfolio: Portfolio
    ranked: pd.DataFrame  # the positive part, largest first, with share and cumulative_share
    base: Amounts  # the positive part of the base period
    part: PositivePart
    intercompany: pd.DataFrame  # rows of intercompany accounts, excluded from the shares
    unknown: int = 0  # accounts whose margin is unknown, where margin is shared out

    @property
    def amounts(self) -> Amounts:
        return self.part.amounts

    @property
    def key_share(self) -> float | None:
        """Share held by key accounts at the end of the period."""
        keys = self.ranked.loc[self.ranked["is_key"].astype(bool), "share"]
        return float(keys.sum()) if len(keys) else None


def concentration(portfolio: Portfolio, own: frozenset[str] = frozenset()) -> Concentration:
    """Rank the accounts with a positive net amount and compute their shares of the total.

    own: intercompany accounts; they are excluded from the shares.
    """
    is_own = portfolio.accounts["account_id"].isin(own)
    outside = portfolio.accounts[~is_own]
    active = outside[outside["lines"] > 0]
    part = formulas.positive_part(active["revenue"].to_numpy(dtype=float))
    ranked = active[active["revenue"] > SMALLEST_NET].sort_values(["revenue", "account_id"], ascending=[False, True])
    total = float(ranked["revenue"].sum())
    ranked = ranked.assign(
        share=ranked["revenue"] / total if total else np.nan,
        cumulative_share=ranked["revenue"].cumsum() / total if total else np.nan,
        rank=range(1, len(ranked) + 1),
    )
    base = formulas.positive_part(outside["base_revenue"].to_numpy(dtype=float)).amounts
    return Concentration(portfolio, ranked.reset_index(drop=True), base, part, portfolio.accounts[is_own])


def measured(portfolio: Portfolio, measure: Measure) -> Portfolio:
    """The portfolio with the chosen measure in its columns `revenue` and `base_revenue`.

    An account without a known margin is excluded when margin is shared out.
    """
    if measure == "revenue":
        return portfolio
    rows = portfolio.accounts
    has_margin = rows["margin"].notna()
    rows = rows.assign(
        revenue=rows["margin"].fillna(0.0),
        base_revenue=rows["base_margin"].fillna(0.0),
        lines=rows["lines"].where(has_margin, 0),
    )
    return replace(portfolio, accounts=rows)


def without_margin(portfolio: Portfolio) -> int:
    """Number of accounts in the period without a known margin."""
    rows = portfolio.accounts
    return int((rows["margin"].isna() & (rows["lines"] > 0)).sum())


def causes(portfolio: Portfolio, own: frozenset[str] = frozenset()) -> pd.DataFrame:
    """Which accounts changed the concentration index between the two windows, and by how much.

    returns: account_id, account_name, change (of HHI), largest absolute change first; changes sum to the
        whole change, and an account whose revenue did not move has none. Empty when a window has no revenue.
    """
    rows = portfolio.accounts[~portfolio.accounts["account_id"].isin(own)]
    before = np.maximum(rows["base_revenue"].to_numpy(dtype=float), 0.0)
    after = np.maximum(rows["revenue"].to_numpy(dtype=float), 0.0)
    comparable = before.sum() > 0 and after.sum() > 0
    change = formulas.hhi_change_by_account(before, after) if comparable else None
    if change is None:
        return pd.DataFrame({"account_id": [], "account_name": [], "change": []})
    changes = rows[["account_id", "account_name"]].assign(change=change)
    return changes.sort_values("change", key=abs, ascending=False, ignore_index=True)


def rolling_shares(months: pd.DataFrame, n: int, followed: Sequence[str] = ()) -> pd.DataFrame:
    """Share of the `n` largest accounts, and of some accounts, over the twelve months that end with each month.

    months: rows of `months.sql`, what is shared out in `revenue`; followed: ids of accounts.
    returns: columns month, share, effective_accounts and one per followed account; only months with a full year behind
        them. Shares are 0–1 of the accounts with a positive year.
    """
    years = rolled_years(months)
    rows = []
    for month, revenue in zip(years.index, years.to_numpy(), strict=True):
        positive = formulas.positive_part(revenue).amounts
        rows.append((month, formulas.top_share(positive, n), formulas.effective_accounts(positive)))
    shares = pd.DataFrame(rows, columns=["month", "share", "effective_accounts"])
    whole = years.clip(lower=0).sum(axis=1).to_numpy()
    for code in followed:
        own = years[code].clip(lower=0).to_numpy() if code in years else np.zeros(len(years))
        shares[code] = np.divide(own, whole, out=np.full(len(own), np.nan), where=whole > 0)
    return shares.dropna()


def rolled_years(months: pd.DataFrame) -> pd.DataFrame:
    """Revenue of the twelve months that end with each month: a row per month with a full year behind, a column per
    account; EUR.

    months: account_id, month (first day), revenue, at most one row per account and month.
    """
    if months.empty:
        return pd.DataFrame()
    every_month = pd.date_range(months["month"].min(), months["month"].max(), freq="MS")
    codes, accounts = pd.factorize(months["account_id"])
    table = np.zeros((len(every_month) + 1, len(accounts)))
    table[every_month.get_indexer(pd.DatetimeIndex(months["month"])) + 1, codes] = months["revenue"]
    running = table.cumsum(axis=0)
    rolled = np.round(running[WINDOW:] - running[:-WINDOW], 4)  # money is stored with four decimals
    return pd.DataFrame(rolled, index=every_month[WINDOW - 1 :], columns=accounts)
