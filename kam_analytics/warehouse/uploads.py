"""Uploads whose import has begun: a note in `importing/` each, by which one that a killed process left is told.

The lock beside a note is held while the import runs; the system lets go of it with the process, whatever ended that.
"""

import json
import logging
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

from filelock import FileLock, Timeout

from kam_analytics.warehouse.owner_files import OWNER_FILE, OWNER_FOLDER, remove_older

FOLDER = "importing"
LONGEST_KEPT = 31 * 86_400  # seconds; no import runs for that long
LOG = logging.getLogger("kam_analytics")


@dataclass(frozen=True, slots=True)
class Upload:
    """Files that somebody sent for one import, and when it began: an instant in UTC as ISO text."""

    who: str
    files: tuple[str, ...]
    began: str


@contextmanager
def importing(store: Path, who: str, files: Sequence[str]) -> Iterator[None]:
    """Keep a note while the block runs. One that cannot be written is said in the log: the import goes on."""
    if not files:
        yield
        return
    note = store / FOLDER / f"{uuid4().hex}.json"
    lock = _lock(note)
    try:
        note.parent.mkdir(mode=OWNER_FOLDER, exist_ok=True)
        remove_older(note.parent, LONGEST_KEPT)  # what nobody came to read
        lock.acquire()  # before the note is there: whoever finds one without its lock takes it for left behind
        note.touch(OWNER_FILE)
        began = datetime.now(UTC).isoformat(timespec="seconds")
        note.write_text(json.dumps(asdict(Upload(who, tuple(files), began))), "utf-8")
    except OSError as error:
        LOG.warning("upload not noted: %s", type(error).__name__)
    try:
        yield
    finally:
        _remove(note, lock)


def take_interrupted(store: Path, who: str) -> list[Upload]:
    """The uploads of one person whose process ended before their import did, the oldest first; each is told once."""
    left = []
    for note in (store / FOLDER).glob("*.json"):
        upload = _parsed(note)
        lock = _lock(note)
        if upload is not None and upload.who != who:
            continue
        try:
            lock.acquire(timeout=0)
        except (Timeout, OSError):  # it runs, or the folder is read-only
            continue
        _remove(note, lock)
        if upload is not None:
            left.append(upload)
    return sorted(left, key=lambda upload: upload.began)


def forget(store: Path) -> None:
    """Delete every note: they name people and files."""
    for note in (store / FOLDER).glob("*.json"):
        note.unlink(missing_ok=True)


def _parsed(note: Path) -> Upload | None:
    """None for a note that its process had no time to write."""
    try:
        facts = json.loads(note.read_text("utf-8"))
        return Upload(str(facts["who"]), tuple(map(str, facts["files"])), str(facts["began"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _lock(note: Path) -> FileLock:
    return FileLock(note.with_suffix(".lock"), mode=OWNER_FILE)


def _remove(note: Path, lock: FileLock) -> None:
    with suppress(OSError):
        note.unlink(missing_ok=True)
    lock.release()
    with suppress(OSError):
        note.with_suffix(".lock").unlink(missing_ok=True)
