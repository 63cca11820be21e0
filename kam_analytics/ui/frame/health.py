"""`/health`: whether somebody who comes now finds the data, told in one word to whoever asks, signed in or not."""

import logging
from pathlib import Path

from starlette.concurrency import run_in_threadpool
from starlette.responses import PlainTextResponse, Response

from kam_analytics.core import logs
from kam_analytics.core.errors import NoStore, StoreTooNew
from kam_analytics.core.settings import is_readable
from kam_analytics.metrics.access.rights import CLOSED, can_let_in, settings
from kam_analytics.ui.frame.store import folder
from kam_analytics.warehouse.health import quick_fault
from kam_analytics.warehouse.versions import POINTER, stranger

HEALTH = "health"
OK, NEW = "ok", "new"
AT_FAULT = 503
CLOSED_TO_ALL = "nobody can get in: %s; `python -m kam_analytics check --server` says what to correct"
LOG = logging.getLogger("kam_analytics")


def tell_who_is_shut_out() -> None:
    """Say in the log, when a server starts, that its configuration lets nobody in: no page tells the administrator."""
    logs.set_up()
    if not is_readable():
        LOG.warning(CLOSED_TO_ALL, "the configuration is missing or cannot be read")
    elif not can_let_in(settings()):
        LOG.warning(CLOSED_TO_ALL, "[access] mode is unknown, or a package for signing in is missing")


async def answer() -> Response:
    """200 and `ok` or `new`, else 503 and what to look at; nothing of the data, no path and no name."""
    word = await run_in_threadpool(condition, folder())
    status = 200 if word in (OK, NEW) else AT_FAULT
    return PlainTextResponse(word, status, headers={"Cache-Control": "no-store"})


def condition(path: Path) -> str:
    """One word: `ok`; `new`: no store yet, which the first director who comes fills, so people must get through;
    else what is wrong: `configuration`, `pointer`, `file`, `release` (the store is of a later one), `folder`.
    """
    if not is_readable() or not (can_let_in(configured := settings()) or configured.mode == CLOSED):
        return "configuration"
    try:
        fault = quick_fault(path)
        if fault is None:
            return OK
        return "pointer" if fault.file == POINTER else "file"
    except NoStore:
        return NEW if stranger(path) is None else "folder"
    except StoreTooNew:
        return "release"
    except OSError:  # rights, or a disk that does not answer
        return "folder"
