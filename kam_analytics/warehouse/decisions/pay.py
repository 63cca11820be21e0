"""Decisions on pay: periods closed and paid, figures overridden, questions and answers, plans approved.

Nothing here is ever deleted or reopened; author and time are stored with it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from kam_analytics.core.errors import NotAllowed
from kam_analytics.core.scope import Role, Scope
from kam_analytics.core.text import Text
from kam_analytics.warehouse import trail
from kam_analytics.warehouse.decisions.pay_refusals import (
    AnswerRefused,
    ControlRefused,
    FigureRefused,
    OwnFigure,
    StatementsMissing,
    VersionBreaksClosed,
    VersionRefused,
    WordsRefused,
)
from kam_analytics.warehouse.decisions.plan_versions import draft_breaks_closed
from kam_analytics.warehouse.session import shared_reader
from kam_analytics.warehouse.sql_files import statement
from kam_analytics.warehouse.store import Connection, State, Store

__all__ = [
    "AnswerRefused",
    "Closed",
    "ControlRefused",
    "FigureRefused",
    "OwnFigure",
    "Place",
    "StatementsMissing",
    "VersionBreaksClosed",
    "VersionRefused",
    "WordsRefused",
]

SQL = Path(__file__).parents[1] / "sql" / "decisions"
CLOSABLE, PLACED = SQL.parent / "closable.sql", SQL.parent / "placed.sql"

LOOKING_AS = " > "  # in the name of a viewer who views the page as another person
LONGEST = 500  # characters of a reason, a question, an answer
BEYOND = Decimal(10) ** 14  # the limit of a column of the store
FIELDS = ("target", "result", "payout")
DECIDE_PAY = Text(fr="décider de la rémunération", en="decide about pay")
OTHERS_STATEMENT = Text(fr="question sur le décompte d’une autre personne", en="question on somebody else’s statement")
DecisionFacts = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Closed:
    """The stored statement of one person: canonical JSON, its hash; lines as component, import, row, value."""

    person_id: str
    document: str
    sha256: str
    credits: Sequence[tuple[str, int, int, Decimal]]


@dataclass(frozen=True, slots=True)
class Place:
    """A line of a statement; `component` None is the whole statement."""

    plan: str
    period_start: date
    person_id: str
    component: str | None = None


def may_decide(scope: Scope) -> bool:
    """Whether the viewer may close, pay, override, answer and approve: a director or controller who may see all pay."""
    return scope.sees_all_pay and scope.role in (Role.DIRECTOR, Role.CONTROLLER)


def may_ask(scope: Scope) -> bool:
    """Whether the viewer may ask about their own statement: the person, not somebody viewing as that person."""
    return scope.own_id is not None and LOOKING_AS not in scope.viewer


def close(
    store: Store,
    plan: str,
    period: tuple[date, date],
    version: tuple[int, int],
    closed: Sequence[Closed],
    state: State,
    scope: Scope,
) -> None:
    """Freeze a period: all its statements together.

    version: import and number of the plan version. state: the state the statements were computed on.
    Raises NotAllowed; ControlRefused when it is closed already, not over, not the next one, has no statement or lacks
    that of somebody on it, or the data changed meanwhile.
    """
    _check(scope)
    start, end = period
    facts = {"plan": plan, "start": start, "end": end, "import": version[0], "version": version[1], "who": scope.viewer}
    if not closed:
        raise _refused(plan, start, "aucun décompte n’est calculable", "no statement can be computed")

    def apply(dbs: Mapping[str, Connection]) -> None:
        pay = dbs["pay"]
        pay.execute(statement(SQL, "close_period"), facts)
        pay.execute(statement(SQL, "lock_plan"), [plan, version[0]])
        for one in closed:
            pay.execute(
                statement(SQL, "insert_statement"),
                [plan, start, one.person_id, one.document, one.sha256],
            )
            if one.credits:
                components, imports, rows, values = (list(column) for column in zip(*one.credits, strict=True))
                pay.execute(
                    statement(SQL, "insert_credits"),
                    [plan, start, one.person_id, components, imports, rows, values],
                )

    with store.writing():
        if store.state().number != state.number:
            raise _refused(plan, start, "les données ont changé entre-temps", "the data have changed meanwhile")
        _check_due(store, state, facts, {one.person_id for one in closed}, scope)
        store.change(("pay",), apply)
    days = {"start": start.isoformat(), "end": end.isoformat()}
    trail.record(store.folder, trail.Event.CLOSED, scope.viewer, plan=plan, **days)


def _check_due(store: Store, state: State, facts: DecisionFacts, people: set[str], scope: Scope) -> None:
    """Refuse a period that is not the plan's next one, is not over, or lacks somebody's statement."""
    row = _read_facts(store, state, CLOSABLE, facts, scope)
    for wrong, fr, en in (
        (row["is_closed"], "elle est déjà clôturée", "it is closed already"),
        (not row["is_due"], "le plan ne la prévoit pas ainsi", "it is not one of the plan’s periods"),
        (not row["is_over"], "elle n’est pas terminée", "it is not over"),
        (row["is_behind"], "une période précédente est encore ouverte", "an earlier period is still open"),
        (set(row["people"]) != people, "il manque le décompte d’une personne", "the statement of somebody is missing"),
    ):
        if wrong:
            raise ControlRefused(str(facts["plan"]), f"{facts['start']:%d/%m/%Y}", fr, en)


def _read_facts(store: Store, state: State, sql: Path, facts: DecisionFacts, scope: Scope) -> Any:
    """The single row of a query, as the viewer sees a state of the store."""
    return shared_reader(store, state).read(sql, scope, facts).iloc[0]


def _check_place(store: Store, place: Place, scope: Scope) -> None:
    """Raises ControlRefused if no statement has such a line: it would have no effect."""
    if not _read_facts(store, store.state(), PLACED, _named(place), scope)["is_there"]:
        raise _refused(
            place.plan,
            place.period_start,
            "aucun décompte de cette période n’a cette ligne",
            "no statement of this period has this line",
        )


def _not_own(place: Place, scope: Scope) -> None:
    """Four-eyes rule: people on a plan may not override their own figures. Raises OwnFigure."""
    if scope.own_id == place.person_id:
        raise OwnFigure(DECIDE_PAY)


def mark_paid(store: Store, plan: str, start: date, scope: Scope) -> None:
    """Mark a closed period as paid. Raises NotAllowed, ControlRefused."""
    _check(scope)
    query = statement(SQL, "mark_paid")

    def apply(dbs: Mapping[str, Connection]) -> None:
        if not dbs["pay"].execute(query, {"plan": plan, "start": start, "who": scope.viewer}).fetchall():
            raise _refused(plan, start, "elle n’est pas clôturée, ou déjà versée", "it is not closed, or paid already")

    store.change(("pay",), apply)


def override(store: Store, place: Place, field: str, value: Decimal, reason: str, scope: Scope) -> None:
    """Override the computed figure of an open period; the override remains when figures are recomputed.

    field: target, result (in the unit of the measure) or payout (EUR). Raises NotAllowed, WordsRefused, FigureRefused,
    ControlRefused once the period is closed, or if no statement has the line; OwnFigure for one's own.
    """
    _check(scope)
    _not_own(place, scope)
    if field not in FIELDS or place.component is None:
        raise ValueError(f"no such figure: {field!r}")
    if not value.is_finite() or abs(value) >= BEYOND:
        raise FigureRefused(str(value))
    facts = {**_named(place), "field": field, "value": value, "reason": _words(reason), "who": scope.viewer}
    _check_place(store, place, scope)
    query = statement(SQL, "override_figure")
    before = statement(SQL, "undo_override_of_figure")

    def apply(dbs: Mapping[str, Connection]) -> None:
        _still_open(dbs["pay"], place)
        dbs["pay"].execute(before, {k: v for k, v in facts.items() if k not in ("value", "reason")})
        dbs["pay"].execute(query, facts)

    store.change(("pay",), apply)


def take_back(store: Store, override_id: int, place: Place, scope: Scope) -> None:
    """Withdraw an override, so that the computed figure of an open period counts again. Raises NotAllowed, OwnFigure,
    ControlRefused.
    """
    _check(scope)
    _not_own(place, scope)
    query = statement(SQL, "undo_override")

    def apply(dbs: Mapping[str, Connection]) -> None:
        _still_open(dbs["pay"], place)
        facts = {k: v for k, v in _named(place).items() if k != "component"}
        if not dbs["pay"].execute(query, {**facts, "id": override_id, "who": scope.viewer}).fetchall():
            raise _refused(place.plan, place.period_start, "cette valeur est déjà retirée", "it is taken back already")

    store.change(("pay",), apply)


def ask(store: Store, place: Place, question: str, scope: Scope) -> None:
    """Ask about a line of one's own statement, open or closed. Raises NotAllowed, WordsRefused, ControlRefused."""
    if not may_ask(scope) or scope.own_id != place.person_id:
        raise NotAllowed(OTHERS_STATEMENT)
    facts = {**_named(place), "said": _words(question), "who": scope.viewer}
    _check_place(store, place, scope)
    query = statement(SQL, "ask_question")
    store.change(("pay",), lambda dbs: _run(dbs["pay"], query, facts))


def answer(store: Store, question_id: int, reply: str, scope: Scope) -> None:
    """Answer a question, once; the answer stays with it. Raises NotAllowed, WordsRefused, AnswerRefused."""
    _check(scope)
    query = statement(SQL, "answer_question")
    facts = {"id": question_id, "said": _words(reply), "who": scope.viewer}

    def apply(dbs: Mapping[str, Connection]) -> None:
        if not dbs["pay"].execute(query, facts).fetchall():
            raise AnswerRefused(LONGEST)

    store.change(("pay",), apply)


def approve(store: Store, plan: str, import_id: int, scope: Scope) -> None:
    """Turn a draft into a plan that pays; from then on it cannot change.

    Raises NotAllowed; VersionRefused if it is not a draft, or this version or a later one is approved already;
    VersionBreaksClosed if it is incompatible with closed periods.
    """
    _check(scope)
    query = statement(SQL, "approve_plan")
    approved = statement(SQL, "versions_ahead")
    with store.connect(parts=("ledger",)) as db:
        live = [i for (i,) in db.execute(statement(SQL, "live_imports")).fetchall()]

    def apply(dbs: Mapping[str, Connection]) -> None:
        facts = {"plan": plan, "import": import_id}
        ((ahead,),) = dbs["pay"].execute(approved, {**facts, "live": live}).fetchall()
        if ahead is not None and ahead > 0:
            raise VersionRefused(plan, "", "une version plus récente est approuvée", "a later version is approved")
        if ahead == 0:
            raise VersionRefused(
                plan,
                "",
                "une version de ce numéro est déjà approuvée",
                "a version of this number is approved already",
            )
        if why := draft_breaks_closed(dbs["pay"], plan, import_id):
            fr, en = f"des périodes sont clôturées, {why.fr}", f"periods are closed, {why.en}"
            raise VersionBreaksClosed(plan, "", fr, en)
        if not dbs["pay"].execute(query, {**facts, "who": scope.viewer}).fetchall():
            raise VersionRefused(plan, "", "ce n’est plus un brouillon", "it is no longer a draft")

    store.change(("pay",), apply)


def _check(scope: Scope) -> None:
    if not may_decide(scope):
        raise NotAllowed(DECIDE_PAY)


def _still_open(pay: Connection, place: Place) -> None:
    if _period(pay, place.plan, place.period_start):
        raise _refused(
            place.plan,
            place.period_start,
            "elle est clôturée ; une correction passe par la période suivante",
            "it is closed; a correction goes through the next period",
        )


def _period(pay: Connection, plan: str, start: date) -> bool:
    query = statement(SQL, "closed_period")
    return bool(pay.execute(query, [plan, start]).fetchall())


def _named(place: Place) -> dict[str, object]:
    return {
        "plan": place.plan,
        "start": place.period_start,
        "person": place.person_id,
        "component": place.component,
    }


def _words(wording: str) -> str:
    text = wording.strip()
    if not 0 < len(text) <= LONGEST:
        raise WordsRefused(LONGEST)
    return text


def _refused(plan: str, start: date, fr: str, en: str) -> ControlRefused:
    return ControlRefused(plan, f"{start:%d/%m/%Y}", fr, en)


def _run(pay: Connection, statement: str, facts: DecisionFacts) -> None:
    pay.execute(statement, dict(facts))
