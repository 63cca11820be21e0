"""The inbox folder: nightly exports are imported with the remembered answers, then put away.

inbox/             new files, and files with an open question
inbox/to_confirm/  dropped by somebody whose role does not import this kind
inbox/done/        loaded, empty or loaded before
inbox/refused/     refused, each with a text file that holds the reason
"""

import json
import logging
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import quote, unquote

from filelock import FileLock, Timeout

from kam_analytics.core.errors import KamError, StoreBusy
from kam_analytics.core.imports import ImportReport
from kam_analytics.core.scope import Role, Scope
from kam_analytics.core.settings import retention
from kam_analytics.ingest.dialogue.mapping import ColumnMapping
from kam_analytics.ingest.pipeline import ImportRequest, run_imports
from kam_analytics.ingest.write import corrections
from kam_analytics.warehouse.owner_files import OWNER_FILE, OWNER_FOLDER, hand_over
from kam_analytics.warehouse.store import Store

INBOX = Scope("inbox", Role.DIRECTOR, sees_all_pay=True)
"""The importer of the inbox: write access to the folder is trusted with every kind, like the command line."""

USUAL = Path(__file__).resolve().parents[2] / "data" / "inbox"
DONE, REFUSED, TO_CONFIRM = "done", "refused", "to_confirm"
PARTIAL = (".part", ".partial", ".crdownload", ".tmp", ".download", ".filepart")
Mark = tuple[str, int, int]
LOG = logging.getLogger("kam_analytics")
_ASKS = ColumnMapping(answers={corrections.CORRECTIONS: corrections.ASK})
SECONDS_OF_DAY = 86_400
SETTLED = 2.0  # seconds without a change before a file counts as wholly written
_PUT_AWAY = {"loaded": DONE, "already loaded": DONE, "empty": DONE, "refused": REFUSED}


@dataclass(frozen=True, slots=True)
class Waiting:
    """A file that needs an answer, or the decision of a director or controller; `at`: when it came, UTC."""

    path: Path
    name: str
    dropped_by: str | None = None

    @property
    def at(self) -> datetime:
        return datetime.fromtimestamp(self.path.stat().st_mtime, UTC)


@dataclass(frozen=True, slots=True)
class Refusal:
    """A file that was sent and refused: by whom, when, and why in their words."""

    file: str
    sender: str
    by: str
    reason: str
    at: datetime


def place() -> Path | None:
    """The watched folder: `KAM_INBOX` (empty: none is watched), else `data/inbox/`."""
    named = os.environ.get("KAM_INBOX")
    return None if named == "" else Path(named) if named else USUAL


def files(folder: Path) -> list[Path]:
    """The files of the folder, the oldest first; hidden files and unfinished downloads are left alone."""
    return sorted([p for p in _entries(folder) if _is_ours(p)], key=lambda p: (p.stat().st_mtime, p.name))


def run_inbox(store: Store, folder: Path, *, examined: set[Mark] | None = None) -> list[ImportReport]:
    """Import the files of the folder one by one, and put each away. A file with an open question stays.

    examined: name, size and time of files whose question is open; unchanged ones are passed over, new ones added.
    Returns nothing while another process works on the folder. Raises StoreBusy.
    """
    folder.mkdir(mode=OWNER_FOLDER, parents=True, exist_ok=True)
    _forget_old(folder)
    marks = examined if examined is not None else set()
    with _alone(folder) as free:
        waiting = [p for p in files(folder) if mark_of(p) not in marks] if free else []
        return [report for path in waiting if (report := _import(store, folder, path, marks)) is not None]


def put_away(path: Path, folder: Path, report: ImportReport) -> None:
    """Move a file to the folder of its outcome; a file with a question stays."""
    target = _PUT_AWAY.get(report.outcome)
    if target is None or not path.exists():
        return
    moved = _moved(path, folder / target, path.name.split("__", 1)[-1])
    if target == REFUSED:
        text = f"{report.message.fr}\n\n{report.message.en}\n"
        moved.with_name(moved.name + ".txt").write_text(text, "utf-8")


def settle(path: Path, folder: Path, report: ImportReport, mark: Mark) -> None:
    """Put a file away if it is still the one that was read; a newer one of its name waits for the next look."""
    if not path.exists() or mark_of(path) != mark:
        return
    try:
        put_away(path, folder, report)
    except OSError:  # open in another program: already loaded at the next look, and moved then
        LOG.exception("inbox: a file stays where it is")


def submit(path: Path, folder: Path, who: str) -> None:
    """Put a file aside for a director or controller to confirm, as its owner may not import it."""
    target = folder / TO_CONFIRM
    target.mkdir(mode=OWNER_FOLDER, parents=True, exist_ok=True)
    owner = quote(who, safe="@").replace("_", "%5F").replace(".", "%2E", who.startswith("."))  # two underscores end it
    stamp = datetime.now(UTC).strftime("%H%M%S%f")
    draft = target / f".{owner}{stamp}.part"
    draft.touch(mode=OWNER_FILE)
    draft.write_bytes(path.read_bytes())
    place = target / f"{owner}__{path.name}"
    os.replace(draft, target / f"{owner}__{stamp}-{path.name}" if place.exists() else place)


def waiting(folder: Path) -> list[Waiting]:
    """The files that need a person: sent by somebody, the oldest first, then those with an open question."""
    return [*sent(folder), *(Waiting(p, p.name) for p in files(folder))]


def sent(folder: Path) -> list[Waiting]:
    """The files that wait for the decision of a director or controller, the oldest first."""
    parts = [(path, *path.name.partition("__")) for path in files(folder / TO_CONFIRM)]
    return [Waiting(path, name or owner, unquote(owner)) for path, owner, _, name in parts]


def refuse(file: Waiting, folder: Path, by: str, reason: str) -> None:
    """Put a file that somebody sent with the refused ones; the sender reads the reason."""
    moved = _moved(file.path, folder / REFUSED, file.name)
    facts = {"file": file.name, "sender": file.dropped_by, "by": by, "reason": reason}
    note = moved.with_name(moved.name + ".json")
    note.touch(mode=OWNER_FILE)
    note.write_text(json.dumps({**facts, "at": datetime.now(UTC).isoformat(timespec="seconds")}), "utf-8")


def refusals(folder: Path, sender: str) -> list[Refusal]:
    """The files of one sender that were refused, the latest first."""
    notes = (_refusal(path) for path in (folder / REFUSED).glob("*.json"))
    return sorted((n for n in notes if n is not None and n.sender == sender), key=lambda n: n.at, reverse=True)


def _refusal(path: Path) -> Refusal | None:
    """A note as `refuse` wrote it; None for another file of that name."""
    try:
        facts = json.loads(path.read_text("utf-8"))
        return Refusal(**{**facts, "at": datetime.fromisoformat(facts["at"])})
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _import(store: Store, folder: Path, path: Path, marks: set[Mark]) -> ImportReport | None:
    if not _settled(path):
        return None
    mark = mark_of(path)
    try:
        (report,) = run_imports(store, [ImportRequest(path, path.name, mapping=_ASKS)], scope=INBOX)
    except StoreBusy:
        raise
    except KamError as error:
        report = ImportReport(path.name, "refused", None, message=error.message())
    except Exception:  # one file must not keep the others waiting: it stays, and the log says why
        LOG.exception("inbox: a file stays where it is")
        marks.add(mark)
        return None
    if report.outcome == "ask":
        marks.add(mark)
    settle(path, folder, report, mark)
    return report


def _moved(path: Path, target: Path, name: str) -> Path:
    """The file under a name of its own in the target folder."""
    target.mkdir(mode=OWNER_FOLDER, parents=True, exist_ok=True)
    stamp = datetime.now(UTC).strftime("%Y-%m-%d_%H%M%S")
    place = target / f"{stamp}_{name}"
    for n in range(2, 1000):
        if not place.exists():
            break
        place = target / f"{stamp}_{n}_{name}"
    os.replace(path, place)
    with suppress(PermissionError):  # it belongs to another account
        place.chmod(OWNER_FILE)
        os.utime(place)  # kept from now on, however old the export is
        hand_over(target, target.parent)
        hand_over(place, target)
    return place


def _forget_old(folder: Path) -> None:
    """Delete what was put away longer ago than `[retention] inbox_days`."""
    days = retention().inbox_days
    if days is None:
        return
    for path in (p for name in (DONE, REFUSED) for p in _entries(folder / name)):
        if time.time() - path.stat().st_mtime > days * SECONDS_OF_DAY:
            with suppress(PermissionError):
                path.unlink()


def _settled(path: Path) -> bool:
    """Whether the file is wholly written; a fresh one is looked at twice."""
    before = mark_of(path)
    if time.time() - path.stat().st_mtime < SETTLED:
        time.sleep(SETTLED / 2)
    return path.exists() and mark_of(path) == before


def mark_of(path: Path) -> Mark:
    """Name, size and time of a file; a newer one of its name has another mark."""
    facts = path.stat()
    return path.name, facts.st_size, facts.st_mtime_ns


def _entries(folder: Path) -> list[Path]:
    return [p for p in folder.iterdir() if p.is_file()] if folder.is_dir() else []


def _is_ours(path: Path) -> bool:
    return not path.name.startswith((".", "~$")) and path.suffix.lower() not in PARTIAL


@contextmanager
def _alone(folder: Path) -> Iterator[bool]:
    """One process at a time: two that watch the same folder would import a file twice over."""
    lock = FileLock(folder / ".lock", timeout=0)
    try:
        lock.acquire()
    except Timeout:
        yield False
        return
    try:
        hand_over(folder / ".lock", folder)
        yield True
    finally:
        lock.release()
