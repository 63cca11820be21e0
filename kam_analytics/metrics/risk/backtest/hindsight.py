"""What became of the first accounts of each past list, in numbers a director can use."""

from dataclasses import dataclass
from datetime import date, timedelta
from statistics import median

import numpy as np

from kam_analytics.metrics.risk.backtest.backtest import FIRST_ACCOUNTS, METHODS, OriginJudgement
from kam_analytics.metrics.risk.measures.history import Amounts, Index
from kam_analytics.metrics.risk.model.model import RiskLabel

CAPACITY = FIRST_ACCOUNTS  # visits a team can make between two origins
MOST_BINS, LEAST_IN_BIN = 5, 20  # docs/methods.md 4.8


@dataclass(frozen=True, slots=True)
class Reliability:
    """Accounts with a predicted probability in one range: their number, mean prediction, and observed share."""

    count: int
    predicted: float
    came: float


@dataclass(frozen=True, slots=True)
class Visited:
    """One method: among the first `CAPACITY` accounts of each origin, the share that had the event (precision), and the
    share of all events that were among them (recall).
    """

    method: str
    precision: float
    recall: float


@dataclass(frozen=True, slots=True)
class OriginCount:
    """One past date: accounts with a later event, how many of them were listed, how many listed accounts had none."""

    origin: date
    events: int
    caught: int
    false_alarms: int


@dataclass(frozen=True, slots=True)
class Hindsight:
    """One label over every origin.

    lost: accounts that had the event; caught: of these, on a list before the event was visible; lead_days: median days
    from the first such list to the day it was visible (`lead_time.py`); false_alarms: accounts listed at some origin
    that never had the event. base_rate: share of judgements with the event.
    """

    label: RiskLabel
    capacity: int
    base_rate: float
    lost: int
    caught: int
    lead_days: float | None
    false_alarms: int
    visited: tuple[Visited, ...]
    origins: tuple[OriginCount, ...]
    reliability: tuple[Reliability, ...]


def hindsight(judgements: tuple[OriginJudgement, ...], label: RiskLabel, method: str) -> Hindsight | None:
    """The list of one method replayed at every origin; `None` without any."""
    origins_of_label = [j for j in judgements if j.label is label]
    if not origins_of_label:
        return None
    listed = [_listed(j, method) for j in origins_of_label]
    first_seen, first_listed = _firsts(origins_of_label, listed)
    leads = [
        (day - first_listed[account]).days
        for account, day in first_seen.items()
        if account in first_listed and first_listed[account] < day
    ]
    probabilities = np.concatenate([j.probability for j in origins_of_label])
    came = np.concatenate([j.happened for j in origins_of_label])
    return Hindsight(
        label,
        CAPACITY,
        float(came.mean()),
        len(first_seen),
        len(leads),
        float(median(leads)) if leads else None,
        len(first_listed.keys() - first_seen.keys()),
        tuple(_visited(origins_of_label, name) for name in METHODS),
        tuple(_counted(j, places) for j, places in zip(origins_of_label, listed, strict=True)),
        reliability(probabilities, came),
    )


def reliability(probabilities: Amounts, came: Amounts) -> tuple[Reliability, ...]:
    """At most five bins of equal size, each of at least twenty judgements; `predicted` and `came` are (judgements,)."""
    bins = min(MOST_BINS, probabilities.size // LEAST_IN_BIN)
    if not bins:
        return ()
    order = np.argsort(probabilities, kind="stable")
    return tuple(
        Reliability(int(part.size), float(probabilities[part].mean()), float(came[part].mean()))
        for part in np.array_split(order, bins)
    )


def _listed(one: OriginJudgement, method: str) -> Index:
    """Positions, in the arrays of a judgement, of the first accounts by score × money."""
    score = one.probability if method == "model" else one.scores[method]
    return np.asarray(np.argsort(-(score * one.money), kind="stable")[:CAPACITY], np.int64)


def _firsts(origins_of_label: list[OriginJudgement], listed: list[Index]) -> tuple[dict[int, date], dict[int, date]]:
    """Account → the first day on which its event was visible, and its first origin on the list."""
    first_seen: dict[int, date] = {}
    first_listed: dict[int, date] = {}
    for one, places in sorted(zip(origins_of_label, listed, strict=True), key=lambda pair: pair[0].origin):
        for account, days in zip(one.account[one.happened > 0], one.seen_in[one.happened > 0], strict=True):
            day = one.origin + timedelta(days=int(days))
            first_seen[int(account)] = min(first_seen.get(int(account), day), day)
        for account in one.account[places]:
            first_listed.setdefault(int(account), one.origin)
    return first_seen, first_listed


def _visited(origins_of_label: list[OriginJudgement], method: str) -> Visited:
    hits = events = visits = 0.0
    for one in origins_of_label:
        places = _listed(one, method)
        hits += float(one.happened[places].sum())
        visits += places.size
        events += float(one.happened.sum())
    return Visited(method, hits / visits if visits else 0.0, hits / events if events else 0.0)


def _counted(one: OriginJudgement, places: Index) -> OriginCount:
    hits = int(one.happened[places].sum())
    return OriginCount(one.origin, int(one.happened.sum()), hits, int(places.size) - hits)
