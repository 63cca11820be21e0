"""Answers shared by all sessions of equal rights: a rerun with the same view computes nothing."""

from collections.abc import Callable, Hashable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, TypeVar

from kam_analytics.answers.page.risk_forecast import ForecastRequest, RiskForecast, RiskForecaster
from kam_analytics.answers.page.view import View
from kam_analytics.core.settings import contents
from kam_analytics.ui.frame.shared_values import SharedValues
from kam_analytics.warehouse.store import State

T = TypeVar("T")
MOST_ANSWERS = 96  # of all pages and viewers of the process

ANSWERS: SharedValues["PageAnswer"] = SharedValues(MOST_ANSWERS)


class WatchedForecaster:
    """A forecaster that remembers which requests it could not answer yet."""

    def __init__(self, forecaster: RiskForecaster) -> None:
        self._forecaster = forecaster
        self.pending: list[ForecastRequest] = []

    def __call__(self, request: ForecastRequest) -> RiskForecast | None:
        forecast = self._forecaster(request)
        if forecast is None:
            self.pending.append(request)
        return forecast

    def still_pending(self, requests: list[ForecastRequest]) -> bool:
        """Whether all of these requests would be answered "not yet" again."""
        return all(self._forecaster(request) is None for request in requests)


@dataclass(frozen=True, slots=True)
class PageAnswer:
    """What was computed, and the forecasts that were missing when it was: it is valid as long as they are."""

    value: Any
    pending: list[ForecastRequest]


@dataclass(frozen=True, slots=True)
class Asker:
    """Who asks for an answer, and of what: the page, the store and its state, the view."""

    page: str
    folder: Path
    state: State
    view: View

    def remember(self, part: Hashable, compute: Callable[[], T], watched: WatchedForecaster | None = None) -> T:
        """A part of a page, computed once for every viewer who may see exactly the same.

        part: its name, with what it depends on beyond the view; one name has one type. watched: the forecaster that
        `compute` uses. The key contains everything else an answer depends on: the state of the store, the rights of
        the viewer (not the name), the filters, the day and the settings.
        """
        forecaster = watched or WatchedForecaster(lambda _: None)
        answer = ANSWERS.recall(
            self._key(part),
            lambda: PageAnswer(compute(), list(forecaster.pending)),
            lambda answer: forecaster.still_pending(answer.pending),
        )
        value: T = answer.value
        return value

    def _key(self, part: Hashable) -> Hashable:
        view, state = self.view, self.state
        files = (str(self.folder), state.number, state.ledger, state.workspace, state.pay)
        rights = replace(view.scope, viewer="")
        return (part, self.page, files, rights, view.filters, view.demonstration, view.today, contents())
