"""A child process that answers JSON lines, watched for time and memory, killed when it passes a limit."""

import json
import os
import queue
import subprocess
import sys
import threading
import time
import weakref
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

START_SECONDS = 60.0  # to start on a busy machine; the size of the file does not matter here
WATCHED_EVERY = 0.02  # seconds between two looks at the memory
ADDRESS_SPACE = 3 * 2**30  # reserved beyond the limit: libraries map far more than they use
_UTF8 = {"PYTHONUTF8": "1", "PYTHONIOENCODING": "utf-8"}


class LimitPassed(Exception):
    """The child took too long, took too much memory, or ended."""


@dataclass(frozen=True, slots=True)
class Limits:
    """Time and memory that one request may take."""

    seconds: float
    resident: int  # bytes


class ChildProcess:
    """One child process; it ends with this object."""

    def __init__(self, script: Path, argument: Path, limits: Limits) -> None:
        command = [sys.executable, "-P", str(script), str(argument), str(limits.resident + ADDRESS_SPACE)]
        self._process = subprocess.Popen(  # noqa: S603 - this interpreter and a script of this package
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            encoding="utf-8",
            env={**os.environ, **_UTF8},
        )
        self._limits = limits
        self._answers: queue.Queue[str] = queue.Queue()
        threading.Thread(target=_listen, args=(self._process.stdout, self._answers), daemon=True).start()
        self._finish = weakref.finalize(self, _end, self._process)
        self._wait(START_SECONDS)

    def ask(self, **request: Any) -> dict[str, Any]:
        """The answer to one request. Raises LimitPassed; the child is gone then."""
        pipe = self._process.stdin
        try:
            if pipe is None:
                raise LimitPassed
            pipe.write(json.dumps(request) + "\n")
            pipe.flush()
        except (OSError, ValueError) as error:
            raise LimitPassed from error
        return dict(json.loads(self._wait(self._limits.seconds)))

    def close(self) -> None:
        """End the child now."""
        self._finish()

    def _wait(self, seconds: float) -> str:
        deadline = time.monotonic() + seconds
        while True:
            try:
                line = self._answers.get(timeout=WATCHED_EVERY)
            except queue.Empty:
                if time.monotonic() < deadline and _resident(self._process.pid) <= self._limits.resident:
                    continue
                line = ""
            if not line:
                self.close()
                raise LimitPassed
            return line


def _listen(stream: IO[str] | None, answers: "queue.Queue[str]") -> None:
    """Hand every line on, and an empty one when the child has ended."""
    if stream is not None:
        for line in stream:
            answers.put(line)
    answers.put("")


def _end(process: "subprocess.Popen[str]") -> None:
    process.kill()
    process.wait()
    if process.stdin is not None:
        process.stdin.close()


def _resident(pid: int) -> int:
    """Bytes of memory a process occupies; 0 on systems without /proc."""
    try:
        pages = Path(f"/proc/{pid}/statm").read_text("ascii").split()[1]
    except (OSError, IndexError):
        return 0
    return int(pages) * os.sysconf("SC_PAGE_SIZE")
