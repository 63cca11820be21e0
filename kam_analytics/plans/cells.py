"""Checks on the single cells of a plan workbook: bounds, days, names, and words that have no default."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from kam_analytics.plans.plan import PlanProblem, Problem
from kam_analytics.plans.vocabulary import JUDGED, MEASURES, WORDS

Row = Mapping[str, Any]
Sheets = Mapping[str, Sequence[Row]]
COMMISSIONS = ("whole", "marginal", "interpolated")  # methods that pay an amount, not a share of the incentive
_RULES = ("curve", "rate_table", "surface")
EUROS = ("revenue", "margin", "cash", "new_business")
ZERO, ONE, MOST = Decimal(0), Decimal(1), Decimal(10)  # 1000 %: a larger value is a percentage written as a number


@dataclass(frozen=True, slots=True)
class Around:
    """The context of a workbook: the people its names stand for, and the reporting currency."""

    person: Callable[[str], str] = lambda name: " ".join(name.split()).casefold()
    currency: str = "EUR"


@dataclass(frozen=True, slots=True)
class CellProblem:
    """A problem with its cell: sheet, position of the row in it (0 is the first), stored column."""

    problem: Problem
    sheet: str
    index: int
    column: str


def cell_problems(sheets: Sheets, around: Around) -> Iterator[CellProblem]:
    """Cells of plans that are not archived whose content is ambiguous or would give a nonsensical pay."""
    yield from _check_words(sheets)
    yield from _numbers(sheets)
    yield from _days(sheets)
    yield from _names(sheets, around)
    yield from _rules(sheets)


def joint_problems(sheets: Sheets, around: Around) -> Iterator[CellProblem]:
    """Cells that are valid by themselves but ambiguous together."""
    yield from _two_rules(sheets)
    yield from _modifiers(sheets)
    yield from _money(sheets, around)


def unknown_conditions(sheets: Sheets) -> tuple[tuple[str, str], ...]:
    """(modifier, name) of the conditions on a name that is no measure and no component: it must come from a score."""
    return tuple(
        (row["modifier"], row["measure"])
        for _, row in _rows(sheets, "condition")
        if row["measure"] not in _measured(sheets, row["plan"])
    )


def without_incentive(sheets: Sheets) -> tuple[str, ...]:
    """The plans with weighted components but no target incentive: each person must have their own."""
    return tuple(
        plan["id"]
        for _, plan in _rows(sheets, "plan")
        if _weighted(sheets, plan["id"]) and not any(_incentive(c) for _, c in _weighted(sheets, plan["id"]))
    )


def overruled_incentives(sheets: Sheets) -> Iterator[tuple[str, Decimal, Decimal]]:
    """(component, target incentive written, the amount that its weight implies) where they differ; EUR."""
    for _, plan in _rows(sheets, "plan"):
        total = sum((_incentive(c) for _, c in _rows(sheets, "component", plan=plan["id"])), ZERO)
        for _, part in _weighted(sheets, plan["id"]):
            due = total * _dec(part["weight"])
            if abs(due - _incentive(part)) > 1:  # thirds of an amount are not round
                yield part["key"], _incentive(part), due.quantize(ONE)


def _rows(sheets: Sheets, sheet: str, **wanted: object) -> list[tuple[int, Row]]:
    """The rows of a sheet with their positions, without archived plans."""
    old = {p["id"] for p in sheets["plan"] if p["status"] == "archived"}
    name = "id" if sheet == "plan" else "plan"
    return [
        (index, row)
        for index, row in enumerate(sheets.get(sheet, ()))
        if row[name] not in old and all(row.get(k) == v for k, v in wanted.items())
    ]


def _check_words(sheets: Sheets) -> Iterator[CellProblem]:
    """Empty cells without a default: payment frequency, the input of tiers, the tier of their bounds."""
    cells = [("plan", "frequency", i, r) for i, r in _rows(sheets, "plan")]
    cells += [("rate_table", "input", i, r) for i, r in _rows(sheets, "rate_table")]
    # With marginal tiers, a result on a bound pays the same on either side.
    cells += [
        ("rate_table", "edge", i, r) for i, r in _rows(sheets, "rate_table") if r["method"] in ("whole", "step_payout")
    ]
    for sheet, column, index, row in cells:
        if row.get(column) in (None, ""):
            yield CellProblem(Problem(PlanProblem.NOT_SAID, ", ".join(WORDS[column])), sheet, index, column)


# Columns of shares, with their maximum: first those that may be 0, then those that must be positive.
_SHARES = (
    ("curve", ("attainment", "payout"), MOST),
    ("surface", ("from_value", "to_value", "other_from", "other_to", "payout"), MOST),
    ("modifier", ("value",), MOST),
    ("phasing", ("share",), ONE),
)
_POSITIVE = (("component", "cap", MOST), ("plan", "total_cap", MOST), ("assignment", "share", ONE))
_AMOUNTS = (
    ("component", "target_incentive"),
    ("rate_table", "rate"),
    ("rate_table", "payout"),
    ("rate_table", "from_value"),
    ("rate_table", "to_value"),
)


def _numbers(sheets: Sheets) -> Iterator[CellProblem]:
    for sheet, columns, most in _SHARES:
        for index, row in _rows(sheets, sheet):
            yield from (_share(row, (sheet, index, c), most) for c in columns if _beyond(row.get(c), most))
    for sheet, column, most in _POSITIVE:
        for index, row in _rows(sheets, sheet):
            if _beyond(row.get(column), most) or row.get(column) == 0:
                figures = (ZERO, most, _dec(row[column]))
                yield CellProblem(Problem(PlanProblem.SHARE_NOT_POSITIVE, None, figures), sheet, index, column)
    for sheet, column in _AMOUNTS:
        for index, row in _rows(sheets, sheet):
            if row.get(column) is not None and row[column] < 0:
                number = _dec(row[column])
                yield CellProblem(Problem(PlanProblem.NEGATIVE_AMOUNT, None, (number,)), sheet, index, column)
    yield from _tier_numbers(sheets)
    yield from _condition_numbers(sheets)


def _tier_numbers(sheets: Sheets) -> Iterator[CellProblem]:
    """Bounds on an attainment, steps, and rates on euros must be shares too."""
    measures = {(c["plan"], c["key"]): c.get("measure") for _, c in _rows(sheets, "component")}
    for index, row in _rows(sheets, "rate_table"):
        bounds = ("from_value", "to_value") if row.get("input") == "attainment" else ()
        for column in (*bounds, *(("payout",) if row["method"] == "step_payout" else ())):
            if _beyond(row.get(column), MOST):
                yield _share(row, ("rate_table", index, column))
        if measures.get((row["plan"], row["component"])) in EUROS and _beyond(row.get("rate"), ONE):
            yield _share(row, ("rate_table", index, "rate"), ONE)


def _condition_numbers(sheets: Sheets) -> Iterator[CellProblem]:
    """A condition compares an attainment as a share; a score may have any scale."""
    for index, row in _rows(sheets, "condition"):
        measured = row["measure"] in _measured(sheets, row["plan"]) and row["measure"] != JUDGED
        if measured and _beyond(row["value"], MOST):
            yield _share(row, ("condition", index, "value"))


def _beyond(value: Any, most: Decimal) -> bool:
    return value is not None and not 0 <= value <= most


def _share(row: Row, place: tuple[str, int, str], most: Decimal = MOST) -> CellProblem:
    figures = (ZERO, most, _dec(row[place[2]]))
    return CellProblem(Problem(PlanProblem.SHARE_OUT_OF_BOUNDS, None, figures), *place)


def _days(sheets: Sheets) -> Iterator[CellProblem]:
    """Dates in the wrong order, a person on a plan for none of its days, an invalid or repeated month."""
    plans = {p["id"]: p for _, p in _rows(sheets, "plan")}
    for sheet, first, last in (
        ("plan", "period_start", "period_end"),
        ("assignment", "from_on", "to_on"),
        ("absence", "from_on", "to_on"),
    ):
        for index, row in _rows(sheets, sheet):
            if row.get(last) is not None and row[last] < row[first]:
                yield CellProblem(Problem(PlanProblem.DAYS_REVERSED), sheet, index, last)
    for index, row in _rows(sheets, "assignment"):
        plan = plans[row["plan"]]
        if row["from_on"] > plan["period_end"] or (row.get("to_on") or date.max) < plan["period_start"]:
            yield CellProblem(Problem(PlanProblem.OUTSIDE_PLAN, str(row["payee"])), "assignment", index, "from_on")
    earlier = set()
    for index, row in _rows(sheets, "phasing"):
        place = (row["plan"], row["component"], row["month"])
        if place in earlier or not 1 <= row["month"] <= 12:
            problem = PlanProblem.MONTH_TWICE if place in earlier else PlanProblem.UNKNOWN_MONTH
            yield CellProblem(Problem(problem, None, (_dec(row["month"]),)), "phasing", index, "month")
        earlier.add(place)


def _names(sheets: Sheets, around: Around) -> Iterator[CellProblem]:
    """Unknown measures, and absences of people who are not on the plan."""
    for index, row in _rows(sheets, "component"):
        if row["measure"] not in MEASURES:
            yield _unknown(row["measure"], MEASURES, ("component", index, "measure"))
    for index, row in _rows(sheets, "surface"):
        if row["other"] not in _measured(sheets, row["plan"]):
            yield _unknown(row["other"], _measured(sheets, row["plan"]), ("surface", index, "other"))
    for index, row in _rows(sheets, "condition"):
        names = _measured(sheets, row["plan"])
        if row["measure"] not in names and row["measure"].strip().casefold() in names:
            yield _unknown(row["measure"], names, ("condition", index, "measure"))
    there = {(r["plan"], around.person(r["payee"])) for _, r in _rows(sheets, "assignment")}
    for index, row in _rows(sheets, "absence"):
        if (row["plan"], around.person(row["payee"])) not in there:
            yield CellProblem(Problem(PlanProblem.NOT_ON_PLAN, str(row["payee"])), "absence", index, "payee")


def _measured(sheets: Sheets, plan: str) -> tuple[str, ...]:
    """The components of a plan, then the available measures."""
    return tuple(dict.fromkeys((*(c["key"] for _, c in _rows(sheets, "component", plan=plan)), *MEASURES)))


def _unknown(name: str, names: Sequence[str], place: tuple[str, int, str]) -> CellProblem:
    return CellProblem(Problem(PlanProblem.UNKNOWN_MEASURE, f"{name} ({', '.join(names)})"), *place)


def _rules(sheets: Sheets) -> Iterator[CellProblem]:
    """Tiers of different kinds in one component, and a cliff that is not at the start of the curve."""
    for _, part in _rows(sheets, "component"):
        yield from _mixed(_rows(sheets, "rate_table", plan=part["plan"], component=part["key"]))
        points = _rows(sheets, "curve", plan=part["plan"], component=part["key"])
        for index, row in points:
            if row.get("cliff") and row["attainment"] != min(p["attainment"] for _, p in points):
                yield CellProblem(Problem(PlanProblem.CLIFF_NOT_FIRST), "curve", index, "cliff")


def _two_rules(sheets: Sheets) -> Iterator[CellProblem]:
    for _, part in _rows(sheets, "component"):
        used = [_rows(sheets, s, plan=part["plan"], component=part["key"]) for s in _RULES]
        several = [(s, rows[0][0]) for s, rows in zip(_RULES, used, strict=True) if rows]
        for sheet, index in several[1:]:
            yield CellProblem(Problem(PlanProblem.TWO_RULES, part["key"]), sheet, index, "component")


def _mixed(tiers: Sequence[tuple[int, Row]]) -> Iterator[CellProblem]:
    """Tiers of one component that are incompatible; « whole » among marginal ones reprices all below it."""
    for column in ("method", "input", "edge"):
        words = {row[column] for _, row in tiers if row.get(column)}
        if len(words) > 1 and words != {"whole", "marginal"}:
            first = tiers[0][1].get(column)
            index = next(i for i, row in tiers if row.get(column) != first)
            yield CellProblem(Problem(PlanProblem.MIXED_TIERS, ", ".join(sorted(words))), "rate_table", index, column)


def _modifiers(sheets: Sheets) -> Iterator[CellProblem]:
    """A duplicate modifier, one that nothing triggers, a cap in shares on a payout in euros."""
    earlier = set()
    for index, row in _rows(sheets, "modifier"):
        place, key = (row["plan"], row["key"]), str(row["key"])
        if place in earlier:
            yield CellProblem(Problem(PlanProblem.DUPLICATE_MODIFIER, key), "modifier", index, "key")
        earlier.add(place)
        if not _rows(sheets, "condition", plan=row["plan"], modifier=row["key"]):
            yield CellProblem(Problem(PlanProblem.MODIFIER_WITHOUT_CONDITION, key), "modifier", index, "key")
        touched = {k.strip() for k in (row.get("components") or "").split(";") if k.strip()}
        paid = _commissions(sheets, row["plan"])
        if row["effect"] == "cap" and (touched & paid if touched else paid):
            yield CellProblem(Problem(PlanProblem.CAP_ON_COMMISSION), "modifier", index, "effect")


def _commissions(sheets: Sheets, plan: str) -> set[str]:
    """The components of a plan that pay an amount, whatever the target incentive."""
    return {r["component"] for _, r in _rows(sheets, "rate_table", plan=plan) if r["method"] in COMMISSIONS}


def _weighted(sheets: Sheets, plan: str) -> list[tuple[int, Row]]:
    paid = _commissions(sheets, plan)
    return [(i, c) for i, c in _rows(sheets, "component", plan=plan) if c["key"] not in paid]


def _money(sheets: Sheets, around: Around) -> Iterator[CellProblem]:
    """Another currency, and caps as a share of nothing."""
    for index, plan in _rows(sheets, "plan"):
        currency = plan.get("currency")
        if currency and currency.strip().upper() not in (
            around.currency,
            *(("€",) if around.currency == "EUR" else ()),
        ):
            yield CellProblem(Problem(PlanProblem.OTHER_CURRENCY, around.currency), "plan", index, "currency")
        weighted = _weighted(sheets, plan["id"])
        if plan.get("total_cap") is not None and not weighted:
            yield CellProblem(Problem(PlanProblem.CAP_WITHOUT_INCENTIVE), "plan", index, "total_cap")
        for place, part in _rows(sheets, "component", plan=plan["id"]):
            if part.get("cap") is not None and part["key"] in _commissions(sheets, plan["id"]):
                yield CellProblem(Problem(PlanProblem.CAP_ON_COMMISSION), "component", place, "cap")


def _incentive(part: Row) -> Decimal:
    return _dec(part.get("target_incentive") or 0)


def _dec(value: Any) -> Decimal:
    return Decimal(str(value))
