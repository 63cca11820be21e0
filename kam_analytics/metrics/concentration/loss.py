"""The portfolio without some of its accounts: now, and over the next twelve months."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import pandas as pd

from kam_analytics.metrics.concentration import formulas
from kam_analytics.metrics.growth.bridge import Movement, movements, stored
from kam_analytics.metrics.portfolio.figures import Portfolio

TOP = 10
YEAR_DAYS = 365


@dataclass(frozen=True, slots=True)
class Loss:
    """EUR over the period, and shares of the original portfolio; None if undefined.

    months_to_replace: lost revenue ÷ revenue that new accounts brought per month of the period.
    """

    account_ids: tuple[str, ...]
    revenue: float
    share: float | None
    margin: float | None
    margin_share: float | None
    top_share_after: float | None
    effective_after: float | None
    months_to_replace: float | None


@dataclass(frozen=True)
class Stress:
    """The loss of some accounts, now and ahead; EUR.

    now: over the displayed period. ahead: what they would bring in the next twelve months at the pace of the last
    twelve, with columns account_id, account_name, expected, secured, kept, lost. margin_rate: of the lost revenue.
    """

    now: Loss
    ahead: pd.DataFrame
    margin_rate: float | None
    new_per_month: float

    @property
    def secured(self) -> float:
        return float(self.ahead["secured"].sum())

    @property
    def lost_ahead(self) -> float:
        return float(self.ahead["lost"].sum())

    @property
    def margin_ahead(self) -> float | None:
        return None if self.margin_rate is None else self.margin_rate * self.lost_ahead

    @property
    def months_to_replace(self) -> float | None:
        """Months of usual new business needed to replace a year of the lost revenue."""
        return self.lost_ahead / self.new_per_month if self.new_per_month > 0 and self.lost_ahead > 0 else None


def loss(
    portfolio: Portfolio,
    lost: Sequence[str],
    months: float,
    *,
    remaining_share: float = 0.0,
    margin_rate: float | None = None,
) -> Loss:
    """The portfolio without the accounts of `lost`.

    months: length of the period in months. remaining_share: share of their revenue that remains, 0–1.
    margin_rate: gross margin ÷ revenue of the lost revenue; None takes the rate of these accounts.
    """
    rows = portfolio.accounts
    gone = rows["account_id"].isin(list(lost))
    revenue, total = (1 - remaining_share) * float(rows.loc[gone, "revenue"].sum()), portfolio.revenue_total
    margins = rows["margin"].dropna()
    margin = (1 - remaining_share) * float(rows.loc[gone, "margin"].sum()) if len(margins) else None
    if margin_rate is not None:
        margin = margin_rate * revenue
    after = rows["revenue"].where(~gone, remaining_share * rows["revenue"])
    left = formulas.positive_part(after.to_numpy(dtype=float)).amounts
    fresh = new_business(rows) / months
    return Loss(
        account_ids=tuple(lost),
        revenue=revenue,
        share=revenue / total if total > 0 else None,
        margin=margin,
        margin_share=margin / float(margins.sum()) if margin is not None and margins.sum() > 0 else None,
        top_share_after=formulas.top_share(left, TOP),
        effective_after=formulas.effective_accounts(left),
        months_to_replace=revenue / fresh if fresh > 0 and revenue > 0 else None,
    )


def own_margin_rate(accounts: pd.DataFrame, lost: Sequence[str]) -> float | None:
    """Gross margin ÷ revenue of the lines of these accounts that have a margin; None where none has."""
    rows = accounts[accounts["account_id"].isin(list(lost))]
    amount = float(rows["margin_amount"].sum())
    return float(rows["margin"].sum()) / amount if amount > 0 else None


def ahead(year: pd.DataFrame, secured: dict[str, float], lost: Sequence[str], remaining_share: float) -> pd.DataFrame:
    """The next twelve months by account: expected = secured + kept + lost.

    year: account_id, account_name, revenue of the last twelve months. secured: EUR secured by contracts, by account.
    The remaining revenue is the larger of the remaining share and the contracts, at most the expected revenue.
    """
    rows = year[year["account_id"].isin(list(lost))]
    expected = rows["revenue"].clip(lower=0.0)
    secured_amounts = rows["account_id"].map(secured).astype(float).fillna(0.0).clip(upper=expected)
    stays = (remaining_share * expected).clip(lower=secured_amounts)
    accounts = rows[["account_id", "account_name"]].assign(
        expected=expected, secured=secured_amounts, kept=stays - secured_amounts, lost=expected - stays
    )
    return accounts.sort_values(["expected", "account_id"], ascending=[False, True], ignore_index=True)


def secured_by_contract(contracts: pd.DataFrame, as_of: date) -> dict[str, float]:
    """EUR secured by contracts over the 365 days after a day, by account: yearly value × days of contract ÷ 365.

    contracts: rows of `contracts.sql`. A contract that renews automatically and is past its notice day counts for one
    more year; before that day it counts only up to its end.
    """
    amounts: dict[str, float] = {}
    for row in contracts.to_dict("records"):
        days = _days_held(row["start_date"], row["end_date"], row["notice_days"], row["auto_renewal"], as_of)
        value = days / YEAR_DAYS * float(row["annual_value"])
        amounts[str(row["account_id"])] = amounts.get(str(row["account_id"]), 0.0) + value
    return amounts


def _days_held(start: object, end: object, notice_days: object, auto_renewal: object, as_of: date) -> int:
    """Days of the 365 after `as_of` on which a contract is in force."""
    first, horizon = as_of + timedelta(days=1), as_of + timedelta(days=YEAR_DAYS)
    last = pd.Timestamp(end).date()  # type: ignore[arg-type]
    notice = 0 if pd.isna(notice_days) else int(notice_days)  # type: ignore[call-overload]
    renews = not pd.isna(auto_renewal) and bool(auto_renewal)  # type: ignore[call-overload]
    if renews and last - timedelta(days=notice) < first:
        last += timedelta(days=YEAR_DAYS)
    begins = first if pd.isna(start) else max(first, pd.Timestamp(start).date())  # type: ignore[call-overload,arg-type]
    return max((min(last, horizon) - begins).days + 1, 0)


def new_business(accounts: pd.DataFrame) -> float:
    """Revenue of the accounts that had none in the base period nor in the 24 months before; EUR."""
    base, now = (accounts[name].to_numpy(dtype=float) for name in ("base_revenue", "revenue"))
    moved = movements(stored(base), stored(now), accounts["seen_before"].to_numpy(dtype=bool))
    return float(now[moved == Movement.NEW.value].sum())
