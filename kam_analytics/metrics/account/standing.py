"""Rank and share of one account over rolling twelve months."""

import numpy as np
import pandas as pd

WINDOW = 12  # months
SMALLEST_NET = 0.005  # EUR


def standing(months: pd.DataFrame, account_id: str, shown_months: int) -> pd.DataFrame:
    """The last `shown_months` windows of twelve whole months: share of the account and its rank.

    months: account_id, month (first day), revenue (EUR), every account that takes part.
    returns: month (the last of each window), share (0–1), rank (1 is the largest), accounts; NaN share and rank where
        the account has no positive revenue; empty without twelve months of history.
    """
    table = months.pivot_table(index="month", columns="account_id", values="revenue", aggfunc="sum")
    if table.empty or account_id not in table.columns:
        return pd.DataFrame({"month": [], "share": [], "rank": [], "accounts": []})
    every_month = pd.date_range(table.index.min(), table.index.max(), freq="MS")
    rolled = table.reindex(every_month).fillna(0.0).rolling(WINDOW).sum().iloc[WINDOW - 1 :].tail(shown_months)
    kept = rolled.round(4).where(rolled > SMALLEST_NET)  # money is stored with four decimals
    mine = kept[account_id]
    rank = kept.gt(mine, axis=0).sum(axis=1) + 1
    found = {"share": mine / kept.sum(axis=1), "rank": rank.where(mine.notna(), np.nan), "accounts": kept.count(axis=1)}
    return pd.DataFrame(found).rename_axis("month").reset_index()
