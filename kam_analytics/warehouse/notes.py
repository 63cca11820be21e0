"""Actions on an account at risk, and known causes: kept with author and day, closed, never deleted."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from kam_analytics.core.errors import KamError, NotAllowed
from kam_analytics.core.scope import Scope
from kam_analytics.core.text import Text
from kam_analytics.warehouse.store import NOW, Connection, Store

LONGEST = 500  # characters of what is said
LONGEST_SILENCE_DAYS = 366

NoteKind = Literal["action", "cause"]
Side = Literal["commercial", "technical"]


@dataclass(frozen=True, slots=True)
class AccountNote:
    """An action has an owner, a side and a due day; a cause silences the alert up to `until`, that day included."""

    account: str
    kind: NoteKind
    said: str
    owner: str | None = None
    side: Side | None = None
    due_on: date | None = None
    until: date | None = None


@dataclass(eq=False)
class NoteRefused(KamError):
    """Something is missing, or would silence an account for good."""

    account: str

    what = Text(
        fr="Cette note sur {account} n’a pas été gardée.",
        en="This note on {account} was not kept.",
    )
    next_step = Text(
        fr="Dites en une phrase (500 caractères au plus) l’action et sa date, ou la cause et le jour, à moins d’un an,"
        " jusqu’auquel elle vaut.",
        en="Say in one sentence (500 characters at most) the action and its date, or the cause and the day, within a"
        " year, up to which it holds.",
    )


def keep(store: Store, note: AccountNote, scope: Scope, visible: frozenset[str], today: date) -> None:
    """Add one note. visible: the accounts the viewer sees. Raises NotAllowed, NoteRefused."""
    if note.account not in visible:
        raise NotAllowed(f"note, {note.account}")
    if not _is_whole(note, today):
        raise NoteRefused(note.account)
    facts = {
        "account": note.account, "kind": note.kind, "said": note.said.strip(), "owner": note.owner, "side": note.side,
        "due": note.due_on, "until": note.until, "who": scope.viewer,
    }  # fmt: skip
    statement = f"""INSERT INTO account_note
        SELECT coalesce(max(note_id), 0) + 1, $account, $kind, $said, $owner, $side, $due, $until, NULL, {NOW}, $who,
            NULL, NULL
        FROM account_note"""
    store.change(("workspace",), lambda dbs: _run(dbs, statement, facts))


def close(store: Store, note_id: int, account: str, outcome: str, scope: Scope, visible: frozenset[str]) -> None:
    """End an action with its outcome, or a cause before its day. Raises NotAllowed."""
    if account not in visible:
        raise NotAllowed(f"note, {account}")
    facts = {"note": note_id, "outcome": outcome.strip()[:LONGEST] or None, "who": scope.viewer}
    statement = f"""UPDATE account_note SET outcome = $outcome, closed_at = {NOW}, closed_by = $who
        WHERE note_id = $note AND closed_at IS NULL RETURNING note_id"""

    def apply(dbs: Mapping[str, Connection]) -> None:
        if not dbs["workspace"].execute(statement, facts).fetchall():
            raise NoteRefused(account)

    store.change(("workspace",), apply)


def _is_whole(note: AccountNote, today: date) -> bool:
    day = note.due_on if note.kind == "action" else note.until
    if day is None or not 0 < len(note.said.strip()) <= LONGEST:
        return False
    return note.kind == "action" or 0 <= (day - today).days <= LONGEST_SILENCE_DAYS


def _run(dbs: Mapping[str, Connection], statement: str, facts: Mapping[str, object]) -> None:
    dbs["workspace"].execute(statement, dict(facts))
