"""Amounts in a currency without an exchange rate: the user decides, they are never taken as one to one."""

from datetime import date
from pathlib import Path

from kam_analytics.core.imports import ImportQuestion
from kam_analytics.core.text import Text
from kam_analytics.ingest.write.prepared_import import PreparedImport
from kam_analytics.language.imports import questions, reports
from kam_analytics.warehouse.money import iso, reporting_currency
from kam_analytics.warehouse.sql_files import statement
from kam_analytics.warehouse.store import Connection

SQL = Path(__file__).parent / "sql"


def open_question(ledger: Connection, prepared: PreparedImport) -> ImportQuestion | None:
    """The question that is open about the currencies of a file.

    Answers: `wait`, its lines without a rate stay outside every figure; `reporting`, the amounts are in the reporting
    currency already, and the column is dropped.
    """
    if prepared.kind.table != "line" or "currency" not in prepared.layout.nodes:
        return None
    answer, currency = prepared.mapping.answer("currency"), reporting_currency()
    if answer == "reporting":
        prepared.stage.db.execute(statement(SQL, "clear_currency"))
    if answer in ("wait", "reporting"):
        return None
    rated = _first_rates(ledger)
    lacking = [c for c, first in _currencies(prepared) if c != currency and (c not in rated or rated[c] > first)]
    return questions.which_currency(lacking, currency) if lacking else None


def notes(prepared: PreparedImport) -> list[Text]:
    """The note on a total over several currencies."""
    if prepared.kind.table != "line" or "currency" not in prepared.layout.nodes:
        return []
    reporting = reporting_currency()
    foreign = [code for code, _ in _currencies(prepared) if code != reporting]
    return [reports.converted(foreign, reporting)] if foreign else []


def _currencies(prepared: PreparedImport) -> list[tuple[str, date]]:
    """Each currency of the rows to load, with its first day."""
    rows = prepared.stage.db.execute(statement(SQL, "currencies_of_file", currency=iso("currency"))).fetchall()
    return [(str(code), first) for code, first in rows]


def _first_rates(ledger: Connection) -> dict[str, date]:
    """Each currency with a rate, and the day of its first one."""
    rows = ledger.execute(statement(SQL, "first_rates", currency=iso("currency"))).fetchall()
    return {str(code): first for code, first in rows}
