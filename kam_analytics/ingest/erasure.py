"""Erasing an import or a source from every version of the store, the inbox and what was kept beside the data.

An import is told by its file, kind and sheet: the same file imported twice is erased twice. A source is an export with
the same titles as the file of that name, and every file of that name. Of an erased import the log keeps its number,
kind, instant and importer, so that numbers are never used again.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from kam_analytics.core.errors import KamError
from kam_analytics.core.text import Text
from kam_analytics.ingest import inbox
from kam_analytics.ingest.stage.reading import file_hash
from kam_analytics.ingest.write import earlier_imports
from kam_analytics.warehouse import mart, rewriting, trail
from kam_analytics.warehouse.sql_files import statement
from kam_analytics.warehouse.store import PARTS, Connection, Store

SQL = Path(__file__).parent / "write" / "sql"
ERASED = "erased"
MASK = "–"
Identity = tuple[str, str, str | None]


@dataclass(eq=False)
class NothingToErase(KamError):
    """No version of the store has what is to be erased."""

    what_for: str

    what = Text(
        fr="Aucune version de ce dossier ne contient « {what_for} ».",
        en="No version in this folder holds “{what_for}”.",
    )
    next_step = Text(
        fr="Reprenez le numéro ou le nom de fichier dans la liste des imports (« imports »), puis recommencez.",
        en="Take the number or the file name from the list of imports (`imports`), then try again.",
    )


@dataclass(eq=False)
class ClosedOnPlan(KamError):
    """A pay plan on which a period was closed."""

    import_id: int

    what = Text(
        fr="Rien n’a été effacé : une période de paie a été clôturée sur le plan de l’import {import_id}.",
        en="Nothing was erased: a pay period was closed on the plan of import {import_id}.",
    )
    next_step = Text(
        fr="Un plan sur lequel des relevés reposent se conserve autant qu’eux ; effacez les autres imports un par un.",
        en="A plan that statements rest on is kept as long as they are; erase the other imports one by one.",
    )


@dataclass(frozen=True, slots=True)
class Target:
    """What to erase: the number of an import, or the file name of a source."""

    kind: Literal["import", "source"]
    name: str


@dataclass(frozen=True, slots=True)
class LoggedImport:
    """One row of the log of one version."""

    import_id: int
    file: str
    kind: str
    sha256: str
    state: str
    fingerprint: str | None
    sheet: str | None

    @property
    def identity(self) -> Identity:
        return self.sha256, self.kind, self.sheet


@dataclass(frozen=True, slots=True)
class ErasurePlan:
    """What an erasure takes away; without imports there is nothing left to erase.

    imports: those it erases, each once; ids: their numbers by state; files: in the inbox; versions: files of the store.
    """

    target: Target
    imports: tuple[LoggedImport, ...] = ()
    ids: Mapping[int, tuple[int, ...]] = field(default_factory=dict)
    files: tuple[Path, ...] = ()
    versions: int = 0
    fingerprints: tuple[str, ...] = ()
    names: frozenset[str] = frozenset()


def plan(folder: Path, target: Target, watched: Path | None) -> ErasurePlan:
    """What `erase` would take away; nothing is changed. An import that is erased already gives an empty plan.

    watched: the inbox, if there is one. Raises NothingToErase, VersionUnreadable.
    """
    states = rewriting.states(folder)
    by_file = {state.ledger: _log(folder, state.ledger) for state in states}
    logs = {state.number: by_file[state.ledger] for state in states}
    wanted = _wanted(list(logs.values()), target)
    if wanted is None:
        return ErasurePlan(target)
    ids = {n: tuple(i.import_id for i in log if i.identity in wanted) for n, log in logs.items()}
    every = [i for log in logs.values() for i in log if i.state != ERASED]
    gone, rest = [i for i in every if i.identity in wanted], [i for i in every if i.identity not in wanted]
    names = frozenset(i.file for i in gone) - {i.file for i in rest}
    marks = {i.fingerprint for i in gone if i.fingerprint} - {i.fingerprint for i in rest}
    return ErasurePlan(
        target,
        tuple(sorted({i.identity: i for i in gone}.values(), key=lambda i: i.import_id)),
        ids,
        tuple(_copies(watched, {i.sha256 for i in gone}, names if target.kind == "source" else frozenset())),
        len({state.file(part) for state in states for part in PARTS}),
        tuple(sorted(marks)),
        names,
    )


def erase(folder: Path, target: Target, who: str, watched: Path | None) -> ErasurePlan:
    """Erase, and return what was erased; after an interruption it completes what was begun.

    Errors
        NothingToErase, ClosedOnPlan, VersionUnreadable: nothing was changed. NoSpace: the store is as before, the
        copies in the inbox may be gone; the command can be run again.
    """
    store = Store(folder, create=False)
    with store.writing():
        completed = store.resume_rewriting()
        try:
            whole = plan(folder, target, watched)
        except NothingToErase:
            if completed:
                return ErasurePlan(target)
            raise
        if whole.imports:
            _check_plans(store, whole)
            _erase(store, whole, who)
        return whole


def _erase(store: Store, whole: ErasurePlan, who: str) -> None:
    """Copies first: once the log is rewritten, nothing tells which files they are."""
    for path in whole.files:
        path.unlink(missing_ok=True)
    trail.mask(store.folder, lambda text: MASK if text in whole.names else text)

    def remove(part: str, db: Connection, states: Sequence[int]) -> None:
        ids = sorted({i for number in states for i in whole.ids[number]})
        if part == "ledger":
            _leave_figures(db, ids, who)
        if part == "workspace":
            db.execute(statement(SQL, "forget_mappings"), {"fingerprints": list(whole.fingerprints)})
        for (table,) in db.execute(statement(SQL, "tables_of_imports")).fetchall():
            db.execute(statement(SQL, "erase_rows", table=table), {"ids": ids})

    store.rewrite(remove, who, erased=whole.target.kind, imports=len(whole.imports))


def _leave_figures(ledger: Connection, ids: Sequence[int], who: str) -> None:
    """Take the imports out of months, days and codes as a withdrawal does, and empty their rows of the log."""
    for import_id in ids:
        ledger.execute(statement(SQL, "empty_log_row"), {"i": import_id, "who": who})
        mart.reconsider(ledger, import_id)
    ledger.execute(statement(SQL, "forget_superseding"), {"ids": list(ids)})


def _check_plans(store: Store, whole: ErasurePlan) -> None:
    for import_id in whole.ids[store.state().number]:
        if earlier_imports.is_closed_on(store, import_id):
            raise ClosedOnPlan(import_id)


def _log(folder: Path, file: str) -> list[LoggedImport]:
    return [LoggedImport(*row) for row in rewriting.rows(folder, file, statement(SQL, "logged_imports"))]


def _wanted(logs: Sequence[Sequence[LoggedImport]], target: Target) -> set[Identity] | None:
    """The imports to erase, by what tells them; None if the import is erased already. Raises NothingToErase.

    logs: of every state, the current one last, whose numbers are those that people read.
    """
    present = [i for log in reversed(logs) for i in log if i.state != ERASED]
    if target.kind == "source":
        named = [i for i in present if i.file.casefold() == target.name.casefold()]
        sources = {(i.kind, i.fingerprint) for i in named if i.fingerprint}
        wanted = {i.identity for i in present if i in named or (i.kind, i.fingerprint) in sources}
    else:
        numbered = [i for i in present if str(i.import_id) == target.name]
        wanted = {i.identity for i in numbered[:1]}
    if wanted:
        return wanted
    if target.kind == "import" and any(str(i.import_id) == target.name for log in logs for i in log):
        return None
    raise NothingToErase(target.name)


def _copies(watched: Path | None, hashes: set[str], names: frozenset[str]) -> list[Path]:
    """The files of the inbox with these bytes, or put away under these names, and the notes beside them."""
    if watched is None:
        return []
    copies = []
    for place in (watched, *(watched / name for name in (inbox.DONE, inbox.REFUSED, inbox.TO_CONFIRM))):
        for path in sorted(place.iterdir()) if place.is_dir() else ():
            is_named = place != watched and any(path.name.endswith(f"_{name}") for name in names)
            if path.is_file() and (is_named or file_hash(path) in hashes):
                copies += with_notes(path)
    return copies


def with_notes(path: Path) -> list[Path]:
    """A file of the inbox and the notes beside it."""
    notes = (path.with_name(path.name + ending) for ending in (".txt", ".json"))
    return [path, *(note for note in notes if note.exists())]
