"""Dated notes: what happened on a day, or from a day to a day, to an account, a family, a KAM or the company."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal, get_args

from kam_analytics.core.errors import KamError, NotAllowed
from kam_analytics.core.scope import Scope
from kam_analytics.core.text import Text
from kam_analytics.warehouse.decisions.workspace import run
from kam_analytics.warehouse.session import shared_reader
from kam_analytics.warehouse.sql_files import statement
from kam_analytics.warehouse.store import Store

SQL = Path(__file__).parents[1] / "sql" / "decisions"
NOTE = Path(__file__).parents[1] / "sql" / "dated_note.sql"
LONGEST_WORDING = 120  # characters: it is read on a chart
FIRST_YEAR, LAST_YEAR = 1990, 2100

Subject = Literal["account", "family", "kam", "company"]


@dataclass(frozen=True, slots=True)
class DatedEntry:
    """What is typed. first, last: both days included, equal for one day; code: blank for the company."""

    subject: Subject
    code: str
    first: date
    last: date
    wording: str


@dataclass(eq=False)
class DatedNoteRefused(KamError):
    """A note that no chart could show; each reason is a subclass."""

    what = Text(fr="Cette note datée n’a pas été gardée.", en="This dated note was not kept.")
    next_step = Text(fr="Donnez un jour et quelques mots.", en="Give a day and a few words.")


@dataclass(eq=False)
class NoWording(DatedNoteRefused):
    """A note without a readable character."""

    next_step = Text(fr="Il manque le texte : dites ce qui s’est passé.", en="The text is missing: say what happened.")


@dataclass(eq=False)
class WordingTooLong(DatedNoteRefused):
    """More than fits on a chart."""

    next_step = Text(
        fr=f"Raccourcissez : {LONGEST_WORDING} caractères au plus.",
        en=f"Make it shorter: at most {LONGEST_WORDING} characters.",
    )


@dataclass(eq=False)
class DaysOutOfOrder(DatedNoteRefused):
    """The last day is before the first, or the year is none."""

    next_step = Text(
        fr="Le dernier jour ne vient pas avant le premier ; corrigez l’un des deux.",
        en="The last day must not come before the first; correct one of them.",
    )


@dataclass(eq=False)
class DatedNoteGone(DatedNoteRefused):
    """Somebody has withdrawn it in the meantime."""

    what = Text(fr="Cette note datée est déjà retirée.", en="This dated note is withdrawn already.")
    next_step = Text(fr="Rechargez la page.", en="Reload the page.")


def keep_dated(store: Store, entry: DatedEntry, scope: Scope, visible: frozenset[str]) -> None:
    """Add one note. visible: the accounts that the viewer sees. Raises NotAllowed, DatedNoteRefused."""
    _check_right(entry.subject, entry.code, scope, visible)
    _check(entry)
    facts = {
        "subject": entry.subject,
        "code": entry.code,
        "first": entry.first,
        "last": entry.last,
        "wording": " ".join(entry.wording.split()),
        "who": scope.viewer,
    }
    query = statement(SQL, "open_dated_note")
    store.change(("workspace",), lambda dbs: run(dbs, query, facts))


def withdraw_dated(store: Store, note_id: int, scope: Scope, visible: frozenset[str]) -> None:
    """Take a note off every chart; it stays in the store. visible: as in `keep_dated`.

    Raises NotAllowed for a note on what the viewer may not note on, DatedNoteGone.
    """
    with store.writing("workspace"):
        rows = shared_reader(store).read(NOTE, scope, {"note": note_id}).to_dict("records")
        if not rows:
            raise DatedNoteGone
        _check_right(rows[0]["subject"], rows[0]["code"], scope, visible)
        query, facts = statement(SQL, "withdraw_dated_note"), {"note": note_id, "who": scope.viewer}
        store.change(("workspace",), lambda dbs: run(dbs, query, facts))


def _check_right(subject: str, code: str, scope: Scope, visible: frozenset[str]) -> None:
    """A family and the company concern everybody: they are for those who see everything."""
    allowed = {
        "account": code in visible,
        "kam": bool(code) and (scope.sees_all or code in scope.person_ids),
        "family": bool(code) and scope.sees_all,
        "company": code == "" and scope.sees_all,
    }
    if not allowed.get(subject, False):
        raise NotAllowed(Text(fr="note datée sur ce sujet", en="dated note on this subject"))


def _check(entry: DatedEntry) -> None:
    """Raises DatedNoteRefused."""
    if entry.subject not in get_args(Subject) or not any(c.isprintable() and not c.isspace() for c in entry.wording):
        raise NoWording
    if len(entry.wording) > LONGEST_WORDING:
        raise WordingTooLong
    if not date(FIRST_YEAR, 1, 1) <= entry.first <= entry.last < date(LAST_YEAR, 1, 1):
        raise DaysOutOfOrder
