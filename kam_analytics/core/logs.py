"""The log of a process: instant with time zone, level, sentence.

An error is told by its type and its place in the code: its message could name a customer, a person or an amount.
"""

import logging
import os
import sys
import traceback
from datetime import UTC, datetime
from types import TracebackType

LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL")
LOG = logging.getLogger("kam_analytics")
_Raised = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


class PlacesOnly(logging.Formatter):
    """`2026-11-28T20:15:03.120+01:00 ERROR sentence`, then one line for each call that led to an error."""

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)s %(message)s")

    def formatTime(self, record: logging.LogRecord, datefmt: str | None = None) -> str:  # noqa: ARG002, N802
        """The instant, with the offset of this machine's time zone."""
        return datetime.fromtimestamp(record.created, UTC).astimezone().isoformat(timespec="milliseconds")

    def formatException(self, ei: _Raised) -> str:  # noqa: N802
        """Type of the error and of what caused it, each with its calls; without messages."""
        lines: list[str] = []
        error = ei[1]
        while error is not None:
            calls = traceback.extract_tb(error.__traceback__)
            lines += [type(error).__name__, *(f"  {c.filename}:{c.lineno} {c.name}" for c in calls)]
            error = error.__cause__ or error.__context__
        return "\n".join(lines)


def set_up() -> None:
    """Send the log to standard error, once for each process; `KAM_LOG_LEVEL` says from which level (INFO)."""
    if any(isinstance(handler.formatter, PlacesOnly) for handler in LOG.handlers):
        return
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(PlacesOnly())
    LOG.addHandler(handler)
    level = os.environ.get("KAM_LOG_LEVEL", "").upper()
    LOG.setLevel(level if level in LEVELS else "INFO")
