"""What the portfolio would be without some of its accounts."""

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from kam_analytics.metrics.concentration import formulas
from kam_analytics.metrics.growth.bridge import Movement, movement
from kam_analytics.metrics.growth.figures import money
from kam_analytics.metrics.portfolio.figures import Portfolio

TOP = 10


@dataclass(frozen=True, slots=True)
class Loss:
    """EUR over the period, shares of what the portfolio had; None where it cannot be told.

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


def loss(portfolio: Portfolio, lost: Sequence[str], months: float) -> Loss:
    """The portfolio without the accounts of `lost`; `months`: the length of the period in months."""
    rows = portfolio.accounts
    gone = rows["account_id"].isin(list(lost))
    revenue, total = float(rows.loc[gone, "revenue"].sum()), portfolio.revenue_total
    margins = rows["margin"].dropna()
    margin = float(rows.loc[gone, "margin"].sum()) if len(margins) else None
    left = formulas.positive_part(rows.loc[~gone, "revenue"].to_numpy(dtype=float)).kept
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


def new_business(accounts: pd.DataFrame) -> float:
    """Revenue of the accounts that had none in the base period nor in the 24 months before; EUR."""
    columns = accounts[["base_revenue", "revenue", "seen_before"]].itertuples(index=False)
    return sum(
        float(now) for base, now, seen in columns
        if movement(money(base), money(now), seen_before=bool(seen)) is Movement.NEW
    )  # fmt: skip
