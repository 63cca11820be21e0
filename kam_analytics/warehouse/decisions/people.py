"""The day on which somebody left, confirmed by a director or controller where the last file of people drops them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from kam_analytics.core.errors import KamError, NotAllowed
from kam_analytics.core.scope import Scope
from kam_analytics.core.text import Text
from kam_analytics.warehouse import trail
from kam_analytics.warehouse.sql_files import statement
from kam_analytics.warehouse.store import Connection, Store

SQL = Path(__file__).parents[1] / "sql" / "decisions"
DECIDE = Text(fr="départ d’une personne", en="departure of a person")


@dataclass(eq=False)
class UnknownPerson(KamError):
    """A code that no live file of people names."""

    person: str

    what = Text(
        fr="Aucun fichier d’équipe actif ne nomme « {person} ».",
        en="No active file of people names “{person}”.",
    )
    next_step = Text(
        fr="Reprenez le matricule dans la liste des accès, puis recommencez.",
        en="Take the person’s code from the list of accesses, then try again.",
    )


def end(store: Store, person: str, day: date, scope: Scope) -> None:
    """Confirm that a person left on a day, in place of what was confirmed before; access and care end with it.

    It holds until a later file names the person again. Raises NotAllowed, UnknownPerson.
    """
    _check(scope)
    facts = {"person": person, "import": _last_named(store, person), "end": day, "who": scope.viewer}

    def apply(dbs: Mapping[str, Connection]) -> None:
        dbs["workspace"].execute(statement(SQL, "forget_end"), {"person": person, "who": scope.viewer})
        dbs["workspace"].execute(statement(SQL, "end_person"), facts)

    store.change(("workspace",), apply)
    trail.record(store.folder, trail.Event.LEFT, scope.viewer, person=person, day=day.isoformat())


def stay(store: Store, person: str, scope: Scope) -> None:
    """Take the confirmed departure of a person back. Raises NotAllowed, UnknownPerson."""
    _check(scope)
    _last_named(store, person)
    facts = {"person": person, "who": scope.viewer}
    store.change(("workspace",), lambda dbs: dbs["workspace"].execute(statement(SQL, "forget_end"), facts))
    trail.record(store.folder, trail.Event.STAYS, scope.viewer, person=person)


def _check(scope: Scope) -> None:
    if not scope.sees_all:
        raise NotAllowed(DECIDE)


def _last_named(store: Store, person: str) -> int:
    """The latest live import that names the person. Raises UnknownPerson."""
    with store.connect(parts=("ledger",)) as db:
        (found,) = db.execute(statement(SQL, "last_import_of_person"), {"person": person}).fetchall()[0]
    if found is None:
        raise UnknownPerson(person)
    return int(found)
