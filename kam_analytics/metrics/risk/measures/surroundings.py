"""The card's inputs other than invoice days: contracts, payments, people, incidents, families, orders.

Every query answers for one as-of day from data dated up to it; what was never imported, or is not recorded for an
account, is missing (NaN), not bad.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from kam_analytics.metrics.records import records

AROUND = Path(__file__).parent / "around"
QUERIES = ("contracts", "payments", "meetings", "incidents", "satisfaction", "families", "pending")
LEVELS = ("executive", "buyer", "technical")

DECIDED_DAYS = 9_999.0  # a contract that renews automatically, or whose renewal is in the pipeline
MET_DAYS = 182  # a level without a meeting for longer is without contact
LEAST_MEETINGS = 3
LEAST_DUE_DATES = 3  # in each window: fewer give no payment habit
PAID_DAYS = 45  # if no payment of any account is recorded for longer, the export has stopped
COVERED = 0.8  # share of the revenue that must have a margin for rates to be compared

Query = Callable[[Path], pd.DataFrame]


@dataclass(frozen=True, slots=True)
class Recorded:
    """Company-wide values needed to assess one account, so that the result is the same for every viewer.

    span: of all satisfaction scores; paid_until: the last recorded payment; incidents: whether any were recorded.
    """

    span: float | None = None
    paid_until: date | None = None
    incidents: bool = False


@dataclass(frozen=True)
class Surroundings:
    """signals: account_id → one column for each rule of the card that needs files, NaN where nothing is known;
    pending: account_id → EUR ordered and promised after the day; facts: account → values of its sentences.
    """

    recorded: Recorded = field(default_factory=Recorded)
    signals: pd.DataFrame = field(default_factory=pd.DataFrame)
    pending: "pd.Series[float]" = field(default_factory=lambda: pd.Series(dtype=float))
    facts: dict[str, dict[str, Any]] = field(default_factory=dict)


def surroundings(query: Query, as_of: date, company: Recorded | None = None) -> Surroundings:
    """The results of `query` for each file of `around/` on the as-of day.

    company: records of all accounts, if `query` sees only some of them.
    """
    rows_by_query = {name: query(AROUND / f"{name}.sql").set_index("account_id") for name in QUERIES}
    company_record = company or recorded(query)
    signals = pd.DataFrame(
        {
            "contract_deadline": _deadlines(rows_by_query["contracts"]),
            "payment_delay": _delays(rows_by_query["payments"], company_record, as_of),
            "levels_missed": _missed(rows_by_query["meetings"], as_of),
            "single_contact": _alone(rows_by_query["meetings"]),
            "open_incidents": rows_by_query["incidents"]["open_incidents"].astype(float),
            "satisfaction_change": _satisfaction(rows_by_query["satisfaction"], company_record),
            "families_given_up": _given_up(rows_by_query["families"]),
            "margin_change": _margins(rows_by_query["families"]),
        }
    )
    return Surroundings(
        company_record, signals, rows_by_query["pending"]["pending"].astype(float), _facts(rows_by_query)
    )


def recorded(query: Query) -> Recorded:
    """The rows of `recorded.sql`, from a query that sees every account."""
    (row,) = records(query(AROUND / "recorded.sql"))
    return Recorded(row["satisfaction_span"], row["paid_until"], bool(row["incidents"]))


def file_signals(around: Surroundings, account_ids: Any) -> dict[str, NDArray[np.float64]]:
    """The signals of these accounts as arrays in their order, NaN where unknown."""
    if around.signals.empty and not around.recorded.incidents:
        return {}
    rows = around.signals.reindex(account_ids)
    if around.recorded.incidents:  # if incidents are recorded, an account without any has none open
        rows["open_incidents"] = rows["open_incidents"].fillna(0.0)
    return {str(name): rows[name].to_numpy(np.float64) for name in rows}


def pending_orders(around: Surroundings, account_ids: Any) -> NDArray[np.float64]:
    """EUR ordered by these accounts and promised for later, in their order."""
    return np.asarray(around.pending.reindex(account_ids).fillna(0.0), np.float64)


def _deadlines(contracts: pd.DataFrame) -> "pd.Series[float]":
    """Days left to decide; negative once the notice day has passed."""
    decided = contracts["in_pipeline"].astype(bool) | (
        contracts["auto_renewal"].astype(bool) & (contracts["days_left"] < 0)
    )
    return contracts["days_left"].astype(float).mask(decided, DECIDED_DAYS)


def _delays(payments: pd.DataFrame, records: Recorded, as_of: date) -> "pd.Series[float]":
    """Days later than the account's own habit; payments missing because the export stopped do not count as late."""
    brought = records.paid_until is not None and records.paid_until > as_of - timedelta(days=PAID_DAYS)
    enough = brought & (payments["times_now"] >= LEAST_DUE_DATES) & (payments["times_before"] >= LEAST_DUE_DATES)
    return (payments["late_now"] - payments["late_before"]).where(enough)


def missed_levels(met: Mapping[str, Any], as_of: date) -> list[str]:
    """Levels that were met within two years, and not in the last six months."""
    since = as_of - timedelta(days=MET_DAYS)
    last = {level: met[f"{level}_on"] for level in LEVELS}
    return [level for level, day in last.items() if day is not None and day <= since]


def _missed(meetings: pd.DataFrame, as_of: date) -> "pd.Series[float]":
    """Number of levels without recent contact; all three if nobody was met."""
    measured = (meetings["times"] >= LEAST_MEETINGS) & (meetings["times_with_level"] > 0)
    lost = [
        float(len(LEVELS) if row["last_on"] <= as_of - timedelta(days=MET_DAYS) else len(missed_levels(row, as_of)))
        for row in records(meetings)
    ]
    return pd.Series(lost, index=meetings.index, dtype=float).where(measured)


def _alone(meetings: pd.DataFrame) -> "pd.Series[float]":
    """1 if every meeting of the year was with the same person."""
    measured = (meetings["times_this_year"] >= LEAST_MEETINGS) & (meetings["people"] > 0)
    return (meetings["people"] == 1).astype(float).where(measured)


def _satisfaction(surveys: pd.DataFrame, records: Recorded) -> "pd.Series[float]":
    """Change of the score as a share of the span of all scores."""
    return (surveys["score_now"] - surveys["score_before"]).astype(float) / (records.span or np.nan)


def _given_up(families: pd.DataFrame) -> "pd.Series[float]":
    """Share of the families bought before that are no longer bought."""
    gone = pd.Series([len(g) if isinstance(g, list | np.ndarray) else 0 for g in families["given_up"]], families.index)
    return (gone / families["families"].where(families["families"] > 0)).astype(float)


def _margins(families: pd.DataFrame) -> "pd.Series[float]":
    """Change of the margin rate, in points of revenue, if margins cover both windows."""
    rates = {}
    for when in ("now", "before"):
        amount, covered = families[f"amount_{when}"], families[f"covered_{when}"]
        rates[when] = (families[f"margin_{when}"] / covered.where(covered > 0)).where(
            (amount > 0) & (covered >= COVERED * amount)
        )
    return (rates["now"] - rates["before"]).astype(float)


def _facts(rows_by_query: dict[str, pd.DataFrame]) -> dict[str, dict[str, Any]]:
    """The values of each account from all queries, for the sentences."""
    facts: dict[str, dict[str, Any]] = {}
    for name in QUERIES:
        for account, row in zip(rows_by_query[name].index, records(rows_by_query[name]), strict=True):
            facts.setdefault(str(account), {}).update(row)
    return facts
