"""The imports of a store: their list, their withdrawal, and their lines to correct."""

import json
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Font

from kam_analytics.core.errors import NotAllowed, PlanInUse, UnknownImport
from kam_analytics.core.scope import Scope
from kam_analytics.core.text import Lang, Text
from kam_analytics.ingest.write import earlier_imports, rights
from kam_analytics.language.imports import lines_to_correct as words
from kam_analytics.warehouse import trail
from kam_analytics.warehouse.store import Store


@dataclass(frozen=True, slots=True)
class Imported:
    """One row of the list of imports."""

    import_id: int
    file: str
    kind: str
    state: str  # live, withdrawn or erased
    imported_at: datetime  # UTC
    imported_by: str
    rows_read: int
    rows_loaded: int
    rows_known: int
    rows_skipped: dict[str, int]
    rows_quarantined: int
    amount_total: Decimal | None
    first_on: date | None
    last_on: date | None
    withdrawn_at: datetime | None
    withdrawn_by: str | None
    sent_by: str | None  # who sent the file, where somebody else accepted it


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """The figures before and after an import is taken back."""

    import_id: int
    file: str
    kind: str
    revenue_before: Decimal
    revenue_after: Decimal
    lines_before: int
    lines_after: int
    accounts_before: int
    accounts_after: int
    months: tuple[date, ...]  # first days of the months touched
    rows_leaving: int  # rows of the import that stop counting
    rows_returning: int  # rows of later imports that had been skipped as known


def imports(store: Store) -> list[Imported]:
    """Every import, the latest first."""
    return [
        Imported(**{**row, "rows_skipped": json.loads(row["rows_skipped"])})
        for row in earlier_imports.list_imports(store)
    ]


def withdrawal_preview(store: Store, import_id: int) -> Withdrawal:
    """The change of figures that `withdraw` would bring. Raises UnknownImport."""
    facts = earlier_imports.figures_without(store, import_id)
    if facts is None:
        raise UnknownImport(import_id)
    return Withdrawal(**facts)


def withdraw(store: Store, import_id: int, scope: Scope) -> Withdrawal:
    """Take an import back; lines that others had skipped as its duplicates count again.

    Errors
        UnknownImport; PlanInUse; NotAllowed below director and controller, except for a KAM's own kinds.
    """
    change = withdrawal_preview(store, import_id)
    rights.check_kind(scope, change.kind)
    if not scope.sees_all and earlier_imports.importer(store, import_id) != scope.viewer:
        raise NotAllowed(Text(fr=f"retrait de l’import {import_id}", en=f"withdrawal of import {import_id}"))
    if change.kind == "pay_plans" and earlier_imports.is_closed_on(store, import_id):
        raise PlanInUse(import_id)
    earlier_imports.withdraw(store, import_id, scope.viewer)
    trail.record(store.folder, trail.Event.WITHDRAWN, scope.viewer, import_id=import_id, kind=change.kind)
    return change


def to_correct(store: Store, import_id: int, lang: Lang) -> bytes:
    """A workbook of the rows set aside: the mapped columns as the file wrote them, then rule and reason.

    Only mapped columns are stored, so bank details, phones and addresses of the file are not in it; a note says so.
    """
    rows = earlier_imports.rejected_cells(store, import_id)
    titles = list(dict.fromkeys(t for row in rows for t in row["raw"]))
    book = Workbook()
    del book[book.active.title]
    sheet = book.create_sheet(words.SHEET.in_(lang))
    heads = [words.ROW.in_(lang), *titles, words.RULE.in_(lang), words.REASON.in_(lang)]
    for column, head in enumerate(heads, start=1):
        _text(sheet.cell(1, column), head)
        sheet.cell(1, column).font = Font(bold=True)
    for line, row in enumerate(_by_row(rows, lang), start=2):
        sheet.cell(line, 1, row["row_no"])
        for column, title in enumerate(titles, start=2):
            _text(sheet.cell(line, column), row["raw"].get(title) or "")
        _text(sheet.cell(line, len(titles) + 2), row["rule"])
        _text(sheet.cell(line, len(titles) + 3), row["reason"])
    _text(sheet.cell(len(_by_row(rows, lang)) + 3, 1), words.NOTE.in_(lang))
    sheet.freeze_panes = "A2"
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _by_row(rows: list[dict[str, Any]], lang: Lang) -> list[dict[str, Any]]:
    """One entry for each row of the file, its rules and reasons together."""
    by_row: dict[int, dict[str, Any]] = {}
    for row in rows:
        reason = (
            f"{row['column_name']} : {row['reason_fr']}"
            if lang == "fr"
            else f"{row['column_name']}: {row['reason_en']}"
        )
        entry = by_row.setdefault(row["row_no"], {**row, "rule": "", "reason": ""})
        entry["rule"] = ", ".join(filter(None, [entry["rule"], row["rule"]]))
        entry["reason"] = " ".join(filter(None, [entry["reason"], reason]))
    return list(by_row.values())


def _text(cell: Any, text: str) -> None:
    """Store a text as a text, also when it starts like a formula."""
    cell.value = text
    cell.data_type = "s"
