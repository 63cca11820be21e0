"""From the sheets of a plan workbook, as stored, to a typed plan."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

import pandas as pd

from kam_analytics.metrics.pay.plan import (
    AboveLast,
    Component,
    Curve,
    Edge,
    Method,
    Plan,
    Point,
    Problem,
    RateTable,
    Rounding,
    TableInput,
    Tier,
    plan_problems,
)
from kam_analytics.metrics.pay.proration import ProrationBasis
from kam_analytics.metrics.records import records

PAYABLE = ("approved", "locked")
JUDGED = "manual_score"


@dataclass(frozen=True)
class WrittenPlan:
    """A plan as the workbook says it, for 1 € of target incentive, with what it would leave to guess."""

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

    @property
    def payable(self) -> bool:
        """Approved, and nothing in it has to be guessed."""
        return self.status in PAYABLE and not self.problems


def written_plans(sheets: Mapping[str, pd.DataFrame]) -> tuple[WrittenPlan, ...]:
    """Every plan of the sheets `plan`, `component`, `curve` and `rate_table`."""
    return tuple(_plan(row, sheets) for row in records(sheets["plan"]))


def _plan(row: dict[str, Any], sheets: Mapping[str, pd.DataFrame]) -> WrittenPlan:
    parts = [c for c in records(sheets["component"]) if c["plan"] == row["id"]]
    components = tuple(_component(c, sheets) for c in parts)
    incentive = sum((_dec(c["target_incentive"]) or Decimal(0) for c in parts), Decimal(0))
    plan = Plan(
        target_incentive=incentive,
        components=components,
        total_cap=_dec(row["total_cap"]),
        rounding=Rounding.TOTAL if row["rounding"] == "total" else Rounding.PER_COMPONENT,
        currency=row["currency"] or "EUR",
    )
    return WrittenPlan(
        id=row["id"],
        name_fr=row["name_fr"] or row["id"],
        name_en=row["name_en"] or row["name_fr"] or row["id"],
        period_start=row["period_start"],
        period_end=row["period_end"],
        frequency=row["frequency"] or "year",
        status=row["status"],
        plan=plan,
        measures={c["key"]: c["measure"] for c in parts},
        labels={c["key"]: c["label"] or c["key"] for c in parts},
        incentive=incentive,
        basis=ProrationBasis.MONTHS if row["proration"] == "months" else ProrationBasis.CALENDAR_DAYS,
        problems=plan_problems(plan),
    )


def _component(row: dict[str, Any], sheets: Mapping[str, pd.DataFrame]) -> Component:
    def mine(sheet: str) -> list[dict[str, Any]]:
        return [r for r in records(sheets[sheet]) if (r["plan"], r["component"]) == (row["plan"], row["key"])]

    tiers = mine("rate_table")
    cap = _dec(row["cap"])
    rule = _table(tiers) if tiers else _curve(mine("curve"), cap)
    return Component(row["key"], _dec(row["weight"]) or Decimal(0), rule, cap=cap)


def _curve(points: list[dict[str, Any]], cap: Decimal | None) -> Curve:
    """A first point marked as a cliff is the threshold; beyond the last point only a cap says what is paid."""
    points = sorted(points, key=lambda p: p["attainment"])
    return Curve(
        points=tuple(Point(_known(p["attainment"]), _known(p["payout"])) for p in points),
        threshold=_known(points[0]["attainment"]) if points else Decimal(0),
        cap=cap,
        above_last=None if cap is None else AboveLast.EXTEND,
    )


def _table(rows: list[dict[str, Any]]) -> RateTable:
    method = Method(rows[0]["method"])
    paid = "payout" if method in (Method.INTERPOLATED, Method.STEP_PAYOUT) else "rate"
    above = rows[-1]["above_last"]
    tiers = sorted(rows, key=lambda r: r["from_value"] or 0)
    return RateTable(
        tiers=tuple(Tier(_known(r["from_value"] or 0), _dec(r["to_value"]), _known(r[paid])) for r in tiers),
        method=method,
        edge=Edge(rows[0]["edge"] or Edge.LOWER_INCLUSIVE.value),
        input=TableInput(rows[0]["input"] or TableInput.AMOUNT.value),
        above_last=None if not above else AboveLast.EXTEND if above == "extend" else AboveLast.HOLD,
    )


def _dec(value: Any) -> Decimal | None:
    """A stored decimal, back from floating point; six decimals are what storage keeps."""
    return None if value is None else Decimal(f"{float(value):.6f}").normalize() + Decimal(0)


def _known(value: Any) -> Decimal:
    found = _dec(value)
    if found is None:
        raise ValueError("a plan cell without a value")
    return found
