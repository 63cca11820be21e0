"""Tables derived from the lines: which lines count, when they were paid, the months and days, the codes in use."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from kam_analytics.warehouse.sql_files import statement
from kam_analytics.warehouse.store import Connection

SQL = Path(__file__).parent / "sql"
FEWER = 10
"""Deriving the touched cells alone reads the same lines: below a tenth of the cells it takes a sixth of the time."""


@dataclass(frozen=True, slots=True)
class RepeatedLines:
    """Lines of a new import that were already in the store, and stored lines with a new due or payment day."""

    lines: int = 0
    updated: int = 0


def include(ledger: Connection, import_id: int) -> RepeatedLines:
    """Derive again after the lines of a new import were added."""
    span = _span(ledger, import_id)
    if span is None:
        return RepeatedLines()
    facts = {"import_id": import_id, "first_on": span[0], "last_on": span[1]}
    ledger.execute(statement(SQL, "known_of_new_import"), facts)
    ledger.execute(statement(SQL, "touched_cells"), {"import_id": import_id})
    if _is_small(ledger, *span):
        _touched_again(ledger, *span)
    else:
        _again(ledger, *span)
    query = statement(SQL, "count_known_lines")
    lines = int(ledger.execute(query, {"import_id": import_id}).fetchall()[0][0])
    ledger.execute(statement(SQL, "keys_told_again"), {"import_id": import_id})
    return RepeatedLines(lines, _tell_again(ledger, *span))


def reconsider(ledger: Connection, import_id: int) -> None:
    """Derive again after the state of an import was flipped: lines skipped as its duplicates come back."""
    span = _span(ledger, import_id)
    if span is None:
        return
    ledger.execute(statement(SQL, "touched_keys"), {"import_id": import_id})
    ledger.execute(statement(SQL, "forget_known"))
    ledger.execute(statement(SQL, "known_again"))
    _again(ledger, *span)
    _tell_again(ledger, *span)


def _tell_again(ledger: Connection, first: date, last: date) -> int:
    """Derive again the due and payment days of the lines with a touched key; returns how many have another day."""
    ledger.execute(statement(SQL, "lines_told_again"), {"first_on": first, "last_on": last})
    ledger.execute(statement(SQL, "told_now"))
    ledger.execute(statement(SQL, "forget_told"))
    return int(ledger.execute(statement(SQL, "told_again")).fetchall()[0][0])


def _is_small(ledger: Connection, first: date, last: date) -> bool:
    query = statement(SQL, "is_small")
    return bool(ledger.execute(query, {**_months(first, last), "times": FEWER}).fetchall()[0][0])


def _touched_again(ledger: Connection, first: date, last: date) -> None:
    """Derive again the months and days of the touched codes alone, and the list of customer codes."""
    ledger.execute(statement(SQL, "touched_live_lines"), _months(first, last))
    ledger.execute(statement(SQL, "clear_touched_months"))
    ledger.execute(statement(SQL, "clear_touched_days"))
    _derive(ledger, first, last, "touched_live_line")


def _again(ledger: Connection, first: date, last: date) -> None:
    """Derive again the months from `first` to `last`, their days, and the list of customer codes."""
    ledger.execute(statement(SQL, "clear_months"), _months(first, last))
    ledger.execute(statement(SQL, "clear_days"), _months(first, last))
    _derive(ledger, first, last, "live_line")


def _derive(ledger: Connection, first: date, last: date, lines: str) -> None:
    ledger.execute(statement(SQL, "rebuild_months", lines=lines), _months(first, last))
    ledger.execute(statement(SQL, "rebuild_days", lines=lines), _months(first, last))
    ledger.execute(statement(SQL, "clear_accounts"))
    ledger.execute(statement(SQL, "rebuild_accounts"))


def _months(first: date, last: date) -> dict[str, date]:
    return {"from_month": first.replace(day=1), "to_month": last.replace(day=1)}


def _span(ledger: Connection, import_id: int) -> tuple[date, date] | None:
    query = statement(SQL, "span_of_import")
    first, last = ledger.execute(query, {"import_id": import_id}).fetchall()[0]
    return None if first is None else (first, last)
