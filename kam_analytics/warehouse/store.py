"""The store: three DuckDB files as immutable numbered versions, and one pointer that names the current ones."""

import json
import logging
import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import asdict, replace
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeVar

import duckdb
from filelock import FileLock, Timeout

from kam_analytics.core.errors import FolderInUse, NoStore, StoreBusy, StoreTooNew
from kam_analytics.warehouse import drafts, health, packed, retention, rewriting, versions
from kam_analytics.warehouse.drafts import Drafts
from kam_analytics.warehouse.faults import in_words
from kam_analytics.warehouse.loans import Loan
from kam_analytics.warehouse.migrations import known_schema, migrate, migrate_all
from kam_analytics.warehouse.owner_files import OWNER_FILE, OWNER_FOLDER, hand_over
from kam_analytics.warehouse.versions import CREATING, OFFLINE, PARTS, POINTER, Connection, State

__all__ = ["OFFLINE", "PARTS", "Connection", "State", "Store", "known_schema", "migrate"]
PUBLICATION = ""
"""The name of the lock that is held while a state becomes current and earlier ones are packed."""
LOCK_SECONDS = 30
OTHERS = 0o077

UPGRADED = "store upgraded: state %s has schema %s, before it %s; way back (docs/server.md, Way back): %s"
LOG = logging.getLogger("kam_analytics")
T = TypeVar("T")
Fact = bool | int | tuple[int, ...]
"""A value of `State`."""


class Store:
    """A folder of versions. Readers never wait, writers never write partially, no version is ever overwritten.

    create: whether a missing or empty folder becomes a new store.
    scratch: of a copy, deleted with it.

    Errors
        NoStore, FolderInUse if there is none and none may be created;
        StoreDamaged with the file to copy back; NoSpace, NotWritable, NotReadable for disk errors;
        StoreBusy when another process holds the writers' lock for `LOCK_SECONDS`;
        StoreTooNew when a later release wrote the folder.
    """

    def __init__(self, folder: Path, *, create: bool = True, scratch: "TemporaryDirectory[str] | None" = None) -> None:
        self.folder, self._scratch = folder, scratch
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
            return cls._copied(folder, state)

    @classmethod
    def _copied(cls, folder: Path, state: State) -> "Store":
        scratch = TemporaryDirectory(prefix="kam-store-", ignore_cleanup_errors=True)
        for name in (POINTER, *map(state.file, PARTS)):
            shutil.copyfile(folder / name, Path(scratch.name) / name)
        return cls(Path(scratch.name), create=False, scratch=scratch)

    def copy(self) -> "Store":
        """The current state as a store of its own, to try a change on; deleted with the object."""
        with in_words(self.folder):
            return self._copied(self.folder, self.state())

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

    @contextmanager
    def connect(self, state: State | None = None, parts: tuple[str, ...] = PARTS) -> Iterator[Connection]:
        """An in-memory database with the parts of one state attached read-only, borrowed for a short read."""
        with Loan() as db:
            self._attach(db, state or self.state(), parts)
            yield db

    def open_database(self, state: State, parts: tuple[str, ...] = PARTS) -> Connection:
        """The same as a database of its own, to be kept and closed; take one cursor per query."""
        db = duckdb.connect(config=OFFLINE)
        try:
            self._attach(db, state, parts)
        except BaseException:
            db.close()
            raise
        return db

    def _attach(self, db: Connection, state: State, parts: tuple[str, ...]) -> None:
        with in_words(self.folder):
            for part in parts:
                versions.attach(db, packed.at_hand(self.folder, state.file(part)), part)

    def change(
        self, parts: tuple[str, ...], apply: Callable[[Mapping[str, Connection]], T], **facts: Fact
    ) -> tuple[T, State]:
        """Apply a change to copies of `parts` and make them current together, or leave everything as it was.

        apply: gets one open transaction for each part, which is locked and copied when it is first used, the ledger
            before any other; whatever it raises cancels the change.
        facts: fields of `State` to set with it (`demonstration`, `pinned`).
        """
        if not self.folder.is_dir():
            raise NoStore(str(self.folder))  # taking a lock would create the folder
        with in_words(self.folder):
            health.require_open(self.folder, self.state())
            changed = Drafts(self.folder, parts, self._hold, self.state)
            try:
                answer = apply(changed)
                return answer, self._publish(None, changed.commit(), **facts)
            except BaseException:
                changed.discard()
                raise
            finally:
                changed.release()

    def fill(self, files: Mapping[str, Path], *, demonstration: bool) -> State:
        """Make copies of whole parts current; the previous data stay in the earlier versions.

        files: one for each part, of this release or an earlier one; the copies get today's schema.
        """
        with self.writing(), in_words(self.folder):
            drafted = {part: drafts.migrated(self.folder, part, files[part]) for part in PARTS}
            return self._publish(None, drafted, demonstration=demonstration)

    @contextmanager
    def writing(self, *parts: str) -> Iterator[None]:
        """Hold the writers' lock of some parts, of all without one; the same thread may take it again.

        Raises StoreBusy when another writer holds one of them for `LOCK_SECONDS`.
        """
        with ExitStack() as locks:
            for part in PARTS:
                if part in (parts or PARTS):
                    self._hold(locks, part)
            yield

    def rewrite(self, remove: rewriting.Remove, who: str, **facts: object) -> State:
        """Write every version anew without some rows and delete the old files. Raises VersionUnreadable.

        who, facts: the line for the trail.
        """
        with self._alone():
            return rewriting.rewrite(self.folder, remove, who, facts)

    def resume_rewriting(self) -> bool:
        """Complete a rewriting that was interrupted. Returns whether there was one."""
        with self._alone():
            return rewriting.resume(self.folder)

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """Hold every lock of the store."""
        with self.writing(), in_words(self.folder), ExitStack() as locks:
            self._hold(locks, PUBLICATION)
            yield

    @classmethod
    def go_back(cls, folder: Path, good: Path) -> Path | None:
        """Make an intact state current again if the pointer or a file it names is damaged.

        Returns the copy of the previous pointer; None if there was none.
        """
        store = cls.__new__(cls)  # __init__ would fail on the damaged store
        store.folder = folder
        with store._alone():
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
            before = self.state()
            if before.schema > known_schema():
                raise StoreTooNew("store", before.schema, known_schema())
            if before.schema < known_schema():
                _, after = self.change(PARTS, migrate_all, schema=known_schema())
                if self._scratch is None:
                    LOG.warning(UPGRADED, after.number, after.schema, before.schema, versions.state_name(before.number))

    def _hold(self, locks: ExitStack, part: str) -> None:
        """Hold one lock until the stack is closed: that of a part, or of publication. Raises StoreBusy."""
        if not self.folder.is_dir():
            raise NoStore(str(self.folder))  # taking the lock would create the folder
        try:
            with in_words(self.folder):
                lock = _lock(self.folder, part)
                locks.enter_context(lock.acquire(timeout=LOCK_SECONDS))
                hand_over(Path(lock.lock_file), self.folder)
        except Timeout as error:
            raise StoreBusy(LOCK_SECONDS) from error

    def _blank(self, part: str) -> Path:
        draft = drafts.path_of(self.folder, part)
        drafts.clear(draft)
        draft.write_bytes(_empty(part))
        return draft

    def _publish(self, base: State | None, changed: Mapping[str, Path], **facts: Fact) -> State:
        """Make a state current: its files, then its own name, then the pointer, bytes on disk before each name.

        The parts that were not changed are those of the current state, which another change may have published since.
        The number is above every number in the folder, even one that no pointer names. Until the pointer is written,
        an error removes the new names.

        base: the state to start from where there is none yet.
        changed: the new files of the parts whose locks the caller holds.
        """
        with ExitStack() as locks:
            self._hold(locks, PUBLICATION)
            state = base or self.state()
            self._finish_creation(state)
            rewriting.void(self.folder, state)
            number = max([state.number, *versions.numbered(self.folder).values()]) + 1
            files = {part: versions.version_name(part, number) for part in changed}
            state = replace(state, number=number, **files, **facts)  # type: ignore[arg-type]
            self._name(state, {self.folder / files[part]: draft for part, draft in changed.items()})
            for name in files.values():
                health.remember_intact(self.folder / name)
            self._tidy(state)
            return state

    def _name(self, state: State, files: Mapping[Path, Path]) -> None:
        """Give the new files their names, then the state, then the pointer; on an error remove them."""
        named: list[Path] = []
        try:
            for final, draft in files.items():
                named.append(drafts.rename(draft, final))
            named.append(drafts.rename(self._written(state), self.folder / versions.state_name(state.number)))
            drafts.replace(self._written(state), self._pointer)
        except BaseException:
            for path in (*named, *files.values(), self.folder / ".state.draft"):
                with suppress(OSError):
                    drafts.clear(path)
            raise

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
            retention.tidy(self.folder, current)
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


@cache
def _empty(part: str) -> bytes:
    """The file of a part without rows. Migrated once per process: a copy takes a fiftieth of the time."""
    with TemporaryDirectory() as folder:
        file = Path(folder) / f"{part}.duckdb"
        with duckdb.connect(str(file), config=OFFLINE) as db:
            migrate(db, part)
        return file.read_bytes()


_LOCKS: dict[Path, FileLock] = {}


def _lock(folder: Path, part: str) -> FileLock:
    """One lock object per file and process, so that a thread that holds it may take it again."""
    path = folder.resolve() / (f".{part}.lock" if part else ".lock")
    return _LOCKS.setdefault(path, FileLock(path, mode=OWNER_FILE, thread_local=True))
