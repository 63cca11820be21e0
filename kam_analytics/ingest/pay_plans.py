"""The workbook of pay plans: five sheets whose cells must all be right, or nothing is imported."""

import json
from collections.abc import Mapping as Dict
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from kam_analytics.core.imports import ImportReport, StepLog
from kam_analytics.core.kinds import Kind
from kam_analytics.core.text import Text
from kam_analytics.ingest import reports
from kam_analytics.ingest.dates import DateStyle, read_date
from kam_analytics.ingest.dictionary import words
from kam_analytics.ingest.folding import fold, trimmed
from kam_analytics.ingest.load import log
from kam_analytics.ingest.load.plans import insert_rows
from kam_analytics.ingest.reading import Opened
from kam_analytics.ingest.refusals import CellRefused, MappingRefused
from kam_analytics.warehouse.store import Connection

KIND = Kind("pay_plans", Text(fr="Plans de rémunération variable", en="Variable pay plans"), "pay", "plan", ())

# sheet → table and columns; a column is required when its type ends with "!"
SHEETS: dict[str, tuple[str, dict[str, str]]] = {
    "plan": ("plan", {
        "id": "text!", "name_fr": "text", "name_en": "text", "fiscal_year": "integer", "period_start": "date!",
        "period_end": "date!", "frequency": "text", "currency": "text", "rounding": "text", "status": "text!",
        "version": "integer!", "supersedes": "text", "approved_by": "text", "approved_at": "date",
        "document_ref": "text", "proration": "text", "total_cap": "number",
    }),
    "component": ("component", {
        "plan": "text!", "key": "text!", "label": "text", "weight": "number!", "kind": "text!", "measure": "text!",
        "aggregation": "text", "accumulate_across_periods": "flag", "target_incentive": "number", "cap": "number",
    }),
    "curve": ("curve", {
        "plan": "text!", "component": "text!", "point": "text", "attainment": "number!", "payout": "number!",
        "cliff": "flag",
    }),
    "rate_table": ("rate_table", {
        "plan": "text!", "component": "text!", "method": "text!", "input": "text", "edge": "text",
        "from_value": "number", "to_value": "number", "rate": "number", "payout": "number", "gap_policy": "text",
        "below_first": "text", "above_last": "text",
    }),
    "assignment": ("plan_assignment", {
        "payee": "text!", "plan": "text!", "from_on": "date!", "to_on": "date", "share": "number",
    }),
}  # fmt: skip
OTHER_NAMES = {"from": ("from_on", "from_value"), "to": ("to_on", "to_value")}
_NEEDED = ("plan", "component", "assignment")

Value = str | int | Decimal | date | None


@dataclass(frozen=True, slots=True)
class Plans:
    """A workbook read whole: table → rows in the order of its columns."""

    file: str
    sha256: str
    rows: Dict[str, list[tuple[Value, ...]]]
    kind: Kind = KIND


def read(opened: Opened) -> Plans:
    """Type every cell. Raises MappingRefused for a missing sheet or column, CellRefused for a cell."""
    book = opened.workbook
    names = {fold(n).replace(" ", "_"): n for n in book.visible} if book else {}
    for needed in _NEEDED:
        if needed not in names:
            raise MappingRefused(opened.file, f"feuille absente\u00a0: {needed}", f"missing sheet: {needed}")
    rows: dict[str, list[tuple[Value, ...]]] = {}
    for sheet, (table, columns) in SHEETS.items():
        if book is not None and sheet in names:
            cells = book.sheet(names[sheet]).cells.to_pylist()
            rows[table] = _sheet(opened.file, names[sheet], [list(r.values()) for r in cells], columns)
    return Plans(opened.file, opened.sha256, rows)


def write(dbs: Dict[str, Connection], plans: Plans, import_id: int, who: str) -> ImportReport:
    """Insert the rows of every sheet and log the import."""
    count = sum(len(r) for r in plans.rows.values())
    entry: dict[str, Any] = {
        "import_id": import_id, "file": plans.file, "kind": KIND.id, "sha256": plans.sha256, "state": "live",
        "imported_by": who, "fingerprint": None, "mapping": json.dumps({"kind": KIND.id}), "overlap": "skip",
        "rows_read": count, "rows_loaded": count, "rows_known": 0, "rows_skipped": "{}", "rows_quarantined": 0,
    }  # fmt: skip
    log.write_log(dbs["ledger"], entry)
    for table, rows in plans.rows.items():
        columns = next(c for t, c in SHEETS.values() if t == table)
        insert_rows(dbs["pay"], table, tuple(columns), rows, import_id)
    steps = (StepLog("read", count, count), StepLog("load", count, count))
    message = reports.loaded(count, 0, None, ImportedPlans())
    return ImportReport(plans.file, "loaded", KIND.id, import_id, count, count, message=message, steps=steps)


@dataclass(frozen=True, slots=True)
class ImportedPlans:
    """A workbook of plans is loaded whole: nothing is skipped or set aside."""

    rows_skipped: dict[str, int] = field(default_factory=dict)
    rows_quarantined: int = 0
    notes: tuple[Text, ...] = ()


def _sheet(file: str, name: str, cells: list[list[str | None]], columns: Dict[str, str]) -> list[tuple[Value, ...]]:
    header = next((i for i, r in enumerate(cells) if any(trimmed(c) for c in r)), None)
    if header is None:
        return []
    places = _places(file, name, cells[header], columns)
    rows: list[tuple[Value, ...]] = []
    for n, row in enumerate(cells[header + 1 :], start=header + 2):
        if any(trimmed(c) for c in row):
            rows.append(tuple(_cell(file, name, n, places.get(c), row, t) for c, t in columns.items()))
    return rows


def _places(file: str, sheet: str, titles: list[str | None], columns: Dict[str, str]) -> dict[str, int]:
    """Column → position; `from` and `to` are what they are stored as."""
    places: dict[str, int] = {}
    for i, title in enumerate(titles):
        name = fold(title or "").replace(" ", "_")
        for candidate in (name, *OTHER_NAMES.get(name, ())):
            if candidate in columns:
                places.setdefault(candidate, i)
    for column, kind in columns.items():
        if kind.endswith("!") and column not in places:
            raise MappingRefused(
                file,
                f"feuille «\u00a0{sheet}\u00a0», colonne absente\u00a0: {column}",
                f"sheet “{sheet}”, missing column: {column}",
            )
    return places


def _cell(file: str, sheet: str, n: int, place: int | None, row: list[str | None], kind: str) -> Value:
    text = trimmed(row[place]) if place is not None else None
    try:
        value = _value(text, kind.removesuffix("!"))
    except (ValueError, InvalidOperation) as error:
        raise _refused(file, sheet, n, place, text, "valeur illisible", "unreadable value") from error
    if value is None and kind.endswith("!"):
        raise _refused(file, sheet, n, place, text, "valeur obligatoire absente", "missing value")
    return value


def _value(text: str | None, kind: str) -> Value:
    """The typed value of a cell; raises ValueError or InvalidOperation."""
    if text is None:
        return None
    if kind == "text":
        return text
    if kind == "flag":
        return _flag(text)
    if kind == "date":
        day = read_date(text.split(" ")[0].split("T")[0], DateStyle())
        if day is None:
            raise ValueError(text)
        return day
    number = Decimal(
        text.replace("\u202f", "").replace("\u00a0", "").replace(" ", "").replace(",", ".").removesuffix("%")
    )
    if not number.is_finite():
        raise ValueError(text)
    if kind == "integer":
        return int(number)
    return number / 100 if text.endswith("%") else number


def _flag(text: str) -> bool:
    known = words("flag").get(fold(text))
    if known is None:
        raise ValueError(text)
    return known == "true"


def _refused(file: str, sheet: str, n: int, place: int | None, text: str | None, fr: str, en: str) -> CellRefused:
    letter = chr(ord("A") + place) if place is not None and place < 26 else "?"
    return CellRefused(file, sheet, f"{letter}{n}", text or "", fr, en)
