"""What is opened next as a rule, prepared ahead: the other pages of the same view, and each KAM's own first page."""

import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from kam_analytics.answers.page.blocks import Block, Chart
from kam_analytics.answers.page.risk_forecast import ForecastRequest
from kam_analytics.answers.page.view import View
from kam_analytics.answers.pages import answer
from kam_analytics.core.scope import Role, Scope, unfiltered
from kam_analytics.metrics.access.rights import holders, settings
from kam_analytics.ui.blocks.charts import figure_of
from kam_analytics.ui.frame import data
from kam_analytics.ui.frame.ahead import PREPARATION, serves
from kam_analytics.ui.frame.answers import Asker, WatchedForecaster
from kam_analytics.ui.frame.data import reading
from kam_analytics.ui.frame.frame import Frame
from kam_analytics.ui.risk import forecast

USUAL = ("overview", "concentration", "growth", "variable_pay", "at_risk")
LONGEST_WAIT, BETWEEN_LOOKS = 60.0, 0.5  # seconds


def prepare(frame: Frame) -> None:
    """Ask for the answers that this viewer and, in a new state, the KAMs will want, where no dimension is filtered."""
    filters = frame.view.filters
    if serves() and frame.page in USUAL and filters == unfiltered(filters):
        key = (frame.folder, frame.state, frame.view.scope, filters, frame.view.today, frame.style)
        PREPARATION.ask(key, lambda: _ask_each(frame))


def _ask_each(frame: Frame) -> None:
    """Ask for one answer at a time, so that a click between two of them is not kept waiting."""
    filters = frame.view.filters
    plain = replace(frame.view, filters=replace(filters, urgency=None, account=None, key=None, measure="revenue"))
    until = time.monotonic() + LONGEST_WAIT
    for page in USUAL:
        _ask(frame, page, plain, until)
    for scope in _portfolios(frame):
        read = reading(frame.folder, frame.state)
        _ask(frame, USUAL[0], replace(plain, scope=scope, read=read), until)


def _portfolios(frame: Frame) -> Iterator[Scope]:
    """The KAMs who may sign in."""
    configured = settings()
    if configured.mode == "accounts" and frame.view.today:
        everybody = holders(configured, data.people(), frame.view.today)
        yield from (scope for scope in everybody.values() if scope.role is Role.KAM)


def _ask(frame: Frame, page: str, view: View, until: float) -> None:
    """Ask for one answer and its figures; an answer without the forecast would not last, so it waits for it."""
    foresee, request = forecast.of(frame.folder, frame.state), ForecastRequest.about(view.filters)

    def work() -> None:
        while foresee(request) is None and time.monotonic() < until and not PREPARATION.is_closed:
            time.sleep(BETWEEN_LOOKS)
        forecaster = WatchedForecaster(foresee)
        said = replace(view, foresee=forecaster)
        asker = Asker(page, frame.folder, frame.state, said)
        sections = asker.remember("page", lambda: answer(page, said), forecaster)
        for chart in _charts(sections.values()):
            figure_of(chart, frame.style)

    PREPARATION.ask((frame.folder, frame.state, page, view.scope, view.filters, view.today, frame.style), work)


def _charts(sections: Iterable[Sequence[Block]]) -> Iterator[Chart]:
    for blocks in sections:
        yield from (block for block in blocks if isinstance(block, Chart))
