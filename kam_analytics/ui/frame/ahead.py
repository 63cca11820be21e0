"""Answers prepared ahead of the click: one thread of low priority, which works only while no page is being drawn."""

import atexit
import logging
import os
import queue
import threading
import time
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager, suppress

from streamlit.runtime import Runtime, exists, get_instance

LOG = logging.getLogger("kam_analytics")
QUIET_SECONDS = 0.7
"""How long no page must have been drawn before the next answer is prepared: clicks come in series."""
MOST_WAITING, MOST_REMEMBERED = 64, 512
NICEST, LONGEST_END = 19, 5.0
Job = Callable[[], object]


class Preparation:
    """Jobs in the order of their arrival, each once; what does not fit into the queue is not prepared."""

    def __init__(self, quiet_seconds: float = QUIET_SECONDS) -> None:
        self._quiet_seconds = quiet_seconds
        self._jobs: queue.Queue[Job] = queue.Queue(MOST_WAITING)
        self._asked: dict[Hashable, None] = {}
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None
        self._drawing, self._drawn_at = 0, 0.0
        self._working, self.is_closed = threading.Lock(), False

    @contextmanager
    def pausing(self) -> Iterator[None]:
        """No job begins while the block runs, nor shortly after."""
        with self._lock:
            self._drawing += 1
        try:
            yield
        finally:
            with self._lock:
                self._drawing -= 1
                self._drawn_at = time.monotonic()

    def ask(self, key: Hashable, job: Job) -> None:
        """Do a job later, unless it was asked for before."""
        with self._lock:
            if key in self._asked:
                return
            with suppress(queue.Full):
                self._jobs.put_nowait(job)
                self._asked[key] = None
            while len(self._asked) > MOST_REMEMBERED:
                del self._asked[next(iter(self._asked))]
            if self._thread is None:
                self._thread = threading.Thread(target=self._work, name="prepared-ahead", daemon=True)
                self._thread.start()

    def _work(self) -> None:
        with suppress(AttributeError, OSError):  # Linux gives each thread a priority of its own
            os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), NICEST)
        while True:
            job = self._jobs.get()
            while not self._is_quiet():
                time.sleep(self._quiet_seconds / 4)
            with self._working:
                if not self.is_closed:
                    self._try(job)
            self._jobs.task_done()

    def _try(self, job: Job) -> None:
        try:
            job()
        except Exception as error:  # noqa: BLE001 - whatever it is, the page itself will say it
            LOG.warning("not prepared ahead: %s", type(error).__name__)

    def _is_quiet(self) -> bool:
        with self._lock:
            return not self._drawing and time.monotonic() - self._drawn_at >= self._quiet_seconds

    def wait(self) -> None:
        """Return when every job is done."""
        self._jobs.join()

    def close(self) -> None:
        """Begin no further job, and let the current one end: a thread that dies inside a query aborts the process."""
        self.is_closed = True
        if self._working.acquire(timeout=LONGEST_END):
            self._working.release()


PREPARATION = Preparation()
atexit.register(PREPARATION.close)


def serves() -> bool:
    """Whether pages are drawn by a server, which goes on after them; a test of one page ends with it.

    The stand-in of Streamlit's `AppTest` passes for an instance, so the type itself is asked.
    """
    return exists() and type(get_instance()) is Runtime
