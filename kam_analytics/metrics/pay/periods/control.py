"""Pay periods with their state, open and closed statements, and what closed ones would pay if computed today."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Any

from kam_analytics.metrics.pay.periods.assembly import PeriodFacts, every_inputs
from kam_analytics.metrics.pay.periods.documents import inputs_of
from kam_analytics.metrics.pay.periods.periods import Adjustment, Cause, Inputs, PeriodStatement, statement_of


class PeriodState(Enum):
    """RUNNING: not over; OPEN: over and not closed, amounts are estimates; CLOSED: earned; PAID: paid."""

    RUNNING = "running"
    OPEN = "open"
    CLOSED = "closed"
    PAID = "paid"


@dataclass(frozen=True)
class PayPeriod:
    """One pay period of one plan."""

    plan: str
    import_id: int
    version: int
    start: date
    end: date
    state: PeriodState
    closed_at: Any = None
    closed_by: str | None = None
    paid_at: Any = None
    paid_by: str | None = None


@dataclass(frozen=True)
class Control:
    """All pay periods that began, the latest last; statements by (plan, first day, person).

    The statement of a closed period is the frozen one, read back from its document.
    """

    periods: tuple[PayPeriod, ...]
    statements: Mapping[tuple[str, date, str], PeriodStatement]
    documents: Mapping[tuple[str, date, str], tuple[str, str]]  # of closed periods: document and its stored hash
    unplaced: Mapping[tuple[str, date, str], Adjustment]  # of closed periods that no later period can take

    def only(self, people: Collection[str]) -> "Control":
        """The same periods with the statements of some people, for reading: a period is closed for everybody."""
        return Control(
            self.periods,
            {place: s for place, s in self.statements.items() if place[2] in people},
            {place: d for place, d in self.documents.items() if place[2] in people},
            {place: a for place, a in self.unplaced.items() if place[2] in people},
        )

    def of(self, period: PayPeriod) -> list[PeriodStatement]:
        """The statements of one period, by name."""
        statements = [
            s for (plan, start, _), s in self.statements.items() if (plan, start) == (period.plan, period.start)
        ]
        return sorted(statements, key=lambda s: (s.inputs.name, s.inputs.person_id))


def control(facts: PeriodFacts) -> Control:
    """Everything the viewer may see of the pay periods, adjustments included."""
    periods = tuple(_period(r, facts.as_of) for r in facts["periods"])
    inputs = every_inputs(facts)
    documents = {
        (r["plan"], r["period_start"], r["person_id"]): (r["document"], r["sha256"]) for r in facts["statements"]
    }
    statements: dict[tuple[str, date, str], PeriodStatement] = {}
    places = {k[:2] for k in (*inputs, *documents)}
    peopled = [p for p in periods if (p.plan, p.start) in places]  # a period without people is never closed
    for period in periods:
        for key in sorted({k for k in (*inputs, *documents) if k[:2] == (period.plan, period.start)}):
            if key in documents:
                statements[key] = statement_of(inputs_of(documents[key][0]))
            elif period.state in (PeriodState.OPEN, PeriodState.RUNNING):
                statements[key] = statement_of(_adjusted(key, inputs, statements, _first_open(period, peopled)))
    return Control(periods, statements, documents, _unplaced(statements, documents, inputs))


def _unplaced(
    statements: Mapping[tuple[str, date, str], PeriodStatement],
    documents: Mapping[tuple[str, date, str], tuple[str, str]],
    inputs: Mapping[tuple[str, date, str], Inputs],
) -> dict[tuple[str, date, str], Adjustment]:
    """Adjustments of closed periods for people without an open period of the plan left."""
    going_on = {(plan, who) for plan, start, who in statements if (plan, start, who) not in documents}
    adjustments: dict[tuple[str, date, str], Adjustment] = {}
    for key in sorted(k for k in documents if (k[0], k[2]) not in going_on):
        later = [s for k, s in statements.items() if (k[0], k[2]) == (key[0], key[2]) and k[1] > key[1]]
        one = adjustment(statements[key], inputs.get(key), later)
        if one is not None and one.amount:
            adjustments[key] = one
    return adjustments


def _period(row: Mapping[str, Any], as_of: date) -> PayPeriod:
    state = PeriodState.RUNNING if row["period_end"] > as_of else PeriodState.OPEN
    if row["closed_at"] is not None:
        state = PeriodState.CLOSED if row["paid_at"] is None else PeriodState.PAID
    return PayPeriod(
        row["plan"],
        row["import_id"],
        row["version"],
        row["period_start"],
        row["period_end"],
        state,
        row["closed_at"],
        row["closed_by"],
        row["paid_at"],
        row["paid_by"],
    )


def _first_open(period: PayPeriod, periods: Sequence[PayPeriod]) -> bool:
    """Whether no earlier period of the plan is still open: this one takes the adjustments."""
    mine = [p for p in periods if p.plan == period.plan and p.start < period.start]
    return all(p.state in (PeriodState.CLOSED, PeriodState.PAID) for p in mine)


def _adjusted(
    key: tuple[str, date, str],
    inputs: Mapping[tuple[str, date, str], Inputs],
    closed: Mapping[tuple[str, date, str], PeriodStatement],
    takes: bool,
) -> Inputs:
    """The inputs of an open period with the adjustments of the closed periods before it."""
    mine = inputs[key]
    if not takes:
        return mine
    before = sorted(k for k in closed if (k[0], k[2]) == (key[0], key[2]) and k[1] < key[1])
    adjustments = [adjustment(closed[k], inputs.get(k), [closed[b] for b in before if b > k]) for k in before]
    due = tuple(a for a in adjustments if a is not None and a.amount)
    if mine.plan.carry_forward:
        due = _taken(due, statement_of(mine).earned or Decimal(0))
    return replace(mine, adjustments=due)


def _taken(due: Sequence[Adjustment], earned: Decimal) -> tuple[Adjustment, ...]:
    """The adjustments that a period can take without falling below zero; the rest is carried to the next ones."""
    room = max(earned, Decimal(0)) + sum((a.amount for a in due if a.amount > 0), Decimal(0))
    adjustments = []
    for one in due:
        taken = max(one.amount, -room) if one.amount < 0 else one.amount
        room += min(taken, Decimal(0))
        adjustments.append(replace(one, held=one.amount - taken))
    return tuple(adjustments)


def adjustment(closed: PeriodStatement, now: Inputs | None, later: Sequence[PeriodStatement]) -> Adjustment | None:
    """What a closed period would earn today, under the plan version it was closed on, against its closed amount.

    now: its inputs from the current data; None if the person is no longer on the plan in that period.
    later: closed statements after it, whose adjustments have already corrected part of it.
    """
    if closed.earned is None:
        return None
    recomputed = Decimal(0)
    causes: tuple[Cause, ...] = (Cause("gone", "", None, None),)
    if now is not None:
        due = statement_of(replace(now, plan=closed.inputs.plan, adjustments=())).earned
        if due is None:
            return None
        recomputed, causes = due, _causes(closed.inputs, now)
    start = closed.inputs.start
    already = sum((a.amount for s in later for a in s.inputs.adjustments if a.period_start == start), Decimal(0))
    return Adjustment(start, closed.inputs.end, recomputed, closed.earned, already, causes)


def _causes(before: Inputs, now: Inputs) -> tuple[Cause, ...]:
    """Which results, targets and scores of the period, or of earlier ones, have changed since."""
    old_scores, scores = before.steps[-1].facts, now.steps[-1].facts
    causes = [
        Cause("score", name, old_scores.get(name), scores.get(name))
        for name in sorted({*old_scores, *scores})
        if old_scores.get(name) != scores.get(name)
    ]
    for key, old in before.steps[-1].to_date.items():
        new = now.steps[-1].to_date.get(key)
        if new is not None and new.result != old.result:
            causes.append(Cause("result", key, old.result, new.result))
        if new is not None and new.target != old.target:
            causes.append(Cause("target", key, old.target, new.target))
    if before.incentive != now.incentive:
        causes.append(Cause("incentive", "", before.incentive, now.incentive))
    if [s.share for s in before.steps] != [s.share for s in now.steps]:
        causes.append(Cause("presence", "", None, None))
    return tuple(causes)
