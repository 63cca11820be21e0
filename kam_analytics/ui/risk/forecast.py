"""Runs the back-test in a thread, once per set of inputs; the card of signals is displayed meanwhile."""

import logging
import threading
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import streamlit as st

from kam_analytics.answers.page.risk_forecast import (
    ForecastRequest,
    RiskForecast,
    RiskForecaster,
)
from kam_analytics.answers.page.view import reads
from kam_analytics.answers.risk.forecast import (
    backtest_path,
    risk_forecast,
)
from kam_analytics.core.settings import contents
from kam_analytics.language.risk import model as words
from kam_analytics.language.typography import typeset
from kam_analytics.ui.frame.frame import Frame
from kam_analytics.ui.frame.markdown import escaped
from kam_analytics.ui.frame.shared_values import SharedValues
from kam_analytics.ui.frame.store import open_store
from kam_analytics.warehouse.session import Reader
from kam_analytics.warehouse.store import State, Store

LOG = logging.getLogger("kam_analytics")
EVERY = 2.0  # seconds between two checks of a running back-test
_ONE_AT_A_TIME = threading.Lock()
_PLACES: SharedValues[Path] = SharedValues(256)


@dataclass
class Job:
    """One back-test: its progress and its result. A failed one is logged, and not retried on the same data."""

    done: int = 0
    total: int = 0
    forecast: RiskForecast | None = None
    failed: bool = False

    @property
    def runs(self) -> bool:
        return self.forecast is None and not self.failed

    def work(self, folder: Path, state: State, request: ForecastRequest, place: Path) -> None:
        """Read, replay the past, predict the day."""
        try:
            with _ONE_AT_A_TIME, closing(Reader(Store(folder, create=False), state, with_pay=False)) as reader:
                self.forecast = risk_forecast(reads(reader), request, place, self._tell)
        except Exception:
            LOG.exception("back-test of %s", request.name)
            self.failed = True

    def _tell(self, done: int, total: int) -> None:
        self.done, self.total = done, total


def of(folder: Path, state: State) -> RiskForecaster:
    """The forecaster of a `View`: returns the result once it is ready; the first call starts the work."""

    def ask(request: ForecastRequest) -> RiskForecast | None:
        return _job_of(folder, state, request).forecast

    return ask


def _job_of(folder: Path, state: State, request: ForecastRequest) -> Job:
    key = (folder, state.ledger, state.workspace, request, contents())
    place = _PLACES.recall(key, lambda: backtest_path(open_store(str(folder)), state, request))
    return _job(str(folder), place, request, state)


@st.cache_resource(max_entries=8, show_spinner=False)
def _job(folder: str, place: Path, request: ForecastRequest, _state: State) -> Job:
    """One job per process for a set of inputs, which determines its path; any state with these inputs can be used."""
    job = Job()
    threading.Thread(
        target=job.work, args=(Path(folder), _state, request, place), name="kam-backtest", daemon=True
    ).start()
    return job


def draw_progress(frame: Frame) -> None:
    """The progress of this view's back-test; the page is redrawn when it has ended."""
    job = _job_of(frame.folder, frame.state, ForecastRequest.about(frame.view.filters))
    if job.runs:
        _watched(job, frame)
    elif job.failed:
        st.caption(escaped(typeset(words.FAILED, frame.lang)))


@st.fragment(run_every=EVERY)
def _watched(job: Job, frame: Frame) -> None:
    if not job.runs:
        st.rerun()
    progress = typeset(words.PENDING, frame.lang).format(done=job.done, total=job.total or "…")
    st.caption(escaped(progress))
