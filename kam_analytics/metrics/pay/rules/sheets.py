"""From the sheets of a plan workbook, as stored, to a typed plan."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

import pandas as pd

from kam_analytics.metrics.pay.rules.measures import JUDGED
from kam_analytics.metrics.pay.rules.proration import ProrationBasis
from kam_analytics.metrics.records import records
from kam_analytics.plans.plan import Plan, Problem
from kam_analytics.plans.rows import Row, Sheets, is_cumulative, number, of_plan, phasing_of, plan_of, problems_of

__all__ = ["JUDGED", "WrittenPlan", "plans_of", "written_plans"]

PAYABLE = ("approved", "locked")


@dataclass(frozen=True)
class WrittenPlan:
    """A plan as written in the workbook, for 1 € of target incentive, with its ambiguities."""

    id: str
    name_fr: str
    name_en: str
    period_start: date
    period_end: date
    frequency: str  # month, quarter, half or year
    status: str
    plan: Plan
    measures: Mapping[str, str]  # component key → measure
    labels: Mapping[str, str]  # component key → label
    incentive: Decimal  # sum of the components' own target incentives
    basis: ProrationBasis
    problems: tuple[Problem, ...]
    version: int = 1
    cumulative: frozenset[str] = frozenset()  # component keys measured from the start of the year
    carry_forward: bool = False  # an instalment never falls below zero: the next ones absorb it
    phasing: Mapping[str, tuple[Decimal, ...]] = field(default_factory=dict)  # component key → share of each month

    @property
    def payable(self) -> bool:
        """Approved and without ambiguities."""
        return self.status in PAYABLE and not self.problems


def written_plans(sheets: Mapping[str, pd.DataFrame]) -> tuple[WrittenPlan, ...]:
    """Every plan of the sheets, as frames by their names."""
    return plans_of({name: records(frame) for name, frame in sheets.items()})


def plans_of(sheets: Sheets) -> tuple[WrittenPlan, ...]:
    """Every plan of the sheets, as rows by their names."""
    return tuple(_plan(row, sheets) for row in sheets["plan"])


def _plan(row: Row, sheets: Sheets) -> WrittenPlan:
    parts = of_plan(sheets, "component", row["id"])
    phased = {c["key"]: phasing_of(row["id"], c["key"], sheets) for c in parts}
    return WrittenPlan(
        id=row["id"],
        name_fr=row["name_fr"] or row["id"],
        name_en=row["name_en"] or row["name_fr"] or row["id"],
        period_start=row["period_start"],
        period_end=row["period_end"],
        frequency=row["frequency"] or "year",
        status=row["status"],
        plan=plan_of(row, sheets),
        measures={c["key"]: c["measure"] for c in parts},
        labels={c["key"]: c["label"] or c["key"] for c in parts},
        incentive=sum((number(c["target_incentive"]) or Decimal(0) for c in parts), Decimal(0)),
        basis=ProrationBasis.MONTHS if row["proration"] == "months" else ProrationBasis.CALENDAR_DAYS,
        problems=problems_of(row, sheets),
        version=int(row["version"]),
        cumulative=frozenset(c["key"] for c in parts if is_cumulative(c)),
        carry_forward=bool(row.get("carry_forward")),
        phasing={key: shares for key, shares in phased.items() if shares},
    )
