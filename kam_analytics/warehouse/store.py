"""The store: three DuckDB files as immutable numbered versions, and one pointer that names the current ones."""

import json
import os
import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import TypeVar

import duckdb
from filelock import FileLock, Timeout

from kam_analytics.core.errors import StoreBusy, StoreTooNew

PARTS = ("ledger", "workspace", "pay")
MIGRATIONS = Path(__file__).parent / "sql" / "migrations"
OFFLINE: dict[str, str | bool | int | float | list[str]] = {
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
}
KEPT = 30
LOCK_SECONDS = 30

Connection = duckdb.DuckDBPyConnection
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class State:
    """What the pointer says: the number of the state, a file name for each part, what kind of data it holds."""

    number: int
    ledger: str
    workspace: str
    pay: str
    schema: int
    demonstration: bool = False
    pinned: tuple[int, ...] = ()

    def file(self, part: str) -> str:
        return {"ledger": self.ledger, "workspace": self.workspace, "pay": self.pay}[part]


class Store:
    """A folder of versions. Readers never wait, writers never half-write.

    Errors
        StoreBusy when another process holds the writers' lock for `LOCK_SECONDS`;
        StoreTooNew when a later release wrote the folder.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._pointer = folder / "current.json"
        folder.mkdir(parents=True, exist_ok=True)
        self._prepare()

    def state(self) -> State:
        """The current state; one small file read."""
        facts = json.loads(self._pointer.read_text("utf-8"))
        return State(**{**facts, "pinned": tuple(facts.get("pinned", ()))})

    def connect(self, state: State | None = None, parts: tuple[str, ...] = PARTS) -> Connection:
        """An in-memory database with the parts of one state attached read-only; take one cursor per query."""
        state = state or self.state()
        db = duckdb.connect(config=OFFLINE)
        for part in parts:
            db.execute(f"ATTACH '{_quoted(self.folder / state.file(part))}' AS {part} (READ_ONLY)")
        return db

    def change(
        self, parts: tuple[str, ...], apply: Callable[[Mapping[str, Connection]], T], **facts: bool
    ) -> tuple[T, State]:
        """Apply a change to copies of `parts` and make them current together, or leave everything as it was.

        apply: gets one open transaction for each part; whatever it raises cancels the change.
        facts: fields of `State` to set with it (`demonstration`).
        """
        with self.writing():
            state = self.state()
            answer, files = self._drafted(state, parts, apply)
            return answer, self._publish(replace(state, **files, **facts))  # type: ignore[arg-type]

    def reset(self, demonstration: bool) -> State:
        """Empty parts become current; what was there stays in the earlier versions."""
        with self.writing():
            number = self.state().number + 1
            files = {part: self._created(part, number) for part in PARTS}
            return self._publish(replace(self.state(), **files, demonstration=demonstration))  # type: ignore[arg-type]

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Hold the writers' lock; the same thread may take it again."""
        try:
            with _lock(self.folder).acquire(timeout=LOCK_SECONDS):
                yield
        except Timeout as error:
            raise StoreBusy(LOCK_SECONDS) from error

    def _prepare(self) -> None:
        """Create the first state, or bring an older one to today's schema."""
        if self._pointer.exists() and self.state().schema == known_schema():
            return
        with self.writing():
            if not self._pointer.exists():
                ledger, workspace, pay = (self._created(part, 1) for part in PARTS)
                self._publish(State(0, ledger, workspace, pay, schema=known_schema()))
            elif self.state().schema > known_schema():
                raise StoreTooNew("store", self.state().schema, known_schema())
            elif self.state().schema < known_schema():
                old = self.state()
                _, files = self._drafted(old, PARTS, _migrate_all)
                self._publish(replace(old, **files, schema=known_schema()))  # type: ignore[arg-type]

    def _drafted(
        self, state: State, parts: tuple[str, ...], apply: Callable[[Mapping[str, Connection]], T]
    ) -> tuple[T, dict[str, str]]:
        """Copy, change, commit: the answer and the new file names. No draft survives an error."""
        drafts = {part: self.folder / f".{part}.draft" for part in parts}
        dbs: dict[str, Connection] = {}
        try:
            for part, draft in drafts.items():
                _clear(draft)
                shutil.copyfile(self.folder / state.file(part), draft)
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
        return answer, {part: self._named(part, draft, state.number + 1) for part, draft in drafts.items()}

    def _discard(self, dbs: Mapping[str, Connection], drafts: Mapping[str, Path]) -> None:
        for db in dbs.values():
            db.close()
        for draft in drafts.values():
            _clear(draft)

    def _created(self, part: str, number: int) -> str:
        draft = self.folder / f".{part}.draft"
        _clear(draft)
        with duckdb.connect(str(draft), config=OFFLINE) as db:
            migrate(db, part)
        return self._named(part, draft, number)

    def _named(self, part: str, draft: Path, number: int) -> str:
        final = self.folder / f"{part}-{number:06d}.duckdb"
        _replace(draft, final)
        return final.name

    def _publish(self, state: State) -> State:
        """Make a state current: its own file first, then the pointer, bytes on the disk before each name."""
        state = replace(state, number=state.number + 1)
        text = json.dumps(asdict(state), indent=1)
        for target in (self.folder / f"state-{state.number:06d}.json", self._pointer):
            draft = self.folder / ".state.draft"
            draft.write_text(text, "utf-8")
            _replace(draft, target)
        self._prune(state)
        return state

    def _prune(self, current: State) -> None:
        """Keep the last `KEPT` states and the pinned ones; a file that is open elsewhere goes next time."""
        states = {int(p.stem.split("-")[1]): p for p in self.folder.glob("state-*.json")}
        keep = {n for n in states if n > current.number - KEPT} | set(current.pinned)
        wanted = {json.loads(states[n].read_text("utf-8"))[part] for n in keep & states.keys() for part in PARTS}
        stale = [p for n, p in states.items() if n not in keep]
        stale += [p for p in self.folder.glob("*-*.duckdb") if p.name not in wanted]
        for path in stale:
            try:
                path.unlink()
            except PermissionError:
                continue


def migrate(db: Connection, part: str) -> None:
    """Apply, in order, the scripts of `sql/migrations/<part>/` that this file has not seen."""
    db.execute("CREATE TABLE IF NOT EXISTS schema_version (version INTEGER PRIMARY KEY)")
    (found,) = db.execute("SELECT coalesce(max(version), 0) FROM schema_version").fetchall()[0]
    for script in _scripts(part):
        if (number := int(script.name[:4])) > found:
            db.execute(script.read_text("utf-8"))
            db.execute("INSERT INTO schema_version VALUES (?)", [number])


def _migrate_all(parts: Mapping[str, Connection]) -> None:
    for part, db in parts.items():
        migrate(db, part)


def known_schema() -> int:
    """The number of migration scripts this release carries, over all parts."""
    return sum(len(_scripts(part)) for part in PARTS)


def _scripts(part: str) -> list[Path]:
    return sorted((MIGRATIONS / part).glob("*.sql"))


_LOCKS: dict[Path, FileLock] = {}


def _lock(folder: Path) -> FileLock:
    """One lock object per folder and process, so that a thread that holds it may take it again."""
    path = folder.resolve() / ".lock"
    return _LOCKS.setdefault(path, FileLock(path, thread_local=True))


def _clear(draft: Path) -> None:
    """Remove a draft and its log: what a killed process left would be replayed into the next change."""
    draft.unlink(missing_ok=True)
    draft.with_name(draft.name + ".wal").unlink(missing_ok=True)


def _quoted(path: Path) -> str:
    return str(path).replace("'", "''")


def _replace(draft: Path, final: Path) -> None:
    """Bytes on the disk before the name is."""
    with draft.open("rb+") as file:
        os.fsync(file.fileno())
    draft.replace(final)
