"""Product families of one account: bought, stopped, never bought, and what similar accounts do (docs/methods.md 7)."""

import pandas as pd

from kam_analytics.core.units import SMALLEST_NET

PRIOR_ACCOUNTS = 20.0  # number of accounts the portfolio-wide share counts for, against the peers
LEAST_BUYERS = 10  # fewer buying peers give no amount


def bought(families: pd.DataFrame) -> pd.DataFrame:
    """Families with net revenue in the twelve months up to the end, rows of `families.sql`."""
    return families[families["year_revenue"] > SMALLEST_NET].reset_index(drop=True)


def stopped(families: pd.DataFrame) -> pd.DataFrame:
    """Families bought before but not in these twelve months, largest first."""
    gone = families[(families["year_revenue"] <= SMALLEST_NET) & families["last_month"].notna()]
    return gone.sort_values(["brought", "family"], ascending=[False, True], ignore_index=True)


def year_size(families: pd.DataFrame) -> float:
    """Purchases of the account in the twelve months up to the end, EUR; peers are compared by this size."""
    return max(float(families["year_revenue"].sum()), 0.0)


def never_bought(peers: pd.DataFrame, families: pd.DataFrame) -> pd.DataFrame:
    """Families the account never bought, those most common among similar accounts first.

    peers: rows of `peers.sql`; families: rows of `families.sql`.
    returns: family, peer_buyers, peers, share (0–1, the peers' own share drawn towards the portfolio's), low, middle
        and high (EUR a year, indicative; NaN with fewer than ten buying peers of a size that compares).

    Method
        share = (peer buyers + 20 × portfolio share) ÷ (peers + 20); amount = share × a quantile (50, 75, 90 %) of what
        buying peers spend on the family beside their other purchases × the account's own purchases of twelve months.
    """
    bought = families[families["last_month"].notna() | (families["revenue"] > SMALLEST_NET)]["family"]
    rows = peers[~peers["family"].isin(bought) & (peers["peer_buyers"] > 0)]
    portfolio_share = rows["buyers"] / rows["accounts"]
    share = (rows["peer_buyers"] + PRIOR_ACCOUNTS * portfolio_share) / (rows["peers"] + PRIOR_ACCOUNTS)
    size = year_size(families)
    meaningful = (rows["near_buyers"] >= LEAST_BUYERS) & (size > 0)
    amounts = {name: (rows[name] * share * size).where(meaningful) for name in ("low", "middle", "high")}
    candidates = rows[["family", "peer_buyers", "peers"]].assign(share=share, **amounts)
    return candidates.sort_values(["share", "family"], ascending=[False, True], ignore_index=True)
