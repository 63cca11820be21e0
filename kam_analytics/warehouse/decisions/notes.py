"""Actions, known causes, decisions and remarks on an account or a group: stored with author and day, never deleted."""

from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Literal, get_args

from kam_analytics.core.errors import KamError, NotAllowed
from kam_analytics.core.scope import Scope
from kam_analytics.core.text import Text
from kam_analytics.warehouse.decisions.workspace import run
from kam_analytics.warehouse.session import shared_reader
from kam_analytics.warehouse.sql_files import statement
from kam_analytics.warehouse.store import Store

SQL = Path(__file__).parents[1] / "sql" / "decisions"

NOTE = Path(__file__).parents[1] / "sql" / "note.sql"
LONGEST = 500  # characters of a text
LONGEST_OWNER = 80
LONGEST_SILENCE_DAYS = 366  # the longest silence, and the farthest due day of an action
NOBODY: frozenset[str] = frozenset()

NoteKind = Literal["action", "cause", "decision", "remark"]
ON_RISK: tuple[NoteKind, ...] = ("action", "cause")
IN_REVIEW: tuple[NoteKind, ...] = ("decision", "action", "remark")
COMPANY: Literal["company"] = "company"  # the level of a note on no account
Side = Literal["commercial", "technical"]
NoteLevel = Literal["entity", "group", "company"]


@dataclass(frozen=True, slots=True)
class AccountNote:
    """An action has an owner, a side and a due day; a cause silences the alert up to `until`, that day included.

    account: the code of an account, or of a group where `level` says so; blank for the company.
    review: the quarter in whose review it was made (`2026Q3`), if it was.
    """

    account: str
    kind: NoteKind
    wording: str
    owner: str | None = None
    side: Side | None = None
    due_on: date | None = None
    until: date | None = None
    level: NoteLevel = "entity"
    review: str | None = None


@dataclass(eq=False)
class NoteRefused(KamError):
    """Something is missing, or would silence an account for good; each reason is a subclass."""

    account: str

    what = Text(
        fr="Cette note sur {account} n’a pas été gardée.",
        en="This note on {account} was not kept.",
    )
    next_step = Text(
        fr="Dites en une phrase l’action et sa date, ou la cause et le jour jusqu’auquel elle vaut.",
        en="Say in one sentence the action and its date, or the cause and the day up to which it holds.",
    )


@dataclass(eq=False)
class NothingSaid(NoteRefused):
    """A note without text."""

    next_step = Text(
        fr="Il manque le texte : dites en une phrase l’action à mener, ou la cause.",
        en="The text is missing: say in one sentence what is to be done, or the cause.",
    )


@dataclass(eq=False)
class TooLong(NoteRefused):
    """A text or a name that is too long."""

    next_step = Text(
        fr=f"Raccourcissez : {LONGEST} caractères au plus pour le texte, {LONGEST_OWNER} pour le responsable.",
        en=f"Make it shorter: at most {LONGEST} characters for the text, {LONGEST_OWNER} for the owner.",
    )


@dataclass(eq=False)
class NoSuchNote(NoteRefused):
    """An unknown kind or side."""

    next_step = Text(
        fr="Une note est une action, une cause connue, une décision ou une remarque (action, cause, decision, remark) ;"
        " son côté est commercial ou technique (commercial, technical).",
        en="A note is an action, a known cause, a decision or a remark (action, cause, decision, remark); its side is"
        " commercial or technical.",
    )


@dataclass(eq=False)
class DayOutside(NoteRefused):
    """No day, a past day, or one so far ahead that the account would be forgotten."""

    first: date
    last: date

    next_step = Text(
        fr="Choisissez un jour du {first:%d/%m/%Y} au {last:%d/%m/%Y}.",
        en="Choose a day from {first:%Y-%m-%d} to {last:%Y-%m-%d}.",
    )


@dataclass(eq=False)
class NoteEnded(NoteRefused):
    """Somebody has closed the note in the meantime."""

    what = Text(
        fr="Cette note sur {account} est déjà close, ou n’existe pas.",
        en="This note on {account} is closed already, or does not exist.",
    )
    next_step = Text(
        fr="Rechargez la page pour voir les notes en cours.",
        en="Reload the page to see the notes that are open.",
    )


def keep(
    store: Store, note: AccountNote, scope: Scope, visible: frozenset[str], today: date, groups: frozenset[str] = NOBODY
) -> None:
    """Add one note. visible, groups: accounts and whole groups the viewer may see. Raises NotAllowed, NoteRefused."""
    _check_right(note.level, note.account, visible, groups, scope)
    _check(note, today)
    facts = {
        "account": note.account,
        "kind": note.kind,
        "said": note.wording.strip(),
        "level": note.level,
        "owner": _owner(note),
        "side": note.side,
        "due": note.due_on if note.kind == "action" else None,
        "until": note.until if note.kind == "cause" else None,
        "review": note.review,
        "who": scope.viewer,
    }
    query = statement(SQL, "open_note")
    store.change(("workspace",), lambda dbs: run(dbs, query, facts))


def close(
    store: Store,
    note_id: int,
    account: str,
    outcome: str,
    scope: Scope,
    visible: frozenset[str],
    groups: frozenset[str] = NOBODY,
) -> None:
    """End an action with its outcome, or a cause before its last day.

    account: the note's account or group, by its current code. Raises NotAllowed for a note on anything else, or
    on what the viewer may not see; NoteEnded.
    """
    with store.writing("workspace"):
        note = _as_seen(store, note_id, scope)
        if note is None and scope.sees_all:
            raise NoteEnded(account)
        if note is None or note["account"] != account:
            raise NotAllowed(_note_on(account))
        _check_right(note["level"], account, visible, groups, scope)
        if not note["is_open"]:
            raise NoteEnded(account)
        query = statement(SQL, "close_note")
        facts = {"note": note_id, "outcome": outcome.strip()[:LONGEST] or None, "who": scope.viewer}
        store.change(("workspace",), lambda dbs: run(dbs, query, facts))


def _as_seen(store: Store, note_id: int, scope: Scope) -> dict[str, Any] | None:
    """The account or group of a note, as one viewer sees the store; None if the viewer may not see it."""
    rows = shared_reader(store).read(NOTE, scope, {"note": note_id}).to_dict("records")
    return {str(name): value for name, value in rows[0].items()} if rows else None


def _note_on(account: str) -> Text:
    if not account:
        return Text(fr="note sur toute l’entreprise", en="note on the whole company")
    return Text(fr=f"note sur le compte {account}", en=f"note on account {account}")


def _check_right(level: str, account: str, visible: frozenset[str], groups: frozenset[str], scope: Scope) -> None:
    allowed = {"entity": visible, "group": groups, COMPANY: frozenset({""}) if scope.sees_all else NOBODY}
    if account not in allowed.get(level, NOBODY):
        raise NotAllowed(_note_on(account))


def _check(note: AccountNote, today: date) -> None:
    """Raises a NoteRefused for a note that no page could display, or would display for ever."""
    if note.kind not in get_args(NoteKind) or note.side not in (None, *get_args(Side)):
        raise NoSuchNote(note.account)
    if not any(sign.isprintable() and not sign.isspace() for sign in note.wording):
        raise NothingSaid(note.account)
    if len(note.wording.strip()) > LONGEST or len(_owner(note) or "") > LONGEST_OWNER:
        raise TooLong(note.account)
    if note.kind not in ON_RISK:
        return
    day, last = note.due_on if note.kind == "action" else note.until, today + timedelta(days=LONGEST_SILENCE_DAYS)
    if day is None or not today <= day <= last:
        raise DayOutside(note.account, today, last)


def _owner(note: AccountNote) -> str | None:
    return (note.owner or "").strip() or None
