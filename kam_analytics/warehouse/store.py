"""The store: three DuckDB files as immutable numbered versions, and one pointer that names the current ones."""

import json
import logging
import os
import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import asdict, replace
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeVar

import duckdb
from filelock import FileLock, Timeout

from kam_analytics.core.errors import FolderInUse, NoStore, StoreBusy, StoreTooNew
from kam_analytics.warehouse import health, versions
from kam_analytics.warehouse.faults import in_words
from kam_analytics.warehouse.migrations import known_schema, migrate, migrate_all
from kam_analytics.warehouse.versions import CREATING, OFFLINE, PARTS, POINTER, Connection, State

__all__ = ["OFFLINE", "PARTS", "Connection", "State", "Store", "known_schema", "migrate"]
KEPT = 30
LOCK_SECONDS = 30
OWNER_FILE, OWNER_FOLDER, OTHERS = 0o600, 0o700, 0o077

LOG = logging.getLogger("kam_analytics")
T = TypeVar("T")


class Store:
    """A folder of versions. Readers never wait, writers never write partially, no version is ever overwritten.

    create: whether a missing or empty folder becomes a new store.

    Errors
        NoStore, FolderInUse if there is none and none may be created;
        StoreDamaged with the file to copy back; NoSpace, NotWritable, NotReadable for disk errors;
        StoreBusy when another process holds the writers' lock for `LOCK_SECONDS`;
        StoreTooNew when a later release wrote the folder.
    """

    _scratch: "TemporaryDirectory[str] | None" = None

    def __init__(self, folder: Path, *, create: bool = True) -> None:
        self.folder = folder
        self._pointer = folder / POINTER
        with in_words(folder):
            if create and versions.is_missing(folder):
                self._create()
            self._upgrade()

    @classmethod
    def to_read(cls, folder: Path) -> "Store":
        """A store as it is: never created, never changed. A store of an older release is read from a copy of its
        current state, which is migrated to today's schema and deleted with this object.
        """
        with in_words(folder):
            state = health.read_pointer(folder)
            health.require_open(folder, state)
            if state.schema >= known_schema():
                return cls(folder, create=False)
            scratch = TemporaryDirectory(prefix="kam-store-", ignore_cleanup_errors=True)
            for name in (POINTER, *map(state.file, PARTS)):
                shutil.copyfile(folder / name, Path(scratch.name) / name)
        store = cls(Path(scratch.name), create=False)
        store._scratch = scratch
        return store

    def state(self) -> State:
        """The current state; one small file read."""
        with in_words(self.folder):
            state = health.read_pointer(self.folder)
            health.require_files(self.folder, state)
        return state

    def at(self, number: int) -> State | None:
        """An earlier state by its number; None where it is no longer kept, or was written by another release."""
        path = versions.states(self.folder).get(number)
        if path is None:
            return None
        with in_words(self.folder):
            state = versions.parse(path.read_text("utf-8"), known_schema())
            health.require_files(self.folder, state)
        return state if state.schema == known_schema() else None

    def is_new(self) -> bool:
        """Whether nothing was published since it was created."""
        return self.state().number == 1

    def connect(self, state: State | None = None, parts: tuple[str, ...] = PARTS) -> Connection:
        """An in-memory database with the parts of one state attached read-only; take one cursor per query."""
        state = state or self.state()
        db = duckdb.connect(config=OFFLINE)
        try:
            with in_words(self.folder):
                for part in parts:
                    versions.attach(db, self.folder / state.file(part), part)
        except BaseException:
            db.close()
            raise
        return db

    def change(
        self, parts: tuple[str, ...], apply: Callable[[Mapping[str, Connection]], T], **facts: bool | tuple[int, ...]
    ) -> tuple[T, State]:
        """Apply a change to copies of `parts` and make them current together, or leave everything as it was.

        apply: gets one open transaction for each part; whatever it raises cancels the change.
        facts: fields of `State` to set with it (`demonstration`, `pinned`).
        """
        with self.writing(), in_words(self.folder):
            state = self.state()
            health.require_open(self.folder, state)
            answer, drafts = self._drafted(state, parts, apply)
            return answer, self._publish(replace(state, **facts), drafts)  # type: ignore[arg-type]

    def reset(self, demonstration: bool) -> State:
        """Make empty parts current; the previous data stay in the earlier versions."""
        with self.writing(), in_words(self.folder):
            state = replace(self.state(), demonstration=demonstration)
            return self._publish(state, {part: self._blank(part) for part in PARTS})

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Hold the writers' lock; the same thread may take it again."""
        if not self.folder.is_dir():
            raise NoStore(str(self.folder))  # taking the lock would create the folder
        try:
            with in_words(self.folder):
                lock = _lock(self.folder).acquire(timeout=LOCK_SECONDS)
        except Timeout as error:
            raise StoreBusy(LOCK_SECONDS) from error
        with lock:
            yield

    @classmethod
    def go_back(cls, folder: Path, good: Path) -> Path | None:
        """Make an intact state current again if the pointer or a file it names is damaged.

        Returns the copy of the previous pointer; None if there was none.
        """
        store = cls.__new__(cls)  # __init__ would fail on the damaged store
        store.folder = folder
        with store.writing(), in_words(folder):
            return health.point_at(folder, good)

    def _create(self) -> None:
        """Write the first state into a missing or empty folder, or where an earlier creation was interrupted."""
        if (name := versions.stranger(self.folder)) is not None:
            raise FolderInUse(str(self.folder), name)
        self.folder.mkdir(parents=True, exist_ok=True, mode=OWNER_FOLDER)
        with self.writing():
            if self._pointer.exists():  # another process was faster
                return
            (self.folder / CREATING).touch(OWNER_FILE)
            empty = State(0, "", "", "", schema=known_schema())
            self._publish(empty, {part: self._blank(part) for part in PARTS})

    def _upgrade(self) -> None:
        """Bring a store of an older release to today's schema, as a state of its own."""
        if self.state().schema == known_schema():
            return
        with self.writing():
            state = self.state()
            if state.schema > known_schema():
                raise StoreTooNew("store", state.schema, known_schema())
            if state.schema < known_schema():
                _, drafts = self._drafted(state, PARTS, migrate_all)
                self._publish(replace(state, schema=known_schema()), drafts)

    def _drafted(
        self, state: State, parts: tuple[str, ...], apply: Callable[[Mapping[str, Connection]], T]
    ) -> tuple[T, dict[str, Path]]:
        """Copy, change, commit: the result and the changed copies. On an error no draft is left behind."""
        drafts = {part: self.folder / f".{part}.draft" for part in parts}
        dbs: dict[str, Connection] = {}
        try:
            for part, draft in drafts.items():
                _clear(draft)
                shutil.copyfile(self.folder / state.file(part), draft)
                draft.chmod(OWNER_FILE)
                dbs[part] = duckdb.connect(str(draft), config=OFFLINE)
                dbs[part].execute("BEGIN")
            answer = apply(dbs)
            for db in dbs.values():
                db.execute("COMMIT")
                db.execute("CHECKPOINT")
        except BaseException:
            self._discard(dbs, drafts)
            raise
        for db in dbs.values():
            db.close()
        return answer, drafts

    def _discard(self, dbs: Mapping[str, Connection], drafts: Mapping[str, Path]) -> None:
        for db in dbs.values():
            with suppress(duckdb.Error):  # its file is deleted
                db.close()
        for draft in drafts.values():
            _clear(draft)

    def _blank(self, part: str) -> Path:
        draft = self.folder / f".{part}.draft"
        _clear(draft)
        draft.write_bytes(_empty(part))
        return draft

    def _publish(self, state: State, drafts: Mapping[str, Path]) -> State:
        """Make a state current: its files, then its own name, then the pointer, bytes on disk before each name.

        Its number is above every number in the folder, even one that no pointer names. Until the pointer is written,
        an error removes the new names.
        """
        self._finish_creation(state)
        number = max([state.number, *versions.numbered(self.folder).values()]) + 1
        files = {part: versions.version_name(part, number) for part in drafts}
        state = replace(state, number=number, **files)  # type: ignore[arg-type]
        named: list[Path] = []
        try:
            for part, draft in drafts.items():
                named.append(_named(draft, self.folder / files[part]))
            named.append(_named(self._written(state), self.folder / versions.state_name(number)))
            _replace(self._written(state), self._pointer)
        except BaseException:
            for path in (*named, *drafts.values(), self.folder / ".state.draft"):
                with suppress(OSError):
                    _clear(path)
            raise
        self._tidy(state)
        return state

    def _finish_creation(self, state: State) -> None:
        """From the second state on, a folder whose pointer is lost must not be taken for one without data."""
        if state.number > 0:
            (self.folder / CREATING).unlink(missing_ok=True)

    def _written(self, state: State) -> Path:
        draft = self.folder / ".state.draft"
        draft.write_text(json.dumps(asdict(state), indent=1), "utf-8")
        return draft

    def _tidy(self, current: State) -> None:
        """Clean-up after a change, which cannot undo it: whatever fails here is tried again with the next change."""
        try:
            (self.folder / CREATING).unlink(missing_ok=True)
            self._close_to_others()
            self._prune(current)
        except (OSError, ValueError) as error:
            LOG.warning("store not tidied: %s", type(error).__name__)

    def _close_to_others(self) -> None:
        """Restrict the folder to the account that runs the application: it contains pay."""
        if not self.folder.stat().st_mode & OTHERS:
            return
        with suppress(PermissionError):  # it belongs to another account
            self.folder.chmod(OWNER_FOLDER)
            for path in (self._pointer, *versions.numbered(self.folder)):
                path.chmod(OWNER_FILE)

    def _prune(self, current: State) -> None:
        """Remove states older than the last `KEPT`, and files that neither these nor the pinned ones name.

        Raises ValueError if one of these cannot be read: its files are unknown, so nothing is removed. A file that is
        open elsewhere is removed next time.
        """
        oldest = current.number - KEPT
        keep = {n: p for n, p in versions.states(self.folder).items() if n > oldest or n in current.pinned}
        states = [versions.parse(path.read_text("utf-8"), known_schema()) for path in keep.values()]
        wanted = {state.file(part) for state in states for part in PARTS} | {path.name for path in keep.values()}
        for path, number in versions.numbered(self.folder).items():
            if number <= oldest and path.name not in wanted:
                with suppress(PermissionError):
                    path.unlink()


@cache
def _empty(part: str) -> bytes:
    """The file of a part without rows. Migrated once per process: a copy takes a fiftieth of the time."""
    with TemporaryDirectory() as folder:
        file = Path(folder) / f"{part}.duckdb"
        with duckdb.connect(str(file), config=OFFLINE) as db:
            migrate(db, part)
        return file.read_bytes()


_LOCKS: dict[Path, FileLock] = {}


def _lock(folder: Path) -> FileLock:
    """One lock object per folder and process, so that a thread that holds it may take it again."""
    path = folder.resolve() / ".lock"
    return _LOCKS.setdefault(path, FileLock(path, mode=OWNER_FILE, thread_local=True))


def _clear(draft: Path) -> None:
    """Remove a draft and its log: the log of a killed process would be replayed into the next change."""
    draft.unlink(missing_ok=True)
    draft.with_name(draft.name + ".wal").unlink(missing_ok=True)


def _named(draft: Path, final: Path) -> Path:
    """Rename a draft to a name not in use. Raises FileExistsError."""
    os.close(os.open(final, os.O_CREAT | os.O_EXCL | os.O_WRONLY, OWNER_FILE))
    try:
        _replace(draft, final)
    except BaseException:
        final.unlink(missing_ok=True)
        raise
    return final


def _replace(draft: Path, final: Path) -> None:
    """Rename after the bytes are on disk."""
    draft.chmod(OWNER_FILE)
    with draft.open("rb+") as file:
        os.fsync(file.fileno())
    draft.replace(final)
