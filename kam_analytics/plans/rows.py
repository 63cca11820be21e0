"""From the rows of a plan workbook to a typed plan; used by the import, the editor and the engine alike."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from kam_analytics.plans.plan import (
    AboveLast,
    Component,
    Condition,
    ConditionOperator,
    Curve,
    Edge,
    Effect,
    GridCell,
    Method,
    Modifier,
    Plan,
    PlanProblem,
    Point,
    Problem,
    RateTable,
    Rounding,
    Rule,
    Surface,
    TableInput,
    Tier,
    plan_problems,
)

Row = Mapping[str, Any]
Sheets = Mapping[str, Sequence[Row]]
YEAR = 12


def plan_of(row: Row, sheets: Sheets) -> Plan:
    """The plan of one row of the sheet « plan ». Raises ValueError for an unusable word or number."""
    parts = of_plan(sheets, "component", row["id"])
    return Plan(
        target_incentive=sum((number(c.get("target_incentive")) or Decimal(0) for c in parts), Decimal(0)),
        components=tuple(_component(c, sheets) for c in parts),
        modifiers=tuple(_modifier(m, sheets) for m in of_plan(sheets, "modifier", row["id"])),
        total_cap=number(row.get("total_cap")),
        rounding=Rounding.TOTAL if row.get("rounding") == "total" else Rounding.PER_COMPONENT,
        currency=row.get("currency") or "EUR",
    )


def problems_of(row: Row, sheets: Sheets) -> tuple[Problem, ...]:
    """The ambiguities of a plan: its own problems, then a phasing that does not add up."""
    return (*plan_problems(plan_of(row, sheets)), *_phasing_problems(row["id"], sheets))


def phasing_of(plan_id: str, component: str, sheets: Sheets) -> tuple[Decimal, ...]:
    """Share of a yearly target for each of the twelve months; empty if the plan has no phasing: equal months."""
    shares = {int(r["month"]): required_number(r["share"]) for r in _mine("phasing", plan_id, component, sheets)}
    return tuple(shares.get(month, Decimal(0)) for month in range(1, YEAR + 1)) if shares else ()


def is_cumulative(row: Row) -> bool:
    """Whether a component is measured from the start of the year, each period paying the difference."""
    return row.get("aggregation") == "ytd" or bool(row.get("accumulate_across_periods"))


def of_plan(sheets: Sheets, sheet: str, plan_id: str) -> list[Row]:
    """The rows of a sheet that belong to a plan."""
    return [r for r in sheets.get(sheet, ()) if r["plan"] == plan_id]


def number(value: Any) -> Decimal | None:
    """A stored decimal, converted back from floating point with the six decimals of storage."""
    return None if value is None else Decimal(f"{float(value):.6f}").normalize() + Decimal(0)


def required_number(value: Any) -> Decimal:
    """A required number. Raises ValueError."""
    value_read = number(value)
    if value_read is None:
        raise ValueError("a plan cell without a value")
    return value_read


def _mine(sheet: str, plan_id: str, component: str, sheets: Sheets) -> list[Row]:
    return [r for r in of_plan(sheets, sheet, plan_id) if r["component"] == component]


def _component(row: Row, sheets: Sheets) -> Component:
    cap = number(row.get("cap"))
    return Component(row["key"], number(row["weight"]) or Decimal(0), _rule(row, sheets, cap), cap=cap)


def _rule(row: Row, sheets: Sheets, cap: Decimal | None) -> Rule:
    if cells := _mine("surface", row["plan"], row["key"], sheets):
        return _surface(cells)
    tiers = _mine("rate_table", row["plan"], row["key"], sheets)
    return _table(tiers) if tiers else _curve(_mine("curve", row["plan"], row["key"], sheets), cap)


def _curve(points: list[Row], cap: Decimal | None) -> Curve:
    """A first point marked as a cliff is the threshold; beyond the last point only a cap defines the payout."""
    points = sorted(points, key=lambda p: required_number(p["attainment"]))
    return Curve(
        points=tuple(Point(required_number(p["attainment"]), required_number(p["payout"])) for p in points),
        threshold=required_number(points[0]["attainment"]) if points else Decimal(0),
        cap=cap,
        above_last=None if cap is None else AboveLast.EXTEND,
    )


def _table(rows: list[Row]) -> RateTable:
    """A tier marked « whole » in a table of marginal tiers reprices all below once it is reached."""
    methods = [Method(r["method"]) for r in rows]
    method = Method.MARGINAL if Method.MARGINAL in methods else methods[0]
    paid = "payout" if method in (Method.INTERPOLATED, Method.STEP_PAYOUT) else "rate"
    above = rows[-1].get("above_last")
    tiers = sorted(rows, key=lambda r: number(r.get("from_value")) or Decimal(0))
    return RateTable(
        tiers=tuple(
            Tier(
                number(r.get("from_value")) or Decimal(0),
                number(r.get("to_value")),
                required_number(r.get(paid)),
                retroactive=method is Method.MARGINAL and Method(r["method"]) is Method.WHOLE,
            )
            for r in tiers
        ),
        method=method,
        edge=Edge(rows[0].get("edge") or Edge.LOWER_INCLUSIVE.value),
        input=TableInput(rows[0].get("input") or TableInput.AMOUNT.value),
        above_last=None if not above else AboveLast.EXTEND if above == "extend" else AboveLast.HOLD,
    )


def _surface(rows: list[Row]) -> Surface:
    cells = (
        GridCell(
            required_number(r["from_value"]),
            number(r.get("to_value")),
            required_number(r["other_from"]),
            number(r.get("other_to")),
            required_number(r["payout"]),
        )
        for r in rows
    )
    return Surface(rows[0]["other"], tuple(cells))


def _modifier(row: Row, sheets: Sheets) -> Modifier:
    conditions = [c for c in of_plan(sheets, "condition", row["plan"]) if c["modifier"] == row["key"]]
    touched = tuple(key.strip() for key in (row.get("components") or "").split(";") if key.strip())
    return Modifier(
        row["key"],
        tuple(
            Condition(c["measure"], ConditionOperator(c["comparison"]), required_number(c["value"])) for c in conditions
        ),
        Effect(row["effect"]),
        number(row.get("value")),
        touched or None,
    )


def _phasing_problems(plan_id: str, sheets: Sheets) -> list[Problem]:
    totals: dict[str, Decimal] = {}
    for row in of_plan(sheets, "phasing", plan_id):
        totals[row["component"]] = totals.get(row["component"], Decimal(0)) + required_number(row["share"])
    return [Problem(PlanProblem.PHASING_NOT_100, key, (total,)) for key, total in totals.items() if total != 1]
