"""Pay periods: what is estimated, earned, paid; what was replaced, asked, put right; lines that are not credited."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import pandas as pd

from kam_analytics.answers.view import View, freshness
from kam_analytics.metrics.pay import control as controlling
from kam_analytics.metrics.pay import gather
from kam_analytics.metrics.pay.control import Control, PayPeriod, PeriodState
from kam_analytics.metrics.pay.documents import Credit, Digests, digest, document, recomputed, sha256
from kam_analytics.metrics.pay.figures import TargetRow
from kam_analytics.metrics.records import records
from kam_analytics.warehouse.pay import Closed, StatementsMissing

HERE = Path(gather.__file__).parent
UNCREDITED, UNCREDITED_LINES = HERE / "uncredited.sql", HERE / "uncredited_lines.sql"
PAYEES_TWICE = HERE / "payees_twice.sql"
MOST_LINES = 500


def facts(view: View) -> gather.Facts:
    """What the viewer may see of pay periods, as of the last day of the data."""
    day = as_of(view)
    return gather.facts_of({name: view.rows(sql, as_of=day) for name, sql in gather.QUERIES.items()}, day)


def as_of(view: View) -> date:
    """The last day of the data: a period is over or not whatever period the page looks at."""
    return freshness(view).last or view.filters.end


def found(view: View) -> Control:
    """Every pay period that began, with its statements."""
    return controlling.control(facts(view))


def closing(view: View, period: PayPeriod) -> list[Closed]:
    """The statements of an open period as they are kept when it is closed. Raises StatementsMissing."""
    known = facts(view)
    statements = controlling.control(known).of(period)
    if missing := [s.inputs.name for s in statements if s.total is None]:
        raise StatementsMissing(period.plan, ", ".join(missing))
    sheets = gather.versions(known)[period.plan, period.import_id].sheets
    credits = credits_of(view, period)
    kept = []
    for statement in statements:
        person = statement.inputs.person_id
        mine = [c for c in credits.get(person, []) if c[0] in statement.inputs.plan.measures]
        text = document(statement, sheets, digest(mine))
        kept.append(Closed(person, text, sha256(text), mine))
    return kept


def credits_of(view: View, period: PayPeriod) -> dict[str, list[Credit]]:
    """Person → the lines credited in an open period."""
    rows = view.rows(gather.CREDITS, plan=period.plan, period_start=period.start, as_of=as_of(view))
    found: dict[str, list[Credit]] = {}
    told = (rows[name].tolist() for name in ("person_id", "component", "import_id", "row_no", "value"))
    for person, component, import_id, row_no, value in zip(*told, strict=True):
        found.setdefault(person, []).append((component, int(import_id), int(row_no), gather.amount(value)))
    return found


def digests(view: View) -> dict[tuple[str, date, str], dict[str, dict[str, str]]]:
    """(plan, first day, person) → digests by component of the lines that closed statements rest on."""
    kept: dict[tuple[str, date, str], dict[str, dict[str, str]]] = {}
    for r in records(view.rows(gather.DIGESTS)):
        place = (r["plan"], r["period_start"], r["person_id"])
        kept.setdefault(place, {})[r["component"]] = {name: r[name] for name in ("lines", "sum", "sha256")}
    return kept


def is_intact(text: str, stored: str, kept: Digests) -> bool:
    """Whether a closed statement, computed again from what was kept, gives the very bytes that were hashed."""
    return sha256(text) == stored and recomputed(text, kept) == text


def paid_rows(view: View, rows: Sequence[TargetRow]) -> tuple[TargetRow, ...]:
    """Targets with what their pay period pays: year to date, under modifiers, overrides and closings.

    A target pays where it ends with the period and no longer one of the same component lies in it.
    """
    known = found(view)
    over = {(p.plan, p.start) for p in known.periods if p.state is not PeriodState.RUNNING}
    paid: dict[int, TargetRow] = {}
    for (plan, start, who), statement in known.statements.items():
        if (plan, start) in over:
            for line in statement.lines:
                mine = [
                    (row.period_start, n) for n, row in enumerate(rows)
                    if (row.who, row.scope, row.component) == (who, "kam", line.component)
                    and start <= row.period_start and row.period_end == statement.inputs.end
                ]  # fmt: skip
                if mine:
                    paid[min(mine)[1]] = replace(rows[min(mine)[1]], payout=line.payout)
    return tuple(paid.get(n, row) for n, row in enumerate(rows))


def uncredited(view: View, period: PayPeriod) -> pd.DataFrame:
    """The lines of each person's accounts in a period by component and reason; `credited` is one of the reasons."""
    return view.rows(UNCREDITED, plan=period.plan, period_start=period.start, as_of=as_of(view))


def uncredited_lines(view: View, period: PayPeriod) -> pd.DataFrame:
    """The largest lines that are not wholly credited, with the file and row they came from."""
    day = as_of(view)
    return view.rows(UNCREDITED_LINES, plan=period.plan, period_start=period.start, as_of=day, most=MOST_LINES)
