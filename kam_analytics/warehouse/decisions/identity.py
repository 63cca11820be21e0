"""Decisions of users on identity: stored with author and day, can be undone, never deleted.

No line is rewritten: the effect of a decision is derived at query time (`sql/views/02_identity.sql`).
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Literal

from kam_analytics.core.errors import KamError, NotAllowed
from kam_analytics.core.scope import Scope
from kam_analytics.core.text import Text
from kam_analytics.warehouse.sql_files import statement
from kam_analytics.warehouse.store import Connection, Store

SQL = Path(__file__).parents[1] / "sql" / "decisions"

Kind = Literal["account", "family", "group"]
IdentityVerdict = Literal["same", "different", "member"]


@dataclass(frozen=True, slots=True)
class Decision:
    """`subject` counts as `object` (same), is another one (different), or belongs to it (member of a group).

    subject, object: the code of an account, a name as written in a file, or the name of a family or group.
    from_on, to_on: of a membership, days included; None means no start or no end.
    method: why it was proposed; `hand` if nobody proposed it.
    """

    kind: Kind
    verdict: IdentityVerdict
    subject: str
    object: str
    method: str = "hand"
    score: float | None = None
    from_on: date | None = None
    to_on: date | None = None


@dataclass(eq=False)
class NotDecided(KamError):
    """The decision is not possible."""

    subject: str
    object: str

    what = Text(
        fr="« {subject} » et « {object} » ne peuvent pas être rapprochés ainsi.",
        en="“{subject}” and “{object}” cannot be matched like this.",
    )
    next_step = Text(
        fr="Choisissez deux comptes différents et, pour un groupe, une date de fin après la date de début.",
        en="Choose two different accounts and, for a group, an end date after the start date.",
    )


@dataclass(eq=False)
class UnknownDecision(KamError):
    """No decision in force has this number."""

    batch: int

    what = Text(
        fr="La décision n° {batch} est déjà annulée ou n’existe pas.",
        en="Decision no. {batch} is undone already or does not exist.",
    )
    next_step = Text(
        fr="Rechargez la page pour voir les décisions en vigueur.",
        en="Reload the page to see the decisions in force.",
    )


def decide(store: Store, scope: Scope, decisions: Sequence[Decision]) -> int:
    """Write the decisions of one click; returns their number, with which `undo` reverts them together.

    Errors
        NotAllowed below director and controller; NotDecided for a pair with itself or dates in the wrong order.
    """
    _check_right(scope)
    for decision in decisions:
        _check(decision)

    def apply(parts: Mapping[str, Connection]) -> int:
        workspace = parts["workspace"]
        query = statement(SQL, "last_identity_decision")
        last, batch = workspace.execute(query).fetchall()[0]
        for number, decision in enumerate(decisions, start=last + 1):
            facts = {"decision_id": number, "batch": batch, **asdict(decision), "decided_by": scope.viewer}
            names, values = ", ".join(facts), ", ".join(f"${name}" for name in facts)
            workspace.execute(
                statement(SQL, "decide_identity", names=names, values=values),
                facts,
            )
        return int(batch)

    return store.change(("workspace",), apply)[0]


def undo(store: Store, scope: Scope, batch: int) -> None:
    """Revert every decision of one click; the figures are as before.

    Errors
        NotAllowed below director and controller; UnknownDecision when none of them is in force.
    """
    _check_right(scope)

    def apply(parts: Mapping[str, Connection]) -> None:
        undone = parts["workspace"].execute(
            statement(SQL, "undo_identity"),
            {"who": scope.viewer, "batch": batch},
        )
        if not undone.fetchall():
            raise UnknownDecision(batch)

    store.change(("workspace",), apply)


def may_decide(scope: Scope) -> bool:
    """A director or a controller; a KAM may only see what concerns their own accounts."""
    return scope.sees_all


def _check_right(scope: Scope) -> None:
    if not may_decide(scope):
        raise NotAllowed(Text(fr="rapprochement de comptes", en="matching of accounts"))


def _check(decision: Decision) -> None:
    backwards = decision.from_on is not None and decision.to_on is not None and decision.from_on > decision.to_on
    itself = decision.subject == decision.object and decision.kind != "group"
    if backwards or itself or not decision.subject or not decision.object:
        raise NotDecided(decision.subject, decision.object)
