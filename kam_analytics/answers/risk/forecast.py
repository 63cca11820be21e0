"""The model's prediction for a day, for the whole company, with the track record that decides whether it is used."""

import logging
import os
import threading
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from pathlib import Path

from kam_analytics.answers.page.risk_forecast import WHOLE, ForecastRequest, RiskForecast
from kam_analytics.answers.page.view import Read
from kam_analytics.metrics.risk.backtest.outlook import DAYS, PRODUCTS, outlook, past, track_record
from kam_analytics.metrics.risk.backtest.record import FORMAT, BacktestRecord, read, standing, written
from kam_analytics.metrics.risk.measures.surroundings import Surroundings, surroundings
from kam_analytics.warehouse import fingerprint
from kam_analytics.warehouse.owner_files import OWNER_FILE, OWNER_FOLDER, hand_over
from kam_analytics.warehouse.rewriting import SAVED_ANSWERS
from kam_analytics.warehouse.store import State, Store

LOG = logging.getLogger("kam_analytics")
MOST_KEPT = 40  # back-tests per store; the oldest are deleted
ReportProgress = Callable[[int, int], None]


def risk_forecast(
    rows: Read, request: ForecastRequest, path: Path | None = None, tell: ReportProgress | None = None
) -> RiskForecast:
    """Back-test on the past up to the as-of day, then predict from that day.

    path: file from which an earlier back-test is read, and to which a new one is written.
    """
    facts = (("as_of", request.as_of), ("level", request.level), ("perimeter", request.perimeter))

    def around(day: date) -> Surroundings:
        then = (("as_of", day), *facts[1:])
        return surroundings(lambda sql: rows(sql, WHOLE, then), day)

    past_days = past(rows(DAYS, WHOLE, facts), rows(PRODUCTS, WHOLE, facts), request.horizon_days, around)
    record = _remembered(path)
    if record is None:
        record = standing(track_record(past_days, tell=tell))
        if path is not None:
            _remember(path, written(record))
    return RiskForecast(record, outlook(past_days, record, request.as_of, record.speaking().label))


def backtest_path(store: Store, state: State, request: ForecastRequest) -> Path:
    """Where the back-test is stored, beside the data: one name for all states that would give the same result."""
    about = fingerprint.invoiced(store, state, by_group=request.level == "group")
    return store.folder / SAVED_ANSWERS / f"{request.name}-{FORMAT}-{about}.json"


def _remember(path: Path, text: str) -> None:
    """Write the file completely or not at all; a failed write does not affect the result."""
    draft = path.with_name(f".{path.stem}-{os.getpid()}-{threading.get_ident()}.draft")
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=OWNER_FOLDER)
        draft.touch(OWNER_FILE)
        draft.write_text(text, "utf-8")
        os.replace(draft, path)
        hand_over(path.parent, path.parent.parent)
        hand_over(path, path.parent)
    except OSError as error:
        LOG.warning("back-test not kept: %s", type(error).__name__)
    _prune(path.parent)


def _prune(folder: Path) -> None:
    """Leave the newest files, counting drafts of killed processes. Another process may be doing the same."""
    with suppress(OSError):
        files = [(entry.stat().st_mtime_ns, entry.path) for entry in os.scandir(folder) if entry.is_file()]
        for _, path in sorted(files, reverse=True)[MOST_KEPT:]:
            Path(path).unlink(missing_ok=True)


def _remembered(path: Path | None) -> BacktestRecord | None:
    """A stored back-test; None if it cannot be read, so that it is computed again."""
    if path is None or not path.is_file():
        return None
    try:
        return read(path.read_text("utf-8"))
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None
