"""The workbook of pay plans: sheets whose cells must all be right, or nothing is imported."""

import hashlib
import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import partial
from typing import Any

from openpyxl.utils import get_column_letter

from kam_analytics.core.imports import ImportReport, StepLog
from kam_analytics.core.kinds import Kind
from kam_analytics.core.scope import Scope
from kam_analytics.core.text import Text
from kam_analytics.ingest.dialogue.refusals import (
    CellRefused,
    MappingRefused,
    PlanBreaksClosed,
    PlanFixed,
    PlanOfOtherDays,
    PlanRefused,
)
from kam_analytics.ingest.notation.dates import DateStyle, read_date
from kam_analytics.ingest.notation.dictionary import words as listed_words
from kam_analytics.ingest.notation.folding import fold, trimmed
from kam_analytics.ingest.stage.reading import OpenedFile
from kam_analytics.ingest.write import log, rights
from kam_analytics.ingest.write.plans import approved_rows, comparable, insert_rows, is_for_other_days, labels
from kam_analytics.language.imports import pay_plans as words
from kam_analytics.language.imports import reports
from kam_analytics.language.pay import plan_problems as problem_words
from kam_analytics.language.pay.plan_problems import problem_text
from kam_analytics.language.sentences import fill
from kam_analytics.plans.cells import Around, overruled_incentives, unknown_conditions, without_incentive
from kam_analytics.plans.sheets import NEEDED, OTHER_NAMES, SHEETS, WRITTEN, first_problem
from kam_analytics.plans.vocabulary import SAME, WORDS
from kam_analytics.warehouse.decisions.plan_versions import breaks_closed
from kam_analytics.warehouse.money import reporting_currency
from kam_analytics.warehouse.store import Connection, Store

KIND = Kind(id="pay_plans", label=words.KIND, part="pay", table="plan", fields=())

Value = str | int | Decimal | date | None


# One mark, three digits after it, no zero before it: 6,000 is six or six thousand.
_EITHER = re.compile(r"[+-]?[1-9][0-9]{0,2}[.,][0-9]{3}%?")


@dataclass(frozen=True, slots=True)
class PlanSheet:
    """The typed rows of one sheet, with where they stand: name, number of each row, letter of each column."""

    name: str
    rows: list[tuple[Value, ...]]
    numbers: tuple[int, ...] = ()
    letters: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Plans:
    """A workbook read whole: sheet → its rows in the order of the columns of `SHEETS`."""

    file: str
    sha256: str
    sheets: Mapping[str, PlanSheet]
    kind: Kind = KIND

    @property
    def rows(self) -> dict[str, list[tuple[Value, ...]]]:
        """Table → rows."""
        return {SHEETS[name][0]: sheet.rows for name, sheet in self.sheets.items()}


def read(opened: OpenedFile) -> Plans:
    """Type every cell, and check that nothing is left to guess.

    Raises MappingRefused for a missing sheet or column, CellRefused for a cell, PlanRefused for what a plan leaves
    open.
    """
    book = opened.workbook
    names = {fold(n).replace(" ", "_"): n for n in book.visible} if book else {}
    for needed in NEEDED:
        if needed not in names:
            raise MappingRefused(opened.file, fill(words.MISSING_SHEET, sheet=needed))
    sheets: dict[str, PlanSheet] = {}
    for sheet, (_, columns) in SHEETS.items():
        if book is not None and sheet in names:
            cells = book.sheet(names[sheet]).cells.to_pylist()
            place = _Place(opened.file, names[sheet], partial(book.holds_numbers, names[sheet]))
            sheets[sheet] = _read_sheet(place, [list(r.values()) for r in cells], columns)
    plans = Plans(opened.file, opened.sha256, sheets)
    check(plans, {})
    return plans


def check(plans: Plans, people: Mapping[str, str]) -> None:
    """Raises PlanRefused, with the cell, where a plan would have to be guessed.

    people: folded name, login or id → person id, those the store knows.
    """
    around = Around(lambda name: people.get(fold(name), fold(name)), reporting_currency())
    problem = first_problem(as_dicts(plans.sheets), around)
    if problem is None:
        return
    sheet, why = plans.sheets[problem.sheet], problem_text(problem.problem)
    row = sheet.numbers[problem.index] if sheet.numbers else problem.index + 1
    column = WRITTEN.get(problem.column, problem.column)
    cell = f"{sheet.letters.get(problem.column, '?')}{row}"
    raise PlanRefused(plans.file, sheet.name, row, column, cell, why)


def as_dicts(sheets: Mapping[str, PlanSheet]) -> dict[str, list[dict[str, Value]]]:
    """Sheet → rows by the names of their columns."""
    return {
        name: [dict(zip(SHEETS[name][1], row, strict=True)) for row in sheet.rows] for name, sheet in sheets.items()
    }


def save(store: Store, sheets: Mapping[str, list[dict[str, Value]]], scope: Scope) -> ImportReport:
    """Store plans edited in the application as a new import, after the checks of a workbook.

    sheets: rows by sheet and stored column. Raises NotAllowed, CellRefused, PlanRefused, PlanFixed.
    """
    rights.check_kind(scope, KIND.id)
    typed = {name: PlanSheet(name, _checked_rows(name, rows)) for name, rows in sheets.items() if rows}
    sha256 = hashlib.sha256(repr(sorted((n, s.rows) for n, s in typed.items())).encode()).hexdigest()
    plans = Plans(words.EDITOR.fr, sha256, typed)
    check(plans, {})

    def apply(dbs: Mapping[str, Connection]) -> ImportReport:
        return write(dbs, plans, log.next_import_id(dbs["ledger"]), scope.viewer)

    report, _ = store.change(("ledger", "pay"), apply)
    return report


def _checked_rows(sheet: str, rows: list[dict[str, Value]]) -> list[tuple[Value, ...]]:
    """Rows in the order of the columns; a cell that a workbook could not hold is refused."""
    columns = SHEETS[sheet][1]
    for n, row in enumerate(rows, start=1):
        for column, kind in columns.items():
            value = row.get(column)
            if why := _refusal_reason(column, kind, value):
                text = "" if value is None else str(value)
                raise CellRefused(words.EDITOR.fr, sheet, f"{WRITTEN.get(column, column)} {n}", text, why)
    return [tuple(row.get(column) for column in columns) for row in rows]


def _refusal_reason(column: str, kind: str, value: Value) -> Text | None:
    """Why a typed value cannot stand in a column."""
    if value in (None, ""):
        return words.MISSING if kind.endswith("!") else None
    if kind.startswith("text") and str(value) not in WORDS.get(column, (str(value),)):
        return _admitted_words(column)
    if kind.startswith(("number", "integer")):
        number = Decimal(str(value))
        if not number.is_finite():
            return words.UNREADABLE
        if kind.startswith("integer") and number != number.to_integral_value():
            return words.NOT_WHOLE
    return None


def write(dbs: Mapping[str, Connection], plans: Plans, import_id: int, who: str) -> ImportReport:
    """Insert the rows of every sheet and log the import.

    Raises PlanFixed, PlanOfOtherDays for an approved version; PlanBreaksClosed beside closed periods; PlanRefused
    where two names turn out to be one person.
    """
    check(plans, labels(dbs["ledger"]))
    _check_fixed(dbs, plans)
    count = sum(len(r) for r in plans.rows.values())
    entry: dict[str, Any] = {
        "import_id": import_id,
        "file": plans.file,
        "kind": KIND.id,
        "sha256": plans.sha256,
        "state": "live",
        "imported_by": who,
        "fingerprint": None,
        "mapping": json.dumps({"kind": KIND.id}),
        "overlap": "skip",
        "rows_read": count,
        "rows_loaded": count,
        "rows_known": 0,
        "rows_skipped": "{}",
        "rows_quarantined": 0,
    }
    log.write_log(dbs["ledger"], entry)
    for table, rows in plans.rows.items():
        columns = next(c for t, c in SHEETS.values() if t == table)
        insert_rows(dbs["pay"], table, tuple(columns), rows, import_id)
    steps = (StepLog("read", count, count), StepLog("load", count, count))
    message = reports.loaded(count, 0, None, ImportedPlans(notes=_notes(as_dicts(plans.sheets))))
    return ImportReport(
        file=plans.file,
        outcome="loaded",
        kind=KIND.id,
        import_id=import_id,
        rows_read=count,
        rows_loaded=count,
        message=message,
        steps=steps,
    )


def _check_fixed(dbs: Mapping[str, Connection], plans: Plans) -> None:
    """An approved version never changes: only the same rows may come again."""
    live = log.live_imports(dbs["ledger"])
    sheets = as_dicts(plans.sheets)
    for plan in sheets["plan"]:
        fixed = approved_rows(dbs["pay"], str(plan["id"]), plan["version"], live)
        if fixed is not None and fixed != _comparable(str(plan["id"]), sheets):
            raise PlanFixed(plans.file, str(plan["id"]), str(plan["version"]))
        if is_for_other_days(dbs["pay"], str(plan["id"]), (plan["period_start"], plan["period_end"]), live):
            raise PlanOfOtherDays(plans.file, str(plan["id"]))
        keys = [str(c["key"]) for c in sheets.get("component", ()) if c["plan"] == plan["id"]]
        if why := breaks_closed(dbs["pay"], str(plan["id"]), str(plan["frequency"] or "year"), keys):
            raise PlanBreaksClosed(plans.file, str(plan["id"]), why)


def _notes(sheets: Mapping[str, list[dict[str, Value]]]) -> tuple[Text, ...]:
    """Scores and incentives that the plans need from other files."""
    scored = [problem_words.awaited_score(*pair) for pair in unknown_conditions(sheets)]
    overruled = [problem_words.overruled_incentive(*one) for one in overruled_incentives(sheets)]
    return (*scored, *(problem_words.awaited_incentive(plan) for plan in without_incentive(sheets)), *overruled)


def _comparable(plan_id: str, sheets: Mapping[str, list[dict[str, Value]]]) -> dict[str, list[str]]:
    """Table → its rows of one plan as sorted texts, whatever their order, without the approval."""
    tables: dict[str, list[str]] = {}
    for name, (table, columns) in SHEETS.items():
        rows = [r for r in sheets.get(name, ()) if r["id" if name == "plan" else "plan"] == plan_id]
        if rows:
            tables[table] = sorted(comparable({c: r[c] for c in columns}) for r in rows)
    return tables


@dataclass(frozen=True, slots=True)
class ImportedPlans:
    """A workbook of plans is loaded whole: nothing is skipped or set aside."""

    rows_skipped: dict[str, int] = field(default_factory=dict)
    rows_quarantined: int = 0
    notes: tuple[Text, ...] = ()


@dataclass(frozen=True, slots=True)
class _Place:
    """A sheet of a workbook that is being read, and whether a column of it is stored as numbers."""

    file: str
    sheet: str
    holds_numbers: Callable[[int, int], bool]  # column, first row; from 0


def _read_sheet(place: _Place, cells: list[list[str | None]], columns: Mapping[str, str]) -> PlanSheet:
    header = next((i for i, r in enumerate(cells) if any(trimmed(c) for c in r)), None)
    name = place.sheet
    if header is None:
        return PlanSheet(name, [])
    places = _locate_columns(place.file, name, cells[header], columns)
    letters = {column: get_column_letter(place + 1) for column, place in places.items()}
    rows: list[tuple[Value, ...]] = []
    numbers: list[int] = []
    for n, row in enumerate(cells[header + 1 :], start=header + 2):
        if any(trimmed(c) for c in row):
            rows.append(tuple(_read_cell(place, n, places.get(c), row, (c, t)) for c, t in columns.items()))
            numbers.append(n)
    return PlanSheet(name, rows, tuple(numbers), letters)


def _locate_columns(file: str, sheet: str, titles: list[str | None], columns: Mapping[str, str]) -> dict[str, int]:
    """Column → position; `from` and `to` are known by their stored names."""
    places: dict[str, int] = {}
    for i, title in enumerate(titles):
        name = fold(title or "").replace(" ", "_")
        for candidate in (name, *OTHER_NAMES.get(name, ())):
            if candidate in columns:
                places.setdefault(candidate, i)
    for column, kind in columns.items():
        if kind.endswith("!") and column not in places:
            raise MappingRefused(file, fill(words.MISSING_COLUMN, sheet=sheet, column=column))
    return places


def _read_cell(where: _Place, n: int, place: int | None, row: list[str | None], wanted: tuple[str, str]) -> Value:
    text = trimmed(row[place]) if place is not None else None
    column, kind = wanted
    why: Text | None = None
    try:
        value = _read_word(column, text) if kind.startswith("text") else _read_value(text, kind.removesuffix("!"))
        why = _refusal_reason(column, kind, value)
    except UnknownWord:
        why = _admitted_words(column)
    except (ValueError, InvalidOperation):
        why = words.UNREADABLE
    if text and place is not None and kind.startswith(("number", "integer")) and _EITHER.fullmatch(text):
        # A stored number arrives with a dot and without zeros at its end; only 1.125 can be a text or a number.
        is_number = "." in text and text[-1] not in "0%" and where.holds_numbers(place, n - 1)
        why = why if is_number else words.AMBIGUOUS
    if why is not None:
        letter = get_column_letter(place + 1) if place is not None else "?"
        raise CellRefused(where.file, where.sheet, f"{letter}{n}", text or "", why)
    return value


def _admitted_words(column: str) -> Text:
    return fill(words.ADMITTED_WORDS, words=", ".join(WORDS[column]))


class UnknownWord(ValueError):
    """A word that the column does not know."""


def _read_word(column: str, text: str | None) -> str | None:
    """A word as it is stored; columns without a list take any text. Raises UnknownWord."""
    if text is None or text in WORDS.get(column, ()):
        return text
    folded = fold(text).replace(" ", "_")
    folded = SAME.get(column, {}).get(folded, folded)
    if column not in WORDS:
        return folded if text in SAME.get(column, {}) else text
    if folded not in WORDS[column]:
        raise UnknownWord(text)
    return folded


def _read_value(text: str | None, kind: str) -> Value:
    """The typed value of a cell; raises ValueError or InvalidOperation."""
    if text is None:
        return None
    if kind == "flag":
        return _read_flag(text)
    if kind == "date":
        day = read_date(text.split(" ")[0].split("T")[0], DateStyle())
        if day is None:
            raise ValueError(text)
        return day
    number = Decimal(
        text.replace("\u202f", "").replace("\u00a0", "").replace(" ", "").replace(",", ".").removesuffix("%")
    )
    number = number / 100 if text.endswith("%") else number
    return int(number) if kind == "integer" and number.is_finite() and number == int(number) else number


def _read_flag(text: str) -> bool:
    value = listed_words("flag").get(fold(text))
    if value is None:
        raise ValueError(text)
    return value == "true"
