"""Amounts in another currency than the figures: converted, left waiting, or asked; never taken as one to one.

Invoice lines stay in their currency and are converted where they are read (ADR 8). Other kinds have no such reading:
their amounts are converted with the rates that are loaded, or the user decides.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

from kam_analytics.core.imports import ImportQuestion
from kam_analytics.core.kinds import Type
from kam_analytics.core.text import Text
from kam_analytics.ingest.values.typed_rows import set_keys
from kam_analytics.ingest.write.prepared_import import PreparedImport
from kam_analytics.language.imports import questions, reports
from kam_analytics.warehouse.money import iso, reporting_currency
from kam_analytics.warehouse.sql_files import statement
from kam_analytics.warehouse.store import Connection

SQL = Path(__file__).parent / "sql"

REPORTING, WAIT, LEAVE = "reporting", "wait", "leave"


@dataclass(frozen=True, slots=True)
class ForeignAmount:
    """The rows to load of one currency: their first day, their amount as written."""

    code: str
    first: date | None
    amount: Decimal


def settle(ledger: Connection | None, prepared: PreparedImport) -> ImportQuestion | None:
    """Convert what can be; the question that is open about the currencies of a file.

    ledger: holds the rates; None where there is no store, and so none. Answers: `reporting`, the amounts are in the
    reporting currency already; for invoice lines `wait`, those without a rate stay outside every figure; for other
    kinds `leave`, they are not loaded.
    """
    if prepared.kind.money is None or "currency" not in prepared.layout.nodes:
        return None
    answer, is_line = prepared.mapping.answer("currency"), prepared.kind.table == "line"
    if answer == REPORTING:
        prepared.stage.db.execute(statement(SQL, "clear_currency"))
    if answer in (REPORTING, WAIT if is_line else LEAVE):
        return None
    foreign = [f for f in amounts(prepared) if f.code != reporting_currency()]
    rated = _first_rates(ledger) if ledger is not None else {}
    lacking = [f for f in foreign if f.code not in rated or (f.first is not None and rated[f.code] > f.first)]
    if lacking:
        return questions.which_currency([(f.code, f.amount) for f in lacking], reporting_currency(), is_line)
    if foreign and not is_line and ledger is not None:
        _convert(ledger, prepared)
    return None


def notes(prepared: PreparedImport) -> list[Text]:
    """The note on a total over several currencies."""
    if prepared.kind.money is None or "currency" not in prepared.layout.nodes:
        return []
    reporting = reporting_currency()
    foreign = [f.code for f in amounts(prepared) if f.code != reporting]
    if not foreign:
        return []
    is_line = prepared.kind.table == "line"
    return [reports.converted(foreign, reporting) if is_line else reports.converted_at_import(foreign, reporting)]


def amounts(prepared: PreparedImport) -> list[ForeignAmount]:
    """Each currency of the rows to load."""
    query = statement(
        SQL,
        "currencies_of_file",
        currency=iso("currency"),
        day=prepared.kind.day or "NULL::DATE",
        money=prepared.kind.money or "0",
    )
    rows = prepared.stage.db.execute(query).fetchall()
    return [ForeignAmount(str(code), first, Decimal(amount or 0)) for code, first, amount in rows]


def _convert(ledger: Connection, prepared: PreparedImport) -> None:
    """Convert every amount by the last rate on or before the day of its row."""
    rates = ledger.execute(statement(SQL, "rates", currency=iso("currency"))).fetchall()
    db, kind = prepared.stage.db, prepared.kind
    columns = {"codes": [r[0] for r in rates], "days": [r[1] for r in rates], "rates": [r[2] for r in rates]}
    db.execute(statement(SQL, "create_rates"), columns)
    fields = [f.name for f in kind.fields if f.type is Type.MONEY and f.name in prepared.layout.nodes]
    converted = ", ".join(f"{name} = round({name} * rated.rate, 2)::DECIMAL(18, 4)" for name in fields)
    db.execute(statement(SQL, "convert", converted=converted, currency=iso("currency"), day=kind.day or "NULL::DATE"))
    set_keys(prepared.stage, kind)


def _first_rates(ledger: Connection) -> dict[str, date]:
    """Each currency with a rate, and the day of its first one."""
    rows = ledger.execute(statement(SQL, "first_rates", currency=iso("currency"))).fetchall()
    return {str(code): first for code, first in rows}
