"""Every version written anew without some rows, under new numbers: a DuckDB file keeps deleted rows in free blocks.

The new files get their names first, then the states, the current one before the others, then the pointer; the old
files go last. `.erasing` exists from before the first name until the old files are gone, so that a killed process
leaves either the state before, or an erasure that `resume` completes.
"""

import json
import os
import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

import duckdb

from kam_analytics.core.errors import KamError
from kam_analytics.core.text import Text
from kam_analytics.warehouse import drafts, faults, health, packed, trail, uploads, versions
from kam_analytics.warehouse.migrations import known_schema, migrate
from kam_analytics.warehouse.sql_files import statement
from kam_analytics.warehouse.versions import OFFLINE, PARTS, POINTER, Connection, State

SQL = Path(__file__).parent / "sql"
ERASING = ".erasing"
PINNING = ("review", "saved_view")
"""Tables of the workspace that name states by their number."""
SAVED_ANSWERS = "backtests"
Remove = Callable[[str, Connection, Sequence[int]], None]
"""Deletes rows from one version: its part, an open transaction on a copy, the numbers of the states that name it."""


@dataclass(eq=False)
class VersionUnreadable(KamError):
    """An earlier version that cannot be read: what it holds cannot be erased from it."""

    folder: str
    file: str

    what = Text(
        fr="Rien n’a été effacé : « {file} », une version antérieure dans « {folder} », n’est pas lisible.",
        en="Nothing was erased: “{file}”, an earlier version in “{folder}”, cannot be read.",
    )
    next_step = Text(
        fr="Remettez ce fichier depuis une sauvegarde, ou supprimez-le avec les fichiers state-… qui le nomment, puis"
        " recommencez.",
        en="Put that file back from a backup, or delete it with the state-… files that name it, then try again.",
    )


@dataclass(frozen=True, slots=True)
class Journal:
    """The content of `.erasing`: the last number before the rewriting, and the line for the trail."""

    last: int
    who: str
    facts: dict[str, Any]


def states(folder: Path) -> list[State]:
    """Every state whose files are there, the oldest first, the current one last. Raises VersionUnreadable."""
    current, earlier = health.read_pointer(folder), list[State]()
    for number, path in reversed(versions.states(folder).items()):
        if number == current.number:
            continue
        try:
            state = versions.parse(path.read_text("utf-8"), known_schema())
        except ValueError as error:
            raise VersionUnreadable(str(folder), path.name) from error
        if all(packed.at_hand(folder, state.file(part)).exists() for part in PARTS):
            earlier.append(state)
    return [*earlier, current]


def rows(folder: Path, file: str, query: str) -> list[tuple[Any, ...]]:
    """The rows of a query on one version, attached as `version`. Raises VersionUnreadable."""
    with _readable(folder, file), duckdb.connect(config=OFFLINE) as db:
        versions.attach(db, folder / file, "version")
        return db.execute(query).fetchall()


def rewrite(folder: Path, remove: Remove, who: str, facts: Mapping[str, Any]) -> State:
    """Write every version anew, make them current and delete the old ones, with the answers saved beside them.

    The caller holds every lock of the store. An error before the pointer leaves everything as it was.
    who, facts: the line for the trail.
    """
    resume(folder)
    before = states(folder)
    last = max(versions.numbered(folder).values())
    moved = {state.number: last + n for n, state in enumerate(before, start=1)}
    journal = Journal(last, who, dict(facts))
    try:
        _write(folder / ERASING, asdict(journal))
        names = _new_names(before, moved)
        for old, new in names.items():
            users = [state.number for state in before if old in map(state.file, PARTS)]
            _renew(folder, old, new, users, moved, remove)
        after = [_moved(state, moved, names) for state in before]
        for old_state, state in reversed(list(zip(before, after, strict=True))):
            _name(folder, old_state, state)
        _write(folder / POINTER, asdict(after[-1]))
    except BaseException:
        resume(folder)
        raise
    _finish(folder, journal)
    return after[-1]


def resume(folder: Path) -> bool:
    """Complete an interrupted rewriting, or remove what it had prepared. Returns whether one was completed."""
    journal, current = _journal(folder), health.read_pointer(folder)
    if journal is None:
        return False
    if current.number <= journal.last:
        void(folder, current)
        return False
    _finish(folder, journal)
    return True


def void(folder: Path, current: State) -> None:
    """Remove what a rewriting that was killed before its pointer had prepared: later changes are not in it."""
    journal = _journal(folder)
    if journal is None or current.number > journal.last:
        return
    for path in _numbered(folder, lambda number: number > journal.last):
        path.unlink(missing_ok=True)
    (folder / ERASING).unlink(missing_ok=True)


def _finish(folder: Path, journal: Journal) -> None:
    """Delete the old files, what killed processes left and the saved answers; the line in the trail comes last."""
    for path in _numbered(folder, lambda number: number <= journal.last):
        path.unlink(missing_ok=True)
    for path in folder.glob(".*.draft*"):
        shutil.rmtree(path) if path.is_dir() else path.unlink(missing_ok=True)
    with suppress(FileNotFoundError):
        shutil.rmtree(folder / SAVED_ANSWERS)
    uploads.forget(folder)
    trail.record(folder, trail.Event.ERASED, journal.who, **journal.facts)
    (folder / ERASING).unlink(missing_ok=True)


def _numbered(folder: Path, which: Callable[[int], bool]) -> list[Path]:
    """States before versions: a state never names a file that is gone."""
    paths = [path for path, number in versions.numbered(folder).items() if which(number)]
    return sorted(paths, key=lambda path: path.suffix != ".json")


def _new_names(before: Sequence[State], moved: Mapping[int, int]) -> dict[str, str]:
    """Old file → new file; a version that several states name has the number of the first of them."""
    names: dict[str, str] = {}
    for state in before:
        for part in PARTS:
            names.setdefault(state.file(part), versions.version_name(part, moved[state.number]))
    return names


def _moved(state: State, moved: Mapping[int, int], names: Mapping[str, str]) -> State:
    """The state under its new number, with the schema to which its versions were brought."""
    files = {part: names[state.file(part)] for part in PARTS}
    pinned = tuple(sorted(moved.get(number, number) for number in state.pinned))
    return replace(state, number=moved[state.number], schema=known_schema(), pinned=pinned, **files)  # type: ignore[arg-type]


def _renew(folder: Path, old: str, new: str, users: Sequence[int], moved: Mapping[int, int], remove: Remove) -> None:
    """One version: a copy of today's schema without the rows, then a new file with what the copy still holds."""
    part = versions.part_of(new)
    draft, fresh = drafts.path_of(folder, part), drafts.path_of(folder, f"{part}_fresh")
    try:
        drafts.clear(fresh)
        drafts.copied(folder, part, folder / old)
        with _readable(folder, old):
            with closing(duckdb.connect(str(draft), config=OFFLINE)) as db:
                db.execute("BEGIN")
                migrate(db, part)
                for table in PINNING if part == "workspace" else ():
                    facts = {"old": list(moved.keys()), "new": list(moved.values())}
                    db.execute(statement(SQL, "move_pins", table=table), facts)
                remove(part, db, users)
                db.execute("COMMIT")
            copy_rows(draft, fresh)
        drafts.rename(fresh, folder / new)
    finally:
        for path in (draft, fresh):
            drafts.clear(path)


def copy_rows(source: Path, target: Path) -> None:
    """Write a new file with the rows of a version and nothing of its deleted ones."""
    with closing(duckdb.connect(config=OFFLINE)) as db:
        versions.attach(db, source, "source")
        db.execute(statement(SQL, "copy_version", target=versions.quoted(target)))


@contextmanager
def _readable(folder: Path, file: str) -> Iterator[None]:
    """Turn what DuckDB says of a damaged file into VersionUnreadable; a full disk stays what it is."""
    try:
        yield
    except duckdb.Error as error:
        if isinstance(error, faults.OF_THE_FILE) or type(error) is duckdb.Error:
            raise faults.explain(error, folder) or VersionUnreadable(str(folder), file) from error
        raise


def _name(folder: Path, old: State, state: State) -> None:
    """Write a state under its name; it is as old as the one it replaces, since states are kept by age."""
    draft = folder / ".state.draft"
    draft.write_text(json.dumps(asdict(state), indent=1), "utf-8")
    path = drafts.rename(draft, folder / versions.state_name(state.number))
    with suppress(FileNotFoundError):
        facts = (folder / versions.state_name(old.number)).stat()
        os.utime(path, (facts.st_atime, facts.st_mtime))


def _write(path: Path, facts: Mapping[str, Any]) -> None:
    draft = path.with_name(".state.draft")
    draft.write_text(json.dumps(facts, indent=1), "utf-8")
    drafts.replace(draft, path)


def _journal(folder: Path) -> Journal | None:
    try:
        return Journal(**json.loads((folder / ERASING).read_text("utf-8")))
    except FileNotFoundError:
        return None
