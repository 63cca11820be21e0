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
    running = np.pad(table.reindex(every_month).fillna(0.0).to_numpy().cumsum(axis=0), ((1, 0), (0, 0)))
    rolled = np.round(running[WINDOW:] - running[:-WINDOW], 4)[-shown_months:]  # money is stored with four decimals
    kept = np.where(rolled > SMALLEST_NET, rolled, 0.0)
    mine, total = kept[:, table.columns.get_loc(account_id)], kept.sum(axis=1)
    held = mine > 0
    return pd.DataFrame(
        {
            "month": every_month[WINDOW - 1 :][-shown_months:],
            "share": np.where(held, mine / np.where(total > 0, total, 1.0), np.nan),
            "rank": np.where(held, (kept > mine[:, None]).sum(axis=1) + 1.0, np.nan),
            "accounts": (kept > 0).sum(axis=1),
        }
    )
