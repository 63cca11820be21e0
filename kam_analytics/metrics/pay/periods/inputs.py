"""All inputs of a pay period, and nothing else: steps of the plan, manual figures, adjustments."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from fractions import Fraction

from kam_analytics.metrics.pay.rules.engine import Achievement
from kam_analytics.metrics.pay.rules.payout import ZERO
from kam_analytics.metrics.pay.rules.sheets import WrittenPlan


@dataclass(frozen=True, slots=True)
class Step:
    """One pay period of one person.

    share: of the plan's incentive, the period's length in the plan × the person's presence in it.
    own, to_date: by measured item, in the period alone and since the person's first day on the plan.
    facts: scores that conditions compare, by name.
    """

    start: date
    end: date
    share: Fraction
    own: Mapping[str, Achievement]
    to_date: Mapping[str, Achievement]
    facts: Mapping[str, Decimal] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Override:
    """A figure entered by hand in place of the computed one."""

    period_start: date
    component: str
    field: str  # target, result, payout
    value: Decimal
    reason: str
    author: str
    at: str  # UTC, ISO


@dataclass(frozen=True, slots=True)
class Cause:
    """Why a closed period would pay differently today: component, what changed, the old and the new value."""

    kind: str  # result, target, score, incentive, presence, gone
    component: str
    before: Decimal | None
    after: Decimal | None


@dataclass(frozen=True, slots=True)
class Adjustment:
    """What a closed period would pay today, minus its closed amount and what later periods already corrected.

    held: the part carried to the next periods because a period may not fall below zero.
    """

    period_start: date
    period_end: date
    recomputed: Decimal
    closed: Decimal
    already: Decimal
    causes: tuple[Cause, ...] = ()
    held: Decimal = ZERO

    @property
    def amount(self) -> Decimal:
        return self.recomputed - self.closed - self.already - self.held


@dataclass(frozen=True, slots=True)
class Inputs:
    """All inputs of a statement.

    steps: the periods of the plan up to this one, in order.
    brought, paid_steps: what the first steps, under other versions of the plan, paid by component; and their number.
    """

    plan: WrittenPlan
    person_id: str
    name: str
    incentive: Decimal
    steps: tuple[Step, ...]
    overrides: tuple[Override, ...] = ()
    adjustments: tuple[Adjustment, ...] = ()
    brought: Mapping[str, Decimal] = field(default_factory=dict)
    paid_steps: int = 0

    @property
    def start(self) -> date:
        return self.steps[-1].start

    @property
    def end(self) -> date:
        return self.steps[-1].end
