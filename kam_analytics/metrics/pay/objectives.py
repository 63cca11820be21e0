"""French rules on objectives: set and sent before the period, in French, acknowledged. Dates, not legal advice."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Any

import pandas as pd

from kam_analytics.metrics.pay.figures import MONTHS, Payee
from kam_analytics.metrics.pay.forecast.year_end import on_plan
from kam_analytics.metrics.pay.rules import engine
from kam_analytics.metrics.records import records

FRENCH = ("fr", "fra", "fre", "fr-fr", "français", "francais", "french")
DAYS_OF_A_MONTH = 27  # whatever the month


class Flag(Enum):
    """What is missing or late in one objective."""

    NOT_SENT = "not_sent"
    SENT_LATE = "sent_late"
    SET_LATE = "set_late"
    NOT_FRENCH = "not_french"
    NO_LANGUAGE = "no_language"
    NOT_ACKNOWLEDGED = "not_acknowledged"

    @property
    def may_open_the_whole(self) -> bool:
        """Whether the full variable at target may be due: not for an unknown language, nor for a receipt alone."""
        return self not in (Flag.NO_LANGUAGE, Flag.NOT_ACKNOWLEDGED)


@dataclass(frozen=True)
class ObjectiveDates:
    """One objective of a person, its dates, and its flags."""

    who: str
    name: str
    measure: str
    period_start: date
    period_end: date
    set_on: date | None
    sent_on: date | None
    acknowledged_on: date | None
    language: str | None
    flags: tuple[Flag, ...] = ()

    @property
    def days_late(self) -> int | None:
        """Days from the start of the period to the day it was sent; None when it was not late or never sent."""
        late = None if self.sent_on is None else (self.sent_on - self.period_start).days
        return late if late is not None and late > 0 else None

    @property
    def exposed(self) -> bool:
        """Whether one of its flags may make the full variable at target due."""
        return any(flag.may_open_the_whole for flag in self.flags)


def objectives(targets: pd.DataFrame, as_of: date) -> tuple[ObjectiveDates, ...]:
    """The people's objectives that have begun by a day, checked.

    targets: rows of `targets.sql`.
    """
    begun = [r for r in records(targets) if r["scope"] == "kam" and r["period_start"] <= as_of]
    return tuple(_objective(r) for r in begun)


def _objective(row: dict[str, Any]) -> ObjectiveDates:
    plain = ("name", "measure", "period_start", "period_end", "set_on", "sent_on", "acknowledged_on", "language")
    facts = {key: row[key] for key in plain}
    return ObjectiveDates(
        who=row["person_id"], flags=flags(**{k: facts[k] for k in plain[2:] if k != "period_end"}), **facts
    )


def flags(
    period_start: date,
    set_on: date | None,
    sent_on: date | None,
    acknowledged_on: date | None,
    language: str | None,
) -> tuple[Flag, ...]:
    """What is missing or late; an objective sent on the first day of its period is in time."""
    flagged = []
    if sent_on is None:
        flagged.append(Flag.NOT_SENT)
    elif sent_on > period_start:
        flagged.append(Flag.SENT_LATE)
    if set_on is not None and set_on > period_start and Flag.SENT_LATE not in flagged:
        flagged.append(Flag.SET_LATE)
    if not language:
        flagged.append(Flag.NO_LANGUAGE)
    elif language.strip().lower() not in FRENCH:
        flagged.append(Flag.NOT_FRENCH)
    if acknowledged_on is None:
        flagged.append(Flag.NOT_ACKNOWLEDGED)
    return tuple(flagged)


def exposure(checked: Sequence[ObjectiveDates], paying: Iterable[Payee]) -> Mapping[str, Decimal]:
    """Person → target incentive (EUR, the plan's period) of the components whose objective may not be enforceable.

    The objective of a component is the one of the plan's own pay period, if any; otherwise any of its measure.
    """
    amounts: dict[str, Decimal] = {}
    for payee in paying:
        mine = [o for o in checked if o.who == payee.person_id]
        open_measures = {m for m in payee.plan.measures.values() if _is_open(mine, m, payee)}
        weights = [c.weight for c in payee.plan.plan.components if payee.plan.measures[c.key] in open_measures]
        amount = engine.money(engine.prorated(payee.incentive * sum(weights, Decimal(0)), on_plan(payee)))
        if amount > 0:
            amounts[payee.person_id] = amounts.get(payee.person_id, Decimal(0)) + amount
    return amounts


def _is_open(mine: Sequence[ObjectiveDates], measure: str, payee: Payee) -> bool:
    objectives = [o for o in mine if o.measure == measure]
    own = [o for o in objectives if _months(o) >= MONTHS[payee.plan.frequency]] or objectives
    return any(o.exposed for o in own)


def _months(objective: ObjectiveDates) -> int:
    return (objective.period_end - objective.period_start).days // DAYS_OF_A_MONTH
