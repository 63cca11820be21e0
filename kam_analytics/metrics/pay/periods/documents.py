"""A statement as canonical JSON: the same inputs give the same bytes, and the inputs can be read back from it."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from typing import Any

from kam_analytics.metrics.pay.periods.periods import (
    Adjustment,
    Cause,
    Inputs,
    Override,
    PeriodStatement,
    Step,
    statement_of,
)
from kam_analytics.metrics.pay.rules.engine import Achievement
from kam_analytics.metrics.pay.rules.sheets import plans_of

FORMAT = 1
DAYS = ("period_start", "period_end", "approved_at", "from_on", "to_on")
Sheets = Mapping[str, list[dict[str, Any]]]
Digests = Mapping[str, Mapping[str, str]]  # component → lines, sum, sha256
Credit = tuple[str, int, int, Decimal]  # component, import, row, value


def document(statement: PeriodStatement, sheets: Sheets, digests: Digests) -> str:
    """Inputs and result of a statement, with the digest of its lines; keys sorted, no whitespace.

    sheets: the rows of the plan version it was computed with.
    """
    inputs = _plain(statement.inputs)
    inputs["plan"] = {name: [_plain(row) for row in rows] for name, rows in sheets.items()}
    content = {
        "format": FORMAT,
        "inputs": inputs,
        "credits": digests,
        "result": _plain({f.name: getattr(statement, f.name) for f in fields(statement) if f.name != "inputs"}),
    }
    return canonical(content)


def recomputed(text: str, digests: Digests) -> str:
    """The document computed again from the inputs it contains and the digests of the lines stored with it."""
    inputs = json.loads(text)["inputs"]
    return document(statement_of(inputs_of(text)), inputs["plan"], digests)


def inputs_of(text: str) -> Inputs:
    """The inputs of a document."""
    inputs = json.loads(text)["inputs"]
    (plan,) = plans_of({name: [_typed(row) for row in rows] for name, rows in inputs["plan"].items()})
    return Inputs(
        plan=plan,
        person_id=inputs["person_id"],
        name=inputs["name"],
        incentive=Decimal(inputs["incentive"]),
        steps=tuple(_step(s) for s in inputs["steps"]),
        overrides=tuple(_override(o) for o in inputs["overrides"]),
        adjustments=tuple(_adjustment(a) for a in inputs["adjustments"]),
        brought={key: Decimal(value) for key, value in inputs["brought"].items()},
        paid_steps=inputs["paid_steps"],
    )


def sheets_of(text: str) -> dict[str, list[dict[str, Any]]]:
    """The rows of the plan version used for a document."""
    return {name: [_typed(row) for row in rows] for name, rows in json.loads(text)["inputs"]["plan"].items()}


def digest(credits: Iterable[Credit]) -> Digests:
    """For each component: number of lines, their sum, and the SHA-256 of their list.

    The list has one `import:row:value` per line, in that order, values with four decimals; `control_digests.sql`
    computes the same for the stored lines.
    """
    by_component: dict[str, list[Credit]] = {}
    for credit in sorted(credits):
        by_component.setdefault(credit[0], []).append(credit)
    return {
        key: {
            "lines": str(len(rows)),
            "sum": f"{sum((value for *_, value in rows), Decimal(0)):.4f}",
            "sha256": sha256("\n".join(f"{i}:{n}:{value:.4f}" for _, i, n, value in rows)),
        }
        for key, rows in by_component.items()
    }


def canonical(value: Any) -> str:
    """JSON with sorted keys and no whitespace."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def sha256(text: str) -> str:
    """Hexadecimal digest of the UTF-8 bytes."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def _plain(value: Any) -> Any:
    """Decimals, dates and fractions as strings; dataclasses as objects of their fields."""
    if is_dataclass(value) and not isinstance(value, type):
        values = {f.name: getattr(value, f.name) for f in fields(value) if f.name != "plan"}
        return {name: _plain(one) for name, one in values.items() if name != "held" or one}
    if isinstance(value, Mapping):
        return {str(k): _plain(v) for k, v in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(v) for v in value]
    if isinstance(value, Decimal | float):
        return _number(Decimal(str(value)))
    if isinstance(value, Fraction):
        return f"{value.numerator}/{value.denominator}"
    if isinstance(value, Enum):
        return value.value
    return value.isoformat() if isinstance(value, date) else value


def _number(value: Decimal) -> str:
    """A decimal without trailing zeros and without an exponent."""
    return f"{value.normalize() + Decimal(0):f}"


def _typed(row: Mapping[str, Any]) -> dict[str, Any]:
    """A row of a sheet with its dates parsed."""
    return {
        name: date.fromisoformat(value) if name in DAYS and isinstance(value, str) else value
        for name, value in row.items()
    }


def _step(step: Mapping[str, Any]) -> Step:
    return Step(
        date.fromisoformat(step["start"]),
        date.fromisoformat(step["end"]),
        Fraction(step["share"]),
        {key: _achievement(a) for key, a in step["own"].items()},
        {key: _achievement(a) for key, a in step["to_date"].items()},
        {key: Decimal(value) for key, value in step["facts"].items()},
    )


def _achievement(achievement: Mapping[str, str | None]) -> Achievement:
    return Achievement(_dec(achievement["result"]), _dec(achievement["target"]), _dec(achievement["baseline"]))


def _override(override: Mapping[str, str]) -> Override:
    texts = {name: override[name] for name in ("component", "field", "reason", "author", "at")}
    return Override(date.fromisoformat(override["period_start"]), value=Decimal(override["value"]), **texts)


def _adjustment(adjustment: Mapping[str, Any]) -> Adjustment:
    causes = [Cause(c["kind"], c["component"], _dec(c["before"]), _dec(c["after"])) for c in adjustment["causes"]]
    start, end = (date.fromisoformat(adjustment[name]) for name in ("period_start", "period_end"))
    recomputed_, closed, already = (Decimal(adjustment[name]) for name in ("recomputed", "closed", "already"))
    carried = Decimal(adjustment.get("held", "0"))
    return Adjustment(start, end, recomputed_, closed, already, tuple(causes), carried)


def _dec(value: str | None) -> Decimal | None:
    return None if value is None else Decimal(value)
