"""The review of a quarter: the state it is read from, the slides of the team, how it ended."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from kam_analytics.core.errors import KamError, NotAllowed
from kam_analytics.core.scope import Scope
from kam_analytics.core.text import Text
from kam_analytics.warehouse.decisions.pins import pinned_with
from kam_analytics.warehouse.decisions.workspace import run
from kam_analytics.warehouse.sql_files import statement
from kam_analytics.warehouse.store import Connection, State, Store

SQL = Path(__file__).parents[1] / "sql" / "decisions"
PART = ("workspace",)


@dataclass(eq=False)
class NothingDecided(KamError):
    """A review without decision or action, closed without saying so."""

    quarter: str

    what = Text(
        fr="La revue {quarter} n’a ni décision ni action.",
        en="The review {quarter} has neither a decision nor an action.",
    )
    next_step = Text(
        fr="Notez-en une, ou cochez « aucune décision » avant de clore.",
        en="Note one, or tick “no decision” before you close it.",
    )


def may_decide(scope: Scope) -> bool:
    """A director or a controller prepares and closes a review; everybody may add to it."""
    return scope.sees_all


def freeze(store: Store, quarter: str, scope: Scope) -> State:
    """Pin the current state to the review of a quarter; it stays readable until `thaw`. Raises NotAllowed."""
    _check_right(scope)
    with store.writing(*PART):
        number = store.state().number
        return _pin(store, quarter, number, scope)


def thaw(store: Store, quarter: str, scope: Scope) -> State:
    """Read the review of a quarter from the current state again. Raises NotAllowed."""
    _check_right(scope)
    with store.writing(*PART):
        return _pin(store, quarter, None, scope)


def _pin(store: Store, quarter: str, number: int | None, scope: Scope) -> State:
    """Write the pin into the review and into the pointer, which keeps the files of every pinned state."""
    facts = {"quarter": quarter, "number": number, "who": scope.viewer}
    pinned = pinned_with(store, {("review", quarter): number})
    query = statement(SQL, "pin_review")
    _, state = store.change(PART, lambda dbs: run(dbs, query, facts), pinned=pinned)
    return state


def close_review(store: Store, quarter: str, scope: Scope, *, without_decision: bool) -> None:
    """End a review with what was decided, or with nothing, said explicitly. Raises NotAllowed, NothingDecided."""
    _check_right(scope)
    count, query = statement(SQL, "decisions_of_review"), statement(SQL, "close_review")

    def end(dbs: Mapping[str, Connection]) -> None:
        (decisions,) = dbs["workspace"].execute(count, {"quarter": quarter}).fetchall()[0]
        if not decisions and not without_decision:
            raise NothingDecided(quarter)
        run(dbs, query, {"quarter": quarter, "who": scope.viewer, "decided": bool(decisions)})

    store.change(PART, end)


def arrange(store: Store, slides: Sequence[tuple[str, bool]], scope: Scope) -> None:
    """Keep the order of the slides, and which of them are hidden, for everybody. Raises NotAllowed."""
    _check_right(scope)
    query = statement(SQL, "place_slide")

    def place(dbs: Mapping[str, Connection]) -> None:
        for number, (slide, hidden) in enumerate(slides):
            run(dbs, query, {"slide": slide, "place": number, "hidden": hidden})

    store.change(PART, place)


def _check_right(scope: Scope) -> None:
    if not may_decide(scope):
        raise NotAllowed(Text(fr="la revue trimestrielle", en="the quarterly review"))
