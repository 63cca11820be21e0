"""The sheets of a pay plan workbook: tables, columns, and the location of problems."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from kam_analytics.plans.cells import Around, CellProblem, cell_problems, joint_problems
from kam_analytics.plans.plan import Curve, Plan, PlanProblem, Problem, RateTable, Rule, Surface
from kam_analytics.plans.rows import plan_of, problems_of

# sheet → table and columns; a column is required when its type ends with "!"
SHEETS: dict[str, tuple[str, dict[str, str]]] = {
    "plan": (
        "plan",
        {
            "id": "text!",
            "name_fr": "text",
            "name_en": "text",
            "fiscal_year": "integer",
            "period_start": "date!",
            "period_end": "date!",
            "frequency": "text",
            "currency": "text",
            "rounding": "text",
            "status": "text!",
            "version": "integer!",
            "supersedes": "text",
            "approved_by": "text",
            "approved_at": "date",
            "document_ref": "text",
            "proration": "text",
            "total_cap": "number",
            "carry_forward": "flag",
        },
    ),
    "component": (
        "component",
        {
            "plan": "text!",
            "key": "text!",
            "label": "text",
            "weight": "number!",
            "kind": "text!",
            "measure": "text!",
            "aggregation": "text",
            "accumulate_across_periods": "flag",
            "target_incentive": "number",
            "cap": "number",
            "families": "text",
            "key_only": "flag",
        },
    ),
    "curve": (
        "curve",
        {
            "plan": "text!",
            "component": "text!",
            "point": "text",
            "attainment": "number!",
            "payout": "number!",
            "cliff": "flag",
        },
    ),
    "rate_table": (
        "rate_table",
        {
            "plan": "text!",
            "component": "text!",
            "method": "text!",
            "input": "text",
            "edge": "text",
            "from_value": "number",
            "to_value": "number",
            "rate": "number",
            "payout": "number",
            "gap_policy": "text",
            "below_first": "text",
            "above_last": "text",
        },
    ),
    "surface": (
        "surface",
        {
            "plan": "text!",
            "component": "text!",
            "other": "text!",
            "from_value": "number!",
            "to_value": "number",
            "other_from": "number!",
            "other_to": "number",
            "payout": "number!",
        },
    ),
    "modifier": (
        "modifier",
        {
            "plan": "text!",
            "key": "text!",
            "effect": "text!",
            "value": "number",
            "components": "text",
        },
    ),
    "condition": (
        "condition",
        {
            "plan": "text!",
            "modifier": "text!",
            "measure": "text!",
            "comparison": "text!",
            "value": "number!",
        },
    ),
    "phasing": ("phasing", {"plan": "text!", "component": "text!", "month": "integer!", "share": "number!"}),
    "assignment": (
        "plan_assignment",
        {
            "payee": "text!",
            "plan": "text!",
            "from_on": "date!",
            "to_on": "date",
            "share": "number",
        },
    ),
    "absence": ("absence", {"payee": "text!", "plan": "text!", "from_on": "date!", "to_on": "date!"}),
}
OTHER_NAMES = {"from": ("from_on", "from_value"), "to": ("to_on", "to_value")}
WRITTEN = {stored: name for name, several in OTHER_NAMES.items() for stored in several}
"""Stored column → its name in the workbook, if different."""
NEEDED = ("plan", "component", "assignment")
_ABOUT_TIERS = frozenset(
    {
        PlanProblem.EMPTY_TIER,
        PlanProblem.GAP_BETWEEN_TIERS,
        PlanProblem.OVERLAPPING_TIERS,
        PlanProblem.OPEN_TIER_NOT_LAST,
        PlanProblem.OPEN_TIER_CANNOT_INTERPOLATE,
        PlanProblem.SURFACE_CELL_MISSING,
        PlanProblem.SURFACE_CELL_TWICE,
    }
)
_FIXED = {
    PlanProblem.UNKNOWN_COMPONENT: ("modifier", "components"),
    PlanProblem.MODIFIER_WITHOUT_VALUE: ("modifier", "value"),
    PlanProblem.PHASING_NOT_100: ("phasing", "share"),
    PlanProblem.DUPLICATE_COMPONENT: ("component", "key"),
    PlanProblem.NO_COMPONENT: ("component", "key"),
    PlanProblem.WEIGHTS_NOT_100: ("component", "weight"),
    PlanProblem.NEGATIVE_WEIGHT: ("component", "weight"),
    PlanProblem.COMMISSION_WITH_WEIGHT: ("component", "weight"),
    PlanProblem.STEP_TABLE_NEEDS_ATTAINMENT: ("rate_table", "input"),
    PlanProblem.POINTS_NOT_ASCENDING: ("curve", "attainment"),
}
_ENDS = (PlanProblem.EMPTY_TIER, PlanProblem.OPEN_TIER_NOT_LAST, PlanProblem.OPEN_TIER_CANNOT_INTERPOLATE)

Row = Mapping[str, Any]
Sheets = Mapping[str, Sequence[Row]]


def first_problem(sheets: Sheets, around: Around | None = None) -> CellProblem | None:
    """The first ambiguity of a workbook, with its cell; None when every plan can be computed.

    sheets: rows by the name of the sheet, columns as stored. Archived plans are skipped.
    """
    beside = around or Around()
    for check in (_strangers(sheets), _twice(sheets, beside), cell_problems(sheets, beside), _without_rate(sheets)):
        for problem_ in check:
            return problem_
    for index, row in enumerate(sheets["plan"]):
        if row["status"] != "archived":
            for problem in problems_of(row, sheets):
                return _located(problem, plan_of(row, sheets), index, sheets)
    return next(joint_problems(sheets, beside), None)


# sheet, column that refers, sheet referred to
_REFERENCES = (
    *((sheet, "plan", "plan") for sheet in ("component", "assignment", "modifier", "absence")),
    *((sheet, "component", "component") for sheet in ("curve", "rate_table", "surface", "phasing")),
    ("condition", "modifier", "modifier"),
)


def _strangers(sheets: Sheets) -> Iterator[CellProblem]:
    """Rows that refer to a plan, a component or a modifier that no sheet has."""
    for sheet, column, column_named in _REFERENCES:
        names = {(r.get("plan", r.get("id")), r.get("key")) for r in sheets.get(column_named, ())}
        for index, row in enumerate(sheets.get(sheet, ())):
            if (row["plan"], None if column_named == "plan" else row[column]) not in names:
                kind = PlanProblem.UNKNOWN_PLAN if column_named == "plan" else PlanProblem.UNKNOWN_COMPONENT
                yield CellProblem(Problem(kind, str(row[column])), sheet, index, column)


def _twice(sheets: Sheets, around: Around) -> Iterator[CellProblem]:
    """A duplicate plan, or a person twice on a plan, whatever the spelling: one share counts for both rows."""
    names = [row["id"] for row in sheets["plan"]]
    for index, name in enumerate(names):
        if name in names[:index]:
            yield CellProblem(Problem(PlanProblem.DUPLICATE_PLAN, str(name)), "plan", index, "id")
    listed = sheets.get("assignment", ())
    payees = [(row["plan"], around.person(row["payee"])) for row in listed]
    for index, payee in enumerate(payees):
        if payee in payees[:index]:
            payee_ = str(listed[index]["payee"])
            yield CellProblem(Problem(PlanProblem.DUPLICATE_PAYEE, payee_), "assignment", index, "payee")


def _without_rate(sheets: Sheets) -> Iterator[CellProblem]:
    """Tiers without a payout: a rate, or a payout if the method pays amounts or shares."""
    for index, row in enumerate(sheets.get("rate_table", ())):
        column = "payout" if row["method"] in ("interpolated", "step_payout") else "rate"
        if row.get(column) is None:
            yield CellProblem(Problem(PlanProblem.TIER_WITHOUT_VALUE), "rate_table", index, column)


def _located(problem: Problem, plan: Plan, index: int, sheets: Sheets) -> CellProblem:
    """The cell of the problem; the row of the plan if no other shows it better."""
    sheet, column = _where(problem, next((c.rule for c in plan.components if c.key == problem.component), None))
    plan_id, listed = sheets["plan"][index]["id"], sheets.get(sheet, ())
    name = "component" if sheet in ("curve", "rate_table", "surface", "phasing") else "key"
    mine = [
        i
        for i, row in enumerate(listed)
        if row.get("plan") == plan_id and (problem.component is None or row.get(name) == problem.component)
    ]
    if problem.problem in _ABOUT_TIERS:
        start = problem.figures[-1 if problem.problem is PlanProblem.GAP_BETWEEN_TIERS else 0]
        mine = [i for i in mine if (listed[i].get("from_value") or 0) == start] or mine
    return CellProblem(problem, sheet, mine[-1], column) if mine else CellProblem(problem, "plan", index, "id")


def _where(problem: Problem, rule: Rule | None) -> tuple[str, str]:
    """Sheet and column that show a problem."""
    kind = problem.problem
    if kind in _FIXED:
        return _FIXED[kind]
    if isinstance(rule, Surface):
        return "surface", "to_value" if kind in (*_ENDS, PlanProblem.OPEN_END_UNSPECIFIED) else "from_value"
    if isinstance(rule, RateTable):
        beyond = "above_last" if kind is PlanProblem.OPEN_END_UNSPECIFIED else "from_value"
        return "rate_table", "to_value" if kind in _ENDS else beyond
    if isinstance(rule, Curve) and rule.points and kind is PlanProblem.TOO_FEW_POINTS:
        return "curve", "attainment"
    return "component", "cap" if kind is PlanProblem.OPEN_END_UNSPECIFIED else "key"
