"""The trail: who signed in, was refused, imported, exported, closed. Lines are only appended, and hold no amount.

trail/trail.jsonl          the lines being written, one JSON object each
trail/trail-000001.jsonl   earlier ones: a file is put away once it is large or a month old
trail/rights.json          each login's right as it was last noted
"""

import json
import logging
import os
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import Enum
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout

from kam_analytics.core.errors import StoreBusy
from kam_analytics.core.settings import TrailLimits, trail_limits
from kam_analytics.warehouse import versions
from kam_analytics.warehouse.owner_files import OWNER_FILE, OWNER_FOLDER, hand_over, hand_over_all

FOLDER, CURRENT, RIGHTS = "trail", "trail.jsonl", "rights.json"
FILES = 10  # put away when it holds a tenth of what may be kept
MONTH = timedelta(days=31)
LOCK_SECONDS = 5
NOBODY = "nobody"
LOG = logging.getLogger("kam_analytics")
_PUT_AWAY = re.compile(r"trail-(\d{6,})\.jsonl")

Fact = str | int | Sequence[str]


class Event(Enum):
    """What is worth a line."""

    SIGNED_IN = "signed_in"
    REFUSED = "refused"
    RIGHT_CHANGED = "right_changed"
    IMPORTED = "imported"
    SENT = "sent"
    CONFIRMED = "confirmed"
    SET_ASIDE = "set_aside"
    WITHDRAWN = "withdrawn"
    EXPORTED = "exported"
    PAY_READ = "pay_read"
    PAY_PRINTED = "pay_printed"
    CLOSED = "closed"
    LEFT = "left"
    STAYS = "stays"
    DROPPED = "dropped"
    ERASED = "erased"


@dataclass(frozen=True, slots=True)
class TrailEntry:
    """One line: when, what, who did it, and on what."""

    at: datetime
    event: Event
    who: str
    facts: Mapping[str, Fact]


def record(store: Path, event: Event, who: str, **facts: Fact) -> None:
    """Append a line. What happened has happened: a trail that cannot be written is said in the log, and stops nobody.

    store: the folder of the store; without a store nothing is written.
    facts: names, numbers of imports, ids of figures; never an amount.
    """
    line = _line(event, who, **facts)
    _write(store, lambda folder: _append(folder / CURRENT, line))


def record_rights(store: Path, rights: Mapping[str, str]) -> None:
    """Append a line for each login whose right is no longer the one last noted; the first time there is none.

    rights: login → code of its right, of everybody.
    """
    _write(store, lambda folder: _note_rights(folder, rights))


def _note_rights(folder: Path, rights: Mapping[str, str]) -> None:
    last = _rights_of(folder / RIGHTS)
    before = rights if last is None else last
    for login in sorted(before.keys() | rights.keys()):
        was, now = before.get(login, NOBODY), rights.get(login, NOBODY)
        if was != now:
            _append(folder / CURRENT, _line(Event.RIGHT_CHANGED, "", login=login, before=was, after=now))
    if last != rights:
        draft = folder / f".{RIGHTS}"
        draft.touch(mode=OWNER_FILE)
        draft.write_text(json.dumps(rights), "utf-8")
        draft.replace(folder / RIGHTS)


def _rights_of(noted: Path) -> dict[str, str] | None:
    """The rights last noted; None where there are none or they cannot be read."""
    try:
        return dict(json.loads(noted.read_text("utf-8")))
    except (OSError, ValueError, TypeError):
        return None


def _write(store: Path, write: Callable[[Path], None]) -> None:
    """Write in the folder while it is held; nothing without a store. Whatever prevents it is logged."""
    if versions.is_missing(store):
        return
    try:
        with writing(store) as folder:
            _turn_over(folder, trail_limits())
            write(folder)
    except (OSError, Timeout) as error:
        LOG.warning("trail not written: %s", type(error).__name__)


def _line(event: Event, who: str, **facts: Fact) -> dict[str, Fact]:
    return {"at": datetime.now(UTC).isoformat(timespec="seconds"), "event": event.value, "who": who, **facts}


def entries(store: Path) -> list[TrailEntry]:
    """Every line that is kept, the latest first; a line that was cut by a crash is passed over."""
    folder = store / FOLDER
    files = [*(path for _, path in put_away(folder)), folder / CURRENT]
    lines = [line for path in files if path.exists() for line in path.read_text("utf-8").splitlines()]
    return [entry for line in reversed(lines) if (entry := _parsed(line)) is not None]


def put_away(folder: Path) -> list[tuple[int, Path]]:
    """The earlier files with their numbers, the oldest first."""
    named = [(match, path) for path in folder.glob("trail-*.jsonl") if (match := _PUT_AWAY.fullmatch(path.name))]
    return sorted((int(match[1]), path) for match, path in named)


def mask(store: Path, masked: Callable[[str], str]) -> None:
    """Replace names that are erased wherever a line or the list of rights has one; nothing else of a line changes.

    masked: a text without the names. Raises OSError, StoreBusy.
    """
    if not (store / FOLDER).is_dir():
        return
    try:
        with writing(store) as folder:
            for path in [*(path for _, path in put_away(folder)), folder / CURRENT, folder / RIGHTS]:
                if path.exists():
                    _mask_file(path, masked)
    except Timeout as error:
        raise StoreBusy(LOCK_SECONDS) from error


def _mask_file(path: Path, masked: Callable[[str], str]) -> None:
    """A line that was cut by a crash goes: nobody reads it, and it may have a name."""
    before = path.read_text("utf-8", "replace")
    lines = [_mask_line(line, masked) for line in before.splitlines()]
    after = "".join(f"{line}\n" for line in lines if line is not None)
    draft, facts = path.with_name(f".{path.name}.draft"), path.stat()
    draft.touch(mode=OWNER_FILE)
    draft.write_text(after, "utf-8")
    os.utime(draft, (facts.st_atime, facts.st_mtime))  # files go by their age
    draft.replace(path)


def _mask_line(line: str, masked: Callable[[str], str]) -> str | None:
    try:
        facts = json.loads(line)
    except ValueError:
        return None
    return json.dumps(_mask_value(facts, masked), ensure_ascii=False)


def _mask_value(value: Any, masked: Callable[[str], str]) -> Any:
    if isinstance(value, dict):
        return {masked(key): _mask_value(item, masked) for key, item in value.items()}
    if isinstance(value, list):
        return [_mask_value(item, masked) for item in value]
    return masked(value) if isinstance(value, str) else value


@contextmanager
def writing(store: Path) -> Iterator[Path]:
    """The folder of the trail, held against other processes. Raises OSError, Timeout."""
    folder = store / FOLDER
    folder.mkdir(mode=OWNER_FOLDER, exist_ok=True)
    with FileLock(folder / ".lock", timeout=LOCK_SECONDS, mode=OWNER_FILE):
        yield folder
        hand_over(folder, store)
        hand_over_all(folder)


def _append(path: Path, line: Mapping[str, Fact]) -> None:
    """One write of one line, on disk before it returns; a line that was cut is ended first."""
    text = json.dumps(line, ensure_ascii=False) + "\n"
    descriptor = os.open(path, os.O_RDWR | os.O_APPEND | os.O_CREAT, OWNER_FILE)
    with os.fdopen(descriptor, "r+b", buffering=0) as file:
        size = file.seek(0, os.SEEK_END)
        is_cut = size > 0 and os.pread(descriptor, 1, size - 1) != b"\n"
        file.write(("\n" if is_cut else "").encode() + text.encode())
        os.fsync(descriptor)


def _turn_over(folder: Path, limits: TrailLimits) -> None:
    """Put the current file away when it is large or old, and delete what is kept no longer; that is a line too."""
    current = folder / CURRENT
    if not current.exists() or not _is_full(current, limits):
        return
    kept = put_away(folder)
    number = kept[-1][0] + 1 if kept else 1
    current.rename(folder / f"trail-{number:06}.jsonl")
    dropped = list(_beyond(folder, limits))
    for path in dropped:
        path.unlink()
    if dropped:
        _append(current, _line(Event.DROPPED, "", files=len(dropped)))


def _is_full(current: Path, limits: TrailLimits) -> bool:
    with current.open("rb") as file:
        first = _parsed(file.readline().decode("utf-8", "replace"))
    is_old = first is not None and datetime.now(UTC) - first.at > MONTH
    return is_old or current.stat().st_size > limits.most_bytes / FILES


def _beyond(folder: Path, limits: TrailLimits) -> Iterator[Path]:
    """The files whose last line is too old, and the oldest ones beyond the size that is kept."""
    oldest, size = datetime.now(UTC) - timedelta(days=limits.days), 0
    for _, path in reversed(put_away(folder)):
        facts = path.stat()
        size += facts.st_size
        if size > limits.most_bytes or datetime.fromtimestamp(facts.st_mtime, UTC) < oldest:
            yield path


def _parsed(line: str) -> TrailEntry | None:
    """A line as it was written; None for anything else."""
    try:
        facts = json.loads(line)
        at, event, who = datetime.fromisoformat(facts.pop("at")), Event(facts.pop("event")), str(facts.pop("who"))
    except (ValueError, KeyError, AttributeError, TypeError):
        return None
    return TrailEntry(at, event, who, facts)
