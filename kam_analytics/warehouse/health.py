"""Whether the files of a store are intact, what is wrong with them, and which state to go back to."""

import os
import shutil
from dataclasses import dataclass
from pathlib import Path

import duckdb

from kam_analytics.core.errors import NoStore, StoreDamaged, StoreTooNew
from kam_analytics.core.text import Text
from kam_analytics.warehouse import packed, versions
from kam_analytics.warehouse.loans import Loan
from kam_analytics.warehouse.migrations import known_schema
from kam_analytics.warehouse.owner_files import OWNER_FILE, hand_over
from kam_analytics.warehouse.versions import PARTS, POINTER, Connection, State

OWN_TABLE = {"ledger": "import_log", "workspace": "setting", "pay": "people_pay"}
"""A table that only this part has: a file of another part under its name does not belong to the state."""
MISSING = Text(fr="manque", en="is missing")
UNREADABLE = Text(fr="n’est pas lisible", en="cannot be read")
CUT_OR_DAMAGED = Text(fr="est tronqué ou abîmé", en="is cut or damaged")
COPY_BACK = Text(
    fr="Arrêtez l’application et copiez {good} sous le nom current.json dans ce dossier ; « repair » le propose, et"
    " « repair --apply » le fait.",
    en="Stop the application and copy {good} to current.json in that folder; `repair` proposes it and"
    " `repair --apply` does it.",
)
GO_BACK = Text(
    fr="Remettez ce fichier depuis une sauvegarde. Sinon, pour revenir au dernier état entier, copiez {good} sous le"
    " nom current.json dans ce dossier (« repair » le propose, « repair --apply » le fait).",
    en="Put that file back from a backup. Without one, to go back to the last whole state, copy {good} to current.json"
    " in that folder (`repair` proposes it, `repair --apply` does it).",
)
UNLOCATED = Text(
    fr="Remettez le dossier depuis une sauvegarde (docs/store.md).",
    en="Restore the folder from a backup (docs/store.md).",
)
NO_WHOLE_STATE = Text(
    fr="Aucun état entier ne reste dans ce dossier : remettez-le depuis une sauvegarde (docs/store.md).",
    en="No whole state is left in that folder: restore it from a backup (docs/store.md).",
)
MOST_REMEMBERED = 300
Look = tuple[str, int, int, int, int]
_INTACT: dict[Look, None] = {}


@dataclass(frozen=True, slots=True)
class Fault:
    """One file that is not intact."""

    file: str
    problem: Text


@dataclass(frozen=True, slots=True)
class Checkup:
    """The result of a check. `good` is the newest intact state if the current one is not intact."""

    state: State | None
    faults: tuple[Fault, ...]
    good: Path | None = None

    @property
    def is_whole(self) -> bool:
        return not self.faults


def read_pointer(folder: Path) -> State:
    """The current state; one small file read. Raises NoStore, StoreDamaged."""
    state = _pointer(folder)
    if isinstance(state, Fault):
        raise damaged(folder, state)
    return state


def _pointer(folder: Path) -> State | Fault:
    """The current state, or what is wrong with the pointer. Raises NoStore."""
    try:
        return versions.parse((folder / POINTER).read_text("utf-8"), known_schema())
    except (FileNotFoundError, NotADirectoryError):
        if versions.is_missing(folder):
            raise NoStore(str(folder)) from None
        if (folder / POINTER).exists():  # another process has just created the store
            return _pointer(folder)
        return Fault(POINTER, MISSING)
    except (ValueError, IsADirectoryError):
        return Fault(POINTER, UNREADABLE)


def require_files(folder: Path, state: State) -> None:
    """Raises StoreDamaged where a file of the state is missing or empty."""
    for name in map(state.file, PARTS):
        try:
            size = packed.at_hand(folder, name).stat().st_size
        except FileNotFoundError:
            raise damaged(folder, Fault(name, MISSING)) from None
        if not size:
            raise damaged(folder, Fault(name, CUT_OR_DAMAGED))


def require_open(folder: Path, state: State) -> None:
    """Raises StoreDamaged where a part of the state does not open or is cut; its rows are not read."""
    if fault := _unopened(folder, state):
        raise damaged(folder, fault)


def quick_fault(folder: Path) -> Fault | None:
    """What keeps the current state from opening. Nothing is read through, also not to find a state to go back to:
    whoever asks may ask often. Raises NoStore, StoreTooNew, OSError.
    """
    state = _pointer(folder)
    if isinstance(state, Fault):
        return state
    if state.schema > known_schema():
        raise StoreTooNew("store", state.schema, known_schema())
    return _unopened(folder, state)


def _unopened(folder: Path, state: State) -> Fault | None:
    """The first part of a state that does not open or is cut.

    A file that was found intact is opened again only after something changed it: that costs 30 ms a part.
    """
    for part in PARTS:
        path = folder / state.file(part)
        seen = _look_of(path)
        if seen in _INTACT:
            continue
        if fault := fault_of(folder, state, part, whole=False):
            return fault
        if seen == _look_of(path):
            remember_intact(path)
    return None


def remember_intact(path: Path) -> None:
    """Note that a file was found intact, or has just been written and closed: it need not be opened to know it."""
    if (look := _look_of(path)) is not None:
        _INTACT[look] = None
    while len(_INTACT) > MOST_REMEMBERED:
        _INTACT.pop(next(iter(_INTACT)), None)


def _look_of(path: Path) -> Look | None:
    """What changes when a file is replaced or written to; None where there is none."""
    try:
        facts = path.stat()
    except OSError:
        return None
    return str(path), facts.st_ino, facts.st_size, facts.st_mtime_ns, facts.st_ctime_ns


def check(folder: Path) -> Checkup:
    """Read every block of every part of the current state. Raises NoStore, StoreTooNew."""
    state = _pointer(folder)
    if isinstance(state, Fault):
        return Checkup(None, (state,), last_whole(folder))
    if state.schema > known_schema():
        raise StoreTooNew("store", state.schema, known_schema())
    faults = tuple(fault for part in PARTS if (fault := fault_of(folder, state, part)))
    return Checkup(state, faults, last_whole(folder) if faults else None)


def fault_of(folder: Path, state: State, part: str, *, whole: bool = True) -> Fault | None:
    """What is wrong with one part of a state. Raises OSError where the file may not be read.

    whole: whether every row is read, or the file only opened.
    """
    path = packed.at_hand(folder, state.file(part))
    if not path.exists():
        return Fault(path.name, MISSING)
    with path.open("rb"):  # missing rights are not damage
        pass
    try:
        with Loan() as db:
            versions.attach(db, path, "checked")
            is_cut = _is_cut(db, path.stat().st_size)
            if whole:
                _read_through(db, part)
    except duckdb.Error:
        is_cut = True
    return Fault(path.name, CUT_OR_DAMAGED) if is_cut else None


def damaged(folder: Path, fault: Fault) -> StoreDamaged:
    """The error that names the file to copy back."""
    good = last_whole(folder)
    advice = NO_WHOLE_STATE if good is None else COPY_BACK if fault.file == POINTER else GO_BACK
    name = "" if good is None else good.name
    remedy = Text(fr=advice.fr.format(good=name), en=advice.en.format(good=name))
    return StoreDamaged(str(folder), fault.file, fault.problem, remedy)


def last_whole(folder: Path) -> Path | None:
    """The newest state file whose three files exist and can be read from end to end.

    Neighbouring states name the same files: each is read once.
    """
    is_whole: dict[str, bool] = {}
    for number, path in versions.states(folder).items():
        try:
            state = versions.parse(path.read_text("utf-8"), known_schema())
        except (OSError, ValueError):
            continue
        if state.number != number or state.schema > known_schema():
            continue
        if all(_is_whole(folder, state, part, is_whole) for part in PARTS):
            return path
    return None


def _is_whole(folder: Path, state: State, part: str, known: dict[str, bool]) -> bool:
    """Whether a part of a state can be read from end to end; `known`: what was found out of each file."""
    name = state.file(part)
    if name not in known:
        try:
            known[name] = fault_of(folder, state, part) is None
        except OSError:
            known[name] = False
    return known[name]


def point_at(folder: Path, good: Path) -> Path | None:
    """Make a state current again. Returns the copy of the previous pointer; None if there was none."""
    pointer, copy = folder / POINTER, None
    if pointer.exists():
        copy = next(p for n in range(1, 1_000_000) if not (p := folder / f"damaged-{n:06d}.json").exists())
        shutil.copyfile(pointer, copy)
        copy.chmod(OWNER_FILE)
        hand_over(copy, folder)
    draft = folder / ".state.draft"
    shutil.copyfile(good, draft)
    draft.chmod(OWNER_FILE)
    hand_over(draft, folder)
    with draft.open("rb+") as file:
        os.fsync(file.fileno())
    draft.replace(pointer)
    return copy


def _is_cut(db: Connection, size: int) -> bool:
    """Whether a file ends within a block, or before all blocks in use; free blocks at the end may be gone."""
    query = "SELECT block_size, used_blocks FROM pragma_database_size() WHERE database_name = 'checked'"
    ((block, used),) = db.execute(query).fetchall()
    return bool((size - packed.HEADERS) % block) or size - packed.HEADERS < int(used) * int(block)


def _read_through(db: Connection, part: str) -> None:
    """Read every column of every table and view: DuckDB compares the checksum of each block it reads.

    The views are read too, because they are answered through indexes, which lie in blocks of their own.
    """
    db.execute(f"SELECT count(*) FROM checked.{OWN_TABLE[part]}").fetchall()
    relations = db.execute(
        """SELECT table_name FROM duckdb_tables() WHERE database_name = 'checked'
           UNION ALL SELECT view_name FROM duckdb_views() WHERE database_name = 'checked' AND NOT internal"""
    ).fetchall()
    for (name,) in relations:
        db.execute(f'SELECT max(hash(t)) FROM checked."{name}" AS t').fetchall()
