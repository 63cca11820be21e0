"""Files nobody prepared for: encodings, layouts, totals, values, workbooks, archives, and known programs' exports."""

from decimal import Decimal

import pytest

from kam_analytics.core.imports import ImportReport
from kam_analytics.core.scope import Role, Scope
from kam_analytics.ingest.dialogue.mapping import ColumnMapping
from kam_analytics.ingest.pipeline import run_import
from kam_analytics.warehouse.store import Store
from tests.ingest import odd_files, odd_workbooks, source_files
from tests.ingest.odd_files import Case

DIRECTOR = Scope("director", Role.DIRECTOR, (), None, sees_all_pay=True)
ODD = [
    *odd_files.LAYOUTS,
    *odd_files.TOTALS,
    *odd_files.VALUES,
    *odd_workbooks.WORKBOOKS,
    *odd_workbooks.MISNAMED,
    *odd_workbooks.SHEET_CASES,
    *odd_workbooks.FORMULA_CASES,
    *odd_workbooks.PAGE_CASES,
    *odd_workbooks.REFUSED_BY_NAME,
]
ACCOUNTS = {
    "revenue": "SELECT DISTINCT source_account FROM ledger.live_line ORDER BY 1",
    "opportunities": "SELECT DISTINCT account FROM ledger.opportunities ORDER BY 1",
}


def load(case: Case, store: Store, folder) -> ImportReport:
    path = folder / case.file
    path.write_bytes(case.content)
    return run_import(store, path, mapping=ColumnMapping(answers=case.answers), scope=DIRECTOR)


def values(store: Store, query: str) -> tuple[object, ...]:
    with store.connect() as db:
        return tuple(row[0] for row in db.execute(query).fetchall())


def check(case: Case, report: ImportReport, store: Store) -> None:
    assert (report.outcome, tuple(q.id for q in report.questions)) == (case.outcome, case.asks), report.message.en
    assert case.says in report.message.fr
    if case.outcome != "loaded":
        return
    assert report.balances
    assert (report.rows_loaded, report.rows_quarantined) == (case.rows, case.quarantined), report.message.en
    assert report.kind == (case.kind or "revenue")
    if report.amount_total is not None:
        assert report.amount_total == Decimal(case.total)
    if case.skipped is not None:
        assert report.rows_skipped == case.skipped
    if case.accounts is not None:
        assert values(store, ACCOUNTS[str(report.kind)]) == case.accounts


@pytest.mark.parametrize("case", ODD, ids=lambda c: c.name)
def test_an_odd_file_gives_its_lines_to_the_cent_or_the_right_question(case, store, tmp_path):
    check(case, load(case, store, tmp_path), store)


@pytest.mark.parametrize("case", odd_files.ENCODINGS, ids=lambda c: c.name)
def test_accents_survive_every_encoding(case, store, tmp_path):
    check(case, load(case, store, tmp_path), store)
    names = values(store, "SELECT DISTINCT account_name FROM ledger.live_line")
    assert "Pâtisserie Élégante" in names


@pytest.mark.parametrize("case", source_files.SOURCES, ids=lambda c: c.name)
def test_an_export_of_a_known_program_goes_in_without_a_question(case, store, tmp_path):
    check(case, load(case, store, tmp_path), store)


def test_hidden_columns_of_dynamics_and_bank_columns_of_sage_are_nowhere_in_the_store(store, tmp_path):
    for name in ("Dynamics 365", "Sage 50 customers"):
        case = next(c for c in source_files.SOURCES if c.name == name)
        load(case, store, tmp_path)
    store_bytes = b"".join(p.read_bytes() for p in store.folder.rglob("*.duckdb"))
    kept = values(store, "SELECT to_json(o)::VARCHAR FROM ledger.opportunities o") + values(
        store, "SELECT to_json(a)::VARCHAR FROM ledger.accounts a"
    )
    for secret in ("a1B2==", "8f2c-1", "FR7630006000011234567890189", "AGRIFRPP", "0102030405"):
        assert not any(secret in str(row) for row in kept)
        assert secret.encode() not in store_bytes


def test_grouped_lines_without_proof_are_asked_about_and_totals_among_them_never_load(store, tmp_path):
    titles = ("Raison sociale", "Date facture", "Montant HT")
    lines = (
        ("Alcyon", "15/01/2024", "10,00"),
        ("", "16/01/2024", "5,00"),
        ("Borel", "17/01/2024", "2,00"),
        ("", "18/01/2024", "1,00"),
        ("", "", "18,00"),
    )
    content = odd_files.table(*lines, titles=titles)
    asked = Case("asked", "f.csv", content, outcome="ask", asks=("grouped",))
    check(asked, load(asked, store, tmp_path), store)
    carried = Case(
        "carried",
        "f.csv",
        content,
        4,
        "18.00",
        answers={"grouped": "carry"},
        skipped={"total": 1},
        accounts=("Alcyon", "Borel"),
    )
    check(carried, load(carried, store, tmp_path), store)


@pytest.mark.parametrize("case", source_files.WIDE_FILES, ids=lambda c: c.name)
def test_customers_by_months_go_in_after_one_question(case, store, tmp_path):
    unanswered = Case(case.name, case.file, case.content)
    report = load(unanswered, store, tmp_path)
    assert (report.outcome, [q.id for q in report.questions]) == ("ask", ["wide"])
    assert case.answers["wide"] in report.questions[0].choices
    check(case, load(case, store, tmp_path), store)
