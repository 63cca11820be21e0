"""Pay periods: estimated, earned and paid amounts; overrides, questions and corrections; lines without credit."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pandas as pd

from kam_analytics.answers.page.view import View, freshness
from kam_analytics.metrics.pay.figures import TargetRow
from kam_analytics.metrics.pay.periods import assembly as gather
from kam_analytics.metrics.pay.periods import control as controlling
from kam_analytics.metrics.pay.periods.control import Control, PayPeriod, PeriodState
from kam_analytics.metrics.pay.periods.documents import Credit, Digests, digest, document, recomputed, sha256
from kam_analytics.metrics.pay.periods.periods import PeriodLine, PeriodStatement
from kam_analytics.metrics.records import records
from kam_analytics.warehouse.decisions.pay import Closed, StatementsMissing

HERE = Path(gather.__file__).parent
UNCREDITED, UNCREDITED_LINES = HERE / "uncredited.sql", HERE / "uncredited_lines.sql"
PAYEES_TWICE = HERE / "payees_twice.sql"
MOST_LINES = 500


def facts(view: View, day: date | None = None, until: date | None = None) -> gather.PeriodFacts:
    """The facts on pay periods that the viewer may see.

    day: the facts recorded by this day, by default the last day of the data. until: the last day on which a period may
    begin; by default the same.
    """
    known_on = day or as_of(view)
    periods = view.rows(gather.QUERIES["periods"], as_of=known_on)
    bound = {
        "as_of": known_on,
        "until": until or known_on,
        "first": known_on if periods.empty else periods["period_start"].min().date(),
    }
    others = {name: sql for name, sql in gather.QUERIES.items() if name != "periods"}
    frames = {name: view.rows(sql, **bound) for name, sql in others.items()}
    return gather.facts_of({"periods": periods, **frames}, known_on)


def as_of(view: View) -> date:
    """The last day of the data: it decides whether a period is over, whatever period the page shows."""
    return freshness(view).last or view.filters.end


def current_control(view: View) -> Control:
    """Every pay period that has begun, with its statements."""
    return controlling.control(facts(view))


def closing(view: View, period: PayPeriod) -> list[Closed]:
    """The statements of an open period as they are stored when it is closed. Raises StatementsMissing."""
    inputs_of_view = facts(view)
    statements = controlling.control(inputs_of_view).of(period)
    if missing := [s.inputs.name for s in statements if s.total is None]:
        raise StatementsMissing(period.plan, ", ".join(missing))
    sheets = gather.versions(inputs_of_view)[period.plan, period.import_id].sheets
    credits = credits_of(view, period)
    closed = []
    for statement in statements:
        person = statement.inputs.person_id
        mine = [c for c in credits.get(person, []) if c[0] in statement.inputs.plan.measures]
        text = document(statement, sheets, digest(mine))
        closed.append(Closed(person, text, sha256(text), mine))
    return closed


def credits_of(view: View, period: PayPeriod) -> dict[str, list[Credit]]:
    """Person → the lines credited in an open period."""
    rows = view.rows(gather.CREDITS, **_query_parameters(view, period))
    credits: dict[str, list[Credit]] = {}
    columns = (rows[name].tolist() for name in ("person_id", "component", "import_id", "row_no", "value"))
    for person, component, import_id, row_no, value in zip(*columns, strict=True):
        credits.setdefault(person, []).append((component, int(import_id), int(row_no), gather.amount(value)))
    return credits


def digests(view: View) -> dict[tuple[str, date, str], dict[str, dict[str, str]]]:
    """(plan, first day, person) → digests by component of the lines behind closed statements."""
    by_place: dict[tuple[str, date, str], dict[str, dict[str, str]]] = {}
    for r in records(view.rows(gather.DIGESTS)):
        place = (r["plan"], r["period_start"], r["person_id"])
        by_place.setdefault(place, {})[r["component"]] = {name: r[name] for name in ("lines", "sum", "sha256")}
    return by_place


def is_intact(text: str, stored: str, digests: Digests) -> bool:
    """Whether a closed statement, computed again from the stored inputs, gives exactly the bytes that were hashed."""
    return sha256(text) == stored and recomputed(text, digests) == text


def paid_rows(view: View, rows: Sequence[TargetRow]) -> tuple[tuple[TargetRow, ...], Decimal | None]:
    """Targets with what their pay period pays: year to date, under modifiers, overrides and closings; and the sum.

    A target gets the amount if it ends with the period and no later target of the same component lies in it; a line
    whose target covers other days has a row of its own. The sum also has the amounts outside lines: adjustments, a cap,
    the rounding of a total.
    """
    paid: dict[int, TargetRow] = {}
    others: list[TargetRow] = []
    total = Decimal(0)
    statements = _ended_within(view)
    for statement in statements:
        total += statement.total if statement.total is not None else _measured(statement)
        for line in statement.lines:
            mine = [n for n, row in enumerate(rows) if _is_for(row, statement, line)]
            if mine:
                first = min(mine, key=lambda n: rows[n].period_start)
                paid[first] = replace(rows[first], payout=line.payout)
            else:
                others.append(_row_of(statement, line))
    amended = tuple(paid.get(n, row) for n, row in enumerate(rows))
    alone = [row.payout for n, row in enumerate(amended) if n not in paid and row.payout is not None]
    return (*amended, *others), total + sum(alone, Decimal(0)) if statements or alone else None


def _ended_within(view: View) -> list[PeriodStatement]:
    """The statements of the pay periods that are over and lie inside the period of the view."""
    inputs_of_view = current_control(view)
    over = {(p.plan, p.start) for p in inputs_of_view.periods if p.state is not PeriodState.RUNNING}
    return [
        s
        for (plan, start, _), s in inputs_of_view.statements.items()
        if (plan, start) in over and view.filters.start <= start and s.inputs.end <= view.filters.end
    ]


def _measured(statement: PeriodStatement) -> Decimal:
    return sum((line.payout for line in statement.lines if line.payout is not None), statement.adjusted)


def _is_for(row: TargetRow, statement: PeriodStatement, line: PeriodLine) -> bool:
    """Whether a target belongs to a line: same person and component, within the period, ending with it."""
    inputs = statement.inputs
    same = (row.who, row.scope, row.component) == (inputs.person_id, "kam", line.component)
    return same and inputs.start <= row.period_start and row.period_end == inputs.end


def _row_of(statement: PeriodStatement, line: PeriodLine) -> TargetRow:
    inputs = statement.inputs
    return TargetRow(
        inputs.person_id,
        inputs.name,
        "kam",
        line.measure,
        inputs.start,
        inputs.end,
        line.target,
        line.result,
        line.attainment,
        line.component,
        line.weight,
        line.payout,
        line.attainment,
    )


def uncredited(view: View, period: PayPeriod) -> pd.DataFrame:
    """The lines of each person's accounts in a period by component and reason; `credited` is one of the reasons."""
    return view.rows(UNCREDITED, **_query_parameters(view, period))


def uncredited_lines(view: View, period: PayPeriod) -> pd.DataFrame:
    """The largest lines that are not fully credited, with their source file and row."""
    return view.rows(UNCREDITED_LINES, **_query_parameters(view, period), most=MOST_LINES)


def _query_parameters(view: View, period: PayPeriod) -> dict[str, object]:
    """One pay period as the values of a query."""
    return {"plan": period.plan, "period_start": period.start, "period_end": period.end, "as_of": as_of(view)}
