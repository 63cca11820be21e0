"""Replay every ranking on past origins and compare it with what happened afterwards."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kam_analytics.metrics.risk.backtest.baselines import baselines
from kam_analytics.metrics.risk.backtest.evaluation import brier_skill, lift, observed_over_expected
from kam_analytics.metrics.risk.backtest.intervals import interval, ranked, resampled_aucs, weighted_auc
from kam_analytics.metrics.risk.backtest.lead_time import days_until_seen
from kam_analytics.metrics.risk.card.scorecard import signal_columns
from kam_analytics.metrics.risk.measures.history import Amounts, Flags, Index, InvoiceHistory, month_ends, months_before
from kam_analytics.metrics.risk.model.model import LEAST_EVENTS, RiskLabel, calibration
from kam_analytics.metrics.risk.model.rolling import LONG_HISTORY_MONTHS, PastDays

METHODS = ("recency", "recency_ratio", "yoy", "scorecard", "model")
SCORECARD_PLACE = METHODS.index("scorecard")
POPULATIONS = ("all", "live", "top")
ORIGINS = 12
QUARTER_MONTHS = 3
LEARNT_MONTHS, LEAST_LEARNT = 24, 4  # one year of features and one year of outcomes
_A_MONTH = timedelta(days=31)  # the first invoice of a history is seldom on the first of the month
MOST_TOP, TOP_SHARE = 200, 0.2
FIRST_SHARE, FIRST_ACCOUNTS = 0.1, 20

ReportProgress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class OriginJudgement:
    """One label at one origin: the predictions of every method, and the outcome; arrays are (accounts,).

    scores: by method, the account's rank among all accounts that day, 0 to 1, since a level is not the same risk at
    every origin; probability: the model's;
    money: EUR the account would bring over the horizon; lost: EUR; seen_in: days until the event was visible, NaN
    without it; severity: share that events were known to cost;
    signals: rule of the card → its value, NaN where it could not be measured.
    """

    label: RiskLabel
    origin: date
    account: Index
    happened: Amounts
    live: Flags
    top: Flags
    scores: dict[str, Amounts]
    probability: Amounts
    money: Amounts
    lost: Amounts
    seen_in: Amounts
    severity: float
    signals: dict[str, Amounts] = field(default_factory=dict)

    def of(self, population: str) -> Flags:
        """Which accounts belong to a population."""
        return {"all": np.ones(self.account.size, bool), "live": self.live, "top": self.top}[population]


@dataclass(frozen=True, slots=True)
class Measured:
    """One method on one label and population, origins pooled; `None` where it cannot be computed."""

    method: str
    label: RiskLabel
    population: str
    auc: float | None = None
    auc_low: float | None = None
    auc_high: float | None = None
    auc_gain: float | None = None
    auc_gain_low: float | None = None
    over_scorecard_low: float | None = None
    lift_10: float | None = None
    brier_skill: float | None = None
    observed_over_expected: float | None = None
    slope: float | None = None
    lost_money_top20: float | None = None
    lost_money_top20_by_size: float | None = None
    lost_money_top20_at_best: float | None = None
    events: int = 0


def origins(whole: InvoiceHistory, horizon_days: int, count: int = ORIGINS) -> list[date]:
    """The last `count` month ends whose horizon has ended, a quarter apart; a month apart below 36 months.

    If at least four remain, only those with a full year of known outcomes: a model trained on half a year or less
    mistakes the season for the level, and is not the model in use today.
    """
    first, last = whole.first_day, whole.complete_until
    if first is None or last is None:
        return []
    horizon = timedelta(days=horizon_days)
    ended = month_ends(first, last - horizon)
    step = QUARTER_MONTHS if months_before(last, LONG_HISTORY_MONTHS) >= first - _A_MONTH else 1
    days = ended[::-1][::step][::-1]
    learnt = [day for day in days if months_before(day - horizon, LEARNT_MONTHS) >= first - _A_MONTH]
    return (learnt if len(learnt) >= LEAST_LEARNT else days)[-count:]


def judge_origins(past: PastDays, days: list[date], tell: ReportProgress | None = None) -> tuple[OriginJudgement, ...]:
    """Every label at every origin where the model could be trained, oldest first."""
    judgements: list[OriginJudgement] = []
    for n, day in enumerate(days):
        judgements += [one for label in RiskLabel if (one := _judge_origin(past, label, day)) is not None]
        if tell is not None:
            tell(n + 1, len(days))
    return tuple(judgements)


def measured(judgements: tuple[OriginJudgement, ...]) -> tuple[Measured, ...]:
    """Every method on every label and population."""
    return tuple(
        figures
        for label in RiskLabel
        for population in POPULATIONS
        for figures in _population(tuple(j for j in judgements if j.label is label), label, population)
    )


def long_enough(whole: InvoiceHistory, until: date) -> bool:
    """Whether at least 36 months were invoiced up to a day: below that, season and decline cannot be distinguished."""
    first = whole.first_day
    return first is not None and months_before(until, LONG_HISTORY_MONTHS) >= first - _A_MONTH


def _judge_origin(past: PastDays, label: RiskLabel, day: date) -> OriginJudgement | None:
    until = day + timedelta(days=past.horizon_days)
    if label is RiskLabel.DEC50 and not long_enough(past.whole, until):
        return None
    forecast = past.forecast(label, day)
    at_origin = past.at(day)
    happened, measurable, lost = past.labelled(label, day)
    if forecast is None or not measurable.any():
        return None
    card = past.card(day)
    scores = {name: places(values_) for name, values_ in {**baselines(card), "model": forecast.log_odds}.items()}
    return OriginJudgement(
        label,
        day,
        at_origin.account[measurable],
        happened[measurable],
        at_origin.live[measurable],
        _top(at_origin.revenue)[measurable],
        {name: values[measurable] for name, values in scores.items()},
        forecast.probability[measurable],
        at_origin.revenue[measurable] * past.horizon_days / 365,
        lost[measurable],
        days_until_seen(past.whole, at_origin, label, happened * measurable)[measurable],
        forecast.severity,
        {name: values[measurable] for name, values in signal_columns(card).items()},
    )


def places(predicted: Amounts) -> Amounts:
    """Rank ÷ number of accounts; equal scores share theirs.

    >>> places(np.array([5.0, 9.0, 5.0, 1.0])).tolist()
    [0.625, 1.0, 0.625, 0.25]
    """
    _, group, size = np.unique(predicted, return_inverse=True, return_counts=True)
    return np.asarray((np.cumsum(size) - (size - 1) / 2)[group] / max(predicted.size, 1))


def _top(revenue: Amounts) -> Flags:
    """The largest accounts: a fifth of them, at most two hundred."""
    count = min(MOST_TOP, -(-revenue.size // round(1 / TOP_SHARE)))
    largest = np.argsort(-revenue, kind="stable")[:count]
    return np.isin(np.arange(revenue.size), largest)


def _population(judgements: tuple[OriginJudgement, ...], label: RiskLabel, population: str) -> list[Measured]:
    if not judgements:
        return [Measured(method, label, population) for method in METHODS]
    happened, account = (_pooled(judgements, population, name) for name in ("happened", "account"))
    events = int(np.unique(account[happened > 0]).size)
    if events < LEAST_EVENTS or happened.min() > 0:
        return [Measured(method, label, population, events=events) for method in METHODS]
    scores = {m: np.concatenate([j.scores[m][j.of(population)] for j in judgements]) for m in METHODS}
    rankings = [ranked(happened, scores[m]) for m in METHODS]
    draws = resampled_aucs(rankings, account)
    whole = [weighted_auc(ranking, np.ones(happened.size)) for ranking in rankings]
    return [
        Measured(
            method,
            label,
            population,
            whole[n],
            interval(draws[:, n])[0],
            interval(draws[:, n])[1],
            auc_gain=whole[n] - whole[0] if n else None,
            auc_gain_low=interval(draws[:, n] - draws[:, 0])[0] if n else None,
            over_scorecard_low=interval(draws[:, n] - draws[:, SCORECARD_PLACE])[0],
            lift_10=lift(happened, scores[method], FIRST_SHARE),
            **(_calibrated(judgements, population, happened) if method == "model" else {}),
            **_money(judgements, population, method),
            events=events,
        )
        for n, method in enumerate(METHODS)
    ]


def _pooled(judgements: tuple[OriginJudgement, ...], population: str, name: str) -> NDArray[Any]:
    return np.concatenate([getattr(j, name)[j.of(population)] for j in judgements])


def _calibrated(judgements: tuple[OriginJudgement, ...], population: str, happened: Amounts) -> dict[str, float | None]:
    """The figures that only a probability has."""
    p = _pooled(judgements, population, "probability")
    log_odds = np.log(p / (1 - p))
    return {
        "brier_skill": brier_skill(happened, p),
        "observed_over_expected": observed_over_expected(happened, p),
        # A free fit: priors this wide have no influence.
        "slope": calibration(log_odds, happened, spread=(100.0, 100.0)).slope,
    }


def _money(judgements: tuple[OriginJudgement, ...], population: str, method: str) -> dict[str, float | None]:
    """Share of the lost money in the first twenty accounts of each origin, and the most that any twenty had."""
    total = caught = by_size = at_best = 0.0
    for one in judgements:
        included = one.of(population)
        score = one.probability if method == "model" else one.scores[method]
        lost, money = one.lost[included], one.money[included]
        total += float(lost.sum())
        caught += _captured_share(lost, score[included] * money)
        by_size += _captured_share(lost, money)
        at_best += _captured_share(lost, lost)
    captured = {"": caught, "_by_size": by_size, "_at_best": at_best}
    return {f"lost_money_top20{name}": sums / total if total > 0 else None for name, sums in captured.items()}


def _captured_share(lost: Amounts, ranking: Amounts) -> float:
    return float(lost[np.argsort(-ranking, kind="stable")[:FIRST_ACCOUNTS]].sum())
