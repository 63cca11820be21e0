"""Predictions for a past day with data of that day only: a model is trained only on outcomes already known."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from kam_analytics.metrics.risk.measures.history import Amounts, Flags, InvoiceHistory, month_ends, months_before
from kam_analytics.metrics.risk.measures.snapshot import AccountOutcome, Snapshot, outcome, snapshot, surrounded
from kam_analytics.metrics.risk.measures.surroundings import Surroundings
from kam_analytics.metrics.risk.model.features import features
from kam_analytics.metrics.risk.model.model import (
    Calibration,
    Model,
    RiskLabel,
    Rows,
    calibration,
    logits,
    probability,
    train,
)

FULL_YEAR_DAYS, HALF_YEAR_DAYS = 360, 180  # features need twelve months; six if there are no more
ENOUGH_ORIGINS = 6
TRAINING_MONTHS = 48
CALIBRATION_STEP_MONTHS, CALIBRATION_ORIGINS = 3, 4
LONG_HISTORY_MONTHS = 36
DEFAULT_SEVERITY = 0.8


@dataclass(frozen=True, slots=True)
class ModelForecast:
    """The model's output on a day, for the accounts of its snapshot; log_odds are calibrated, (eligible,)."""

    model: Model
    calibration: Calibration
    log_odds: Amounts
    severity: float

    @property
    def probability(self) -> Amounts:
        return probability(self.log_odds)


class PastDays:
    """Snapshots, outcomes and forecasts of one history and horizon, each computed once.

    Everything about a day depends on that day and earlier ones: no argument allows a later outcome to be used.
    """

    def __init__(
        self, whole: InvoiceHistory, horizon_days: int, around: Callable[[date], Surroundings] | None = None
    ) -> None:
        """around: data of other files on a day; without it the card uses invoices alone."""
        self.whole, self.horizon_days, self._around = whole, horizon_days, around
        self._snapshots: dict[date, tuple[Snapshot, Amounts]] = {}
        self._cards: dict[date, Snapshot] = {}
        self._outcomes: dict[date, AccountOutcome] = {}
        self._raw: dict[tuple[RiskLabel, date], tuple[Model, Amounts] | None] = {}

    def at(self, day: date) -> Snapshot:
        """The accounts on a day."""
        return self._seen(day)[0]

    def card(self, day: date) -> Snapshot:
        """The accounts on a day with the inputs of the card of signals, including other files up to that day."""
        if self._around is None:
            return self.at(day)
        if day not in self._cards:
            self._cards[day] = surrounded(self.at(day), self.whole, self._around(day))
        return self._cards[day]

    def features(self, day: date) -> Amounts:
        """Their features."""
        return self._seen(day)[1]

    def outcome(self, day: date) -> AccountOutcome:
        """Their outcome; refused while the horizon has not ended."""
        last = self.whole.complete_until
        if last is None or day + timedelta(days=self.horizon_days) > last:
            raise ValueError(f"the horizon from {day} has not ended")
        if day not in self._outcomes:
            self._outcomes[day] = outcome(self.whole, self.at(day))
        return self._outcomes[day]

    def labelled(self, label: RiskLabel, day: date) -> tuple[Amounts, Flags, Amounts]:
        """Events, which of them can be measured, and EUR lost, (eligible,) each."""
        at_day, came = self.at(day), self.outcome(day)
        expected = at_day.revenue * self.horizon_days / 365
        if label is RiskLabel.LAPSE:
            return came.lapsed, np.ones(came.lapsed.size, bool), came.lapsed * expected
        measurable = came.fell_measurable & self._has_base(day)
        return came.fell, measurable, came.fell * np.maximum(came.base - came.revenue, 0.0)

    def rows(self, label: RiskLabel, day: date) -> Rows | None:
        """Every account at every month end whose horizon had ended by `day`; `None` without any."""
        parts = []
        for number, origin in enumerate(self._training_origins(day)):
            y, measurable, _ = self.labelled(label, origin)
            if measurable.any():
                place = np.full(int(measurable.sum()), number, np.int64)
                parts.append(
                    (self.features(origin)[measurable], y[measurable], self.at(origin).account[measurable], place)
                )
        if not parts:
            return None
        x, y, account, origin_number = (np.concatenate(column) for column in zip(*parts, strict=True))
        return Rows(x, y, account, origin_number)

    def forecast(self, label: RiskLabel, day: date) -> ModelForecast | None:
        """What the model would have predicted on `day`; `None` if there were too few data to train it."""
        raw = self._announced(label, day)
        if raw is None:
            return None
        model, log_odds = raw
        fixed = self._calibration(label, day)
        return ModelForecast(model, fixed, fixed.applied(log_odds), self.severity(label, day))

    def severity(self, label: RiskLabel, day: date) -> float:
        """Share of the exposed revenue that events cost, over the outcomes known by `day`; 0.8 without any."""
        lost, exposed = 0.0, 0.0
        for origin in self._training_origins(day):
            y, measurable, cost = self.labelled(label, origin)
            hit = measurable & (y > 0)
            lost += float(cost[hit].sum())
            exposed += float(self.at(origin).revenue[hit].sum()) * self.horizon_days / 365
        return lost / exposed if exposed > 0 else DEFAULT_SEVERITY

    def _seen(self, day: date) -> tuple[Snapshot, Amounts]:
        if day not in self._snapshots:
            taken = snapshot(self.whole, day, self.horizon_days)
            self._snapshots[day] = (taken, features(taken))
        return self._snapshots[day]

    def _announced(self, label: RiskLabel, day: date) -> tuple[Model, Amounts] | None:
        if (label, day) not in self._raw:
            rows = self.rows(label, day)
            model = None if rows is None else train(label, rows)
            self._raw[label, day] = None if model is None else (model, logits(model, self.features(day)))
        return self._raw[label, day]

    def _calibration(self, label: RiskLabel, day: date) -> Calibration:
        """Learnt from the model's predictions at earlier origins whose horizon had ended by `day`."""
        predicted, came = [], []
        for origin in self._calibration_origins(day):
            raw = self._announced(label, origin)
            if raw is not None:
                y, measurable, _ = self.labelled(label, origin)
                predicted.append(raw[1][measurable])
                came.append(y[measurable])
        return calibration(np.concatenate(predicted), np.concatenate(came)) if predicted else Calibration()

    def _training_origins(self, day: date) -> list[date]:
        first = self.whole.first_day
        if first is None:
            return []
        origins: list[date] = []
        for days in (FULL_YEAR_DAYS, HALF_YEAR_DAYS):
            start = max(first + timedelta(days=days), months_before(day, TRAINING_MONTHS))
            origins = month_ends(start, self._ended(day))
            if len(origins) >= ENOUGH_ORIGINS:
                break
        return origins

    def _calibration_origins(self, day: date) -> list[date]:
        past = (quarter_back(day, n) for n in range(1, 40))
        return [origin for origin in past if origin <= self._ended(day)][:CALIBRATION_ORIGINS]

    def _ended(self, day: date) -> date:
        """The last origin whose horizon had ended by a day; after the last invoices, no more horizons end."""
        return min(day, self.whole.complete_until or day) - timedelta(days=self.horizon_days)

    def _has_base(self, day: date) -> bool:
        """Whether the same days a year earlier lie within what was imported."""
        first = self.whole.first_day
        return first is not None and months_before(day, 12) >= first - timedelta(days=31)


def quarter_back(day: date, quarters: int) -> date:
    """The month end `quarters` quarters before the last month end up to `day`.

    >>> quarter_back(date(2026, 3, 15), 1)
    datetime.date(2025, 11, 30)
    """
    last = month_ends(months_before(day, 1), day)[-1]
    first_of_month = last.replace(day=1)
    return month_ends(months_before(first_of_month, CALIBRATION_STEP_MONTHS * quarters), last)[0]
