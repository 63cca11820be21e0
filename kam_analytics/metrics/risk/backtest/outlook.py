"""The model's output for the page: probability and expected loss of each account, and the track record behind it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Protocol

import numpy as np
import pandas as pd

from kam_analytics.metrics.risk.backtest.accuracy import SignalAccuracy, accuracies
from kam_analytics.metrics.risk.backtest.backtest import (
    ORIGINS,
    Measured,
    OriginJudgement,
    ReportProgress,
    judge_origins,
    long_enough,
    measured,
    origins,
)
from kam_analytics.metrics.risk.backtest.verdict import Verdict, verdict
from kam_analytics.metrics.risk.measures.history import Amounts, history
from kam_analytics.metrics.risk.measures.surroundings import Surroundings
from kam_analytics.metrics.risk.model.features import FEATURES
from kam_analytics.metrics.risk.model.model import RiskLabel, contributions
from kam_analytics.metrics.risk.model.rolling import ModelForecast, PastDays

HERE = Path(__file__).parents[1]
DAYS, PRODUCTS = HERE / "days.sql", HERE / "products.sql"
DEFAULT_BAND = (0.5, 1.5)  # docs/methods.md 4.6, until the company's own origins provide one
LEAST_ORIGINS_FOR_BAND = 4


@dataclass(frozen=True, slots=True)
class TrackRecord:
    """The back-test: every judgement, the figures pooled over origins, and the score in use for each label.

    band: lost ÷ predicted money of single origins, low and high, by label.
    """

    horizon_days: int
    judgements: tuple[OriginJudgement, ...]
    figures: tuple[Measured, ...]
    verdicts: tuple[Verdict, ...]
    account_ids: tuple[str, ...]
    band: dict[RiskLabel, tuple[float, float]]
    signals: tuple[SignalAccuracy, ...] = ()

    def verdict_on(self, label: RiskLabel) -> Verdict:
        """The verdict of one label."""
        return next(v for v in self.verdicts if v.label is label)


@dataclass(frozen=True, slots=True)
class AccountOutlook:
    """One account. `loss_share`, `low`, `high`: expected loss as a share of its exposed revenue.

    contributions: feature → log-odds it adds to those of the median account, most risk first; they add up to
    log_odds − `Outlook.base`.
    """

    account_id: str
    rank: float
    probability: float
    log_odds: float
    loss_share: float
    low: float
    high: float
    contributions: tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True)
class RiskOutlook:
    """Every account the model scores, none if the scorecard is in use; probabilities if `verdict` allows them."""

    as_of: date
    label: RiskLabel
    verdict: Verdict
    base: float
    accounts: dict[str, AccountOutlook]


def past(
    days: pd.DataFrame,
    products: pd.DataFrame,
    horizon_days: int,
    around: Callable[[date], Surroundings] | None = None,
) -> PastDays:
    """The rows of `days.sql` and `products.sql`, ready for scoring any day; around: data of other files by that day."""
    return PastDays(history(days, products), horizon_days, around)


def track_record(past: PastDays, count: int = ORIGINS, tell: ReportProgress | None = None) -> TrackRecord:
    """Back-test the last `count` origins."""
    judgements = judge_origins(past, origins(past.whole, past.horizon_days, count), tell)
    figures = measured(judgements)
    last = past.whole.last_day
    enough = last is not None and long_enough(past.whole, last)
    return TrackRecord(
        past.horizon_days,
        judgements,
        figures,
        tuple(verdict(label, figures, enough_months=enough) for label in RiskLabel),
        tuple(str(name) for name in past.whole.account_ids),
        {label: _band(tuple(j for j in judgements if j.label is label)) for label in RiskLabel},
        accuracies(judgements),
    )


class Settled(Protocol):
    """The decisions from a back-test, complete or as stored."""

    @property
    def band(self) -> dict[RiskLabel, tuple[float, float]]: ...
    def verdict_on(self, label: RiskLabel) -> Verdict: ...


def outlook(past: PastDays, record: Settled, as_of: date, label: RiskLabel = RiskLabel.DEC50) -> RiskOutlook:
    """The score of each account by the method in use, on the as-of day."""
    decided = record.verdict_on(label)
    forecast = past.forecast(label, as_of) if decided.method == "model" else None
    if forecast is None:
        return RiskOutlook(as_of, label, decided, 0.0, {})
    base, adds = _explained(past, forecast, as_of)
    low, high = record.band[label]
    ids = past.whole.account_ids[past.at(as_of).account]
    order = np.argsort(np.argsort(forecast.log_odds, kind="stable"), kind="stable")
    outlooks = {}
    for n, account_id in enumerate(ids):
        share = float(forecast.probability[n]) * forecast.severity
        named = sorted(((f.id, float(adds[n, i])) for i, f in enumerate(FEATURES)), key=lambda item: -item[1])
        outlooks[str(account_id)] = AccountOutlook(
            str(account_id),
            float((order[n] + 1) / len(ids)),
            float(forecast.probability[n]),
            float(forecast.log_odds[n]),
            share,
            low * share,
            min(high * share, max(forecast.severity, share)),
            tuple(named),
        )
    return RiskOutlook(as_of, label, decided, base, outlooks)


def _explained(past: PastDays, forecast: ModelForecast, as_of: date) -> tuple[float, Amounts]:
    """Base and contributions on the calibrated scale, so that they add up to the displayed log-odds."""
    base, adds = contributions(forecast.model, past.features(as_of))
    fixed = forecast.calibration
    return fixed.shift + fixed.slope * base, fixed.slope * adds


def _band(judgements: tuple[OriginJudgement, ...]) -> tuple[float, float]:
    """The range of origins without a tenth at each end, extended if needed to include the prediction."""
    announced = [float((j.probability * j.severity * j.money).sum()) for j in judgements]
    ratios = [float(j.lost.sum()) / expected for j, expected in zip(judgements, announced, strict=True) if expected > 0]
    if len(ratios) < LEAST_ORIGINS_FOR_BAND:
        return DEFAULT_BAND
    low, high = np.quantile(ratios, [0.1, 0.9])
    return min(float(low), 1.0), max(float(high), 1.0)
