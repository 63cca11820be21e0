"""Rank and share of one account over rolling twelve months."""

import numpy as np
import pandas as pd

from kam_analytics.core.units import SMALLEST_NET
from kam_analytics.metrics.concentration.figures import rolled_years


def standing(months: pd.DataFrame, account_id: str, shown_months: int) -> pd.DataFrame:
    """The last `shown_months` windows of twelve whole months: share of the account and its rank.

    months: account_id, month (first day), revenue (EUR), every account that takes part.
    returns: month (the last of each window), share (0–1), rank (1 is the largest), accounts; NaN share and rank where
        the account has no positive revenue; empty without twelve months of history.
    """
    years = rolled_years(months).tail(shown_months)
    if account_id not in years.columns:
        return pd.DataFrame({"month": [], "share": [], "rank": [], "accounts": []})
    positive = np.where(years > SMALLEST_NET, years, 0.0)
    mine, total = positive[:, years.columns.get_loc(account_id)], positive.sum(axis=1)
    active = mine > 0
    return pd.DataFrame(
        {
            "month": years.index,
            "share": np.where(active, mine / np.where(total > 0, total, 1.0), np.nan),
            "rank": np.where(active, (positive > mine[:, None]).sum(axis=1) + 1.0, np.nan),
            "accounts": (positive > 0).sum(axis=1),
        }
    )
