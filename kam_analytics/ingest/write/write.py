"""Writes a prepared file into the parts of the store, in the transaction it is given."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa

from kam_analytics.core.imports import ImportQuestion, ImportReport, StepLog
from kam_analytics.core.text import Text
from kam_analytics.ingest.write import compare, corrections, currencies, log
from kam_analytics.ingest.write import double_counting as double
from kam_analytics.ingest.write.prepared_import import PreparedImport, quarantine_to_write, rows_to_write, span
from kam_analytics.language.imports import questions, reports
from kam_analytics.warehouse import mart
from kam_analytics.warehouse.sql_files import statement
from kam_analytics.warehouse.store import Connection

SQL = Path(__file__).parent / "sql"

MATCHING = 0.95  # share of the lines on common dates from which a file without invoice numbers is the same export


@dataclass(eq=False)
class StillOpen(Exception):
    """A question that only the stored lines raise; the change is cancelled."""

    question: ImportQuestion


def write(dbs: Mapping[str, Connection], prepared: PreparedImport, import_id: int, who: str) -> ImportReport:
    """Insert the rows, derive what follows from them, log the import. Raises StillOpen."""
    ledger = dbs["ledger"]
    if question := currencies.settle(ledger, prepared):
        raise StillOpen(question)
    _log(ledger, prepared, import_id, who)
    rows = _insert_rows(dbs, prepared, import_id)
    notes = [*_compared(ledger, prepared, import_id), *currencies.notes(prepared)]
    derived = _derive(dbs, prepared, import_id)
    notes += [reports.days_updated(derived.updated), _people_not_named(ledger, prepared, import_id)]
    _insert_quarantine(ledger, prepared, import_id)
    loaded, total = rows - derived.lines, _loaded_total(dbs, prepared, import_id)
    counts = {"rows_loaded": loaded, "rows_known": derived.lines, "amount_total": total}
    log.update_counts(ledger, import_id, counts)
    if prepared.mapping.as_json():
        log.remember(dbs["workspace"], prepared.fingerprint, prepared.kind.id, prepared.mapping, who)
    return _report(prepared, import_id, derived.lines, total, notes)


def _report(
    prepared: PreparedImport, import_id: int, repeated: int, total: Decimal | None, notes: list[Text]
) -> ImportReport:
    """The report of a loaded file; `repeated`: rows that the store held already."""
    tally = prepared.tally
    rows = tally.loaded
    return ImportReport(
        file=prepared.file,
        outcome="loaded",
        kind=prepared.kind.id,
        import_id=import_id,
        rows_read=tally.read,
        rows_loaded=rows - repeated,
        rows_known=repeated,
        rows_skipped=tally.skipped,
        rows_quarantined=tally.quarantined,
        amount_total=total,
        message=reports.joined([reports.loaded(rows - repeated, repeated, total, prepared), *notes]),
        rejected=prepared.rejections,
        steps=(*tally.steps, StepLog("load", rows, rows - repeated)),
        profile=prepared.profile,
    )


def stored_fields(prepared: PreparedImport) -> tuple[str, ...]:
    """The columns of the kind's own table that the file fills."""
    derived = {"period_end", *(["margin"] if "cost" in prepared.layout.nodes else [])}
    filled = {*prepared.layout.nodes, *derived}
    names = [f.name for f in prepared.kind.fields if f.part is None and f.stored and f.name in filled]
    if prepared.kind.table == "line":
        return ("source_account", *(n for n in names if n not in ("account_id", "cost")))
    return ("source_account", *names) if "account_id" in prepared.kind.names else tuple(names)


def _log(ledger: Connection, prepared: PreparedImport, import_id: int, who: str) -> None:
    first, last = span(prepared.stage, prepared.kind)
    entry: dict[str, Any] = {
        "import_id": import_id,
        "file": prepared.file,
        "kind": prepared.kind.id,
        "sha256": prepared.sha256,
        "state": "live",
        "imported_by": who,
        "fingerprint": prepared.fingerprint,
        "mapping": json.dumps(prepared.applied_mapping),
        "overlap": prepared.mapping.answer("overlap") or "skip",
        "rows_read": prepared.tally.read,
        "rows_loaded": 0,
        "rows_known": 0,
        "rows_skipped": json.dumps(prepared.rows_skipped),
        "rows_quarantined": prepared.rows_quarantined,
        "amount_total": None,
        "first_on": first,
        "last_on": last,
    }
    log.write_log(ledger, entry)


def _insert_rows(dbs: Mapping[str, Connection], prepared: PreparedImport, import_id: int) -> int:
    fields = stored_fields(prepared)
    apart = tuple(f.name for f in prepared.kind.fields if f.part is not None and f.name in prepared.layout.nodes)
    rows = rows_to_write(prepared, (*fields, *apart))
    _insert(dbs[prepared.kind.part], prepared.kind.table, fields, rows, import_id)
    if apart:
        identity = prepared.kind.natural_key
        _insert(dbs["pay"], f"{prepared.kind.table}_pay", (*identity, *apart), rows, import_id, with_raw=False)
    return int(rows.num_rows)


def _insert(
    db: Connection, table: str, fields: tuple[str, ...], rows: pa.Table, import_id: int, with_raw: bool = True
) -> None:
    names = ["import_id", "row_no", "key", "occurrence", *fields, *(["raw"] if with_raw else [])]
    picked = ", ".join(names[1:])
    db.register("incoming", rows)
    db.execute(
        statement(SQL, "insert_rows", table=table, names=", ".join(names), import_id=int(import_id), picked=picked)
    )
    db.unregister("incoming")


def _compared(ledger: Connection, prepared: PreparedImport, import_id: int) -> list[Text]:
    """Notes on invoices that the store holds with other lines; they are replaced where that was the answer."""
    if prepared.kind.id != "revenue" or "invoice_no" not in prepared.layout.nodes:
        return []
    difference = compare.of_import(ledger, import_id, prepared.fingerprint)
    if difference is None:
        return []
    if difference.corrects and prepared.mapping.answer(corrections.CORRECTIONS) == corrections.ASK:
        raise StillOpen(corrections.which_corrections(difference))
    replaces = difference.corrects and prepared.mapping.answer(corrections.CORRECTIONS) == corrections.REPLACE
    if replaces:
        compare.supersede(ledger, import_id)
    return [*corrections.corrected(difference, replaces), *corrections.gone(difference)]


def _derive(dbs: Mapping[str, Connection], prepared: PreparedImport, import_id: int) -> mart.RepeatedLines:
    """Derive months, days and accounts from the new rows; returns the lines that the store held already."""
    if prepared.kind.table != "line":
        return mart.RepeatedLines(_repeated_rows(dbs, prepared, import_id))
    _check_double_counting(dbs["ledger"], prepared, import_id)
    if "invoice_no" not in prepared.layout.nodes:
        _check_overlap(dbs["ledger"], prepared, import_id)
    return mart.include(dbs["ledger"], import_id)


def _check_double_counting(ledger: Connection, prepared: PreparedImport, import_id: int) -> None:
    """A FEC and invoices of the same days would count the same revenue twice. Raises StillOpen without an answer."""
    others, answer = double.same_days(ledger, import_id, prepared.kind), prepared.mapping.answer("double")
    if not others or answer == "add":
        return
    if answer != "replace" or prepared.kind.id == "fec":
        raise StillOpen(questions.which_of_two(others, prepared.kind.id == "fec"))
    double.replace_by(ledger, import_id, others)


def _check_overlap(ledger: Connection, prepared: PreparedImport, import_id: int) -> None:
    """Without invoice numbers equal lines may be other sales: by how many match, or by the answer. Raises StillOpen."""
    answer = prepared.mapping.answer("overlap")
    if answer != "add":
        common, matching = ledger.execute(statement(SQL, "overlap"), {"import_id": import_id}).fetchall()[0]
        share = matching / common if common else 0.0
        if answer is None and 0 < share < MATCHING:
            raise StillOpen(questions.which_overlap(share, int(common)))
        return
    ledger.execute(statement(SQL, "shift_occurrences"), {"import_id": import_id})


def _repeated_rows(dbs: Mapping[str, Connection], prepared: PreparedImport, import_id: int) -> int:
    """Rows that another live import already holds, cell for cell."""
    fields = ", ".join(f.name for f in prepared.kind.fields if f.part is None and f.stored)
    live = [
        int(row[0])
        for row in dbs["ledger"]
        .execute(
            statement(SQL, "live_imports_of_kind"),
            {"k": prepared.kind.id, "i": import_id},
        )
        .fetchall()
    ]
    if not live:
        return 0
    query = statement(SQL, "count_repeated_facts", fields=fields, table=prepared.kind.table)
    return int(dbs[prepared.kind.part].execute(query, {"i": import_id, "live": live}).fetchall()[0][0])


def _people_not_named(ledger: Connection, prepared: PreparedImport, import_id: int) -> Text:
    """A note on people of the store whom this file of people does not name: files drop leavers."""
    if prepared.kind.id != "people":
        return reports.NOTHING_TO_SAY
    query = statement(SQL, "count_people_not_named")
    return reports.people_not_named(int(ledger.execute(query, {"i": import_id}).fetchall()[0][0]))


def _insert_quarantine(ledger: Connection, prepared: PreparedImport, import_id: int) -> None:
    if not prepared.rows_quarantined:
        return
    rows = quarantine_to_write(prepared)
    rules = ("required", "readable", "width")
    reasons = {
        "rules": list(rules),
        "fr": [reports.REJECTIONS[r].fr for r in rules],
        "en": [reports.REJECTIONS[r].en for r in rules],
    }
    ledger.register("incoming", rows)
    ledger.execute(
        statement(SQL, "insert_quarantine", import_id=int(import_id)),
        reasons,
    )
    ledger.unregister("incoming")


def _loaded_total(dbs: Mapping[str, Connection], prepared: PreparedImport, import_id: int) -> Decimal | None:
    """Sum of the money of the rows that were loaded, without the lines that the store held already."""
    if prepared.kind.money is None:
        return None
    table = "live_line" if prepared.kind.table == "line" else prepared.kind.table
    query = statement(SQL, "loaded_total", money=prepared.kind.money, table=table)
    total = dbs[prepared.kind.part].execute(query, {"i": import_id}).fetchall()[0][0]
    return None if total is None else Decimal(total)


def undo(dbs: Mapping[str, Connection], prepared: PreparedImport, import_id: int) -> None:
    """Take back the rows of an import whose question came up while writing."""
    dbs[prepared.kind.part].execute(statement(SQL, "delete_rows", table=prepared.kind.table), {"i": import_id})
    dbs["ledger"].execute(statement(SQL, "delete_log"), {"i": import_id})
