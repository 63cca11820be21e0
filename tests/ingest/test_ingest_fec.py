"""The FEC: revenue by client to the cent, in every variant, and nothing else of the file anywhere."""

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from kam_analytics.core.imports import ImportReport
from kam_analytics.ingest.dialogue.mapping import ColumnMapping
from kam_analytics.ingest.history import imports, to_correct, withdraw
from kam_analytics.ingest.inspection import inspect
from kam_analytics.ingest.pipeline import run_import
from kam_analytics.ingest.preview import preview
from kam_analytics.warehouse.store import Store
from tests.facts import DIRECTOR
from tests.ingest import fec_files
from tests.ingest.fec_files import CLIENTS, EXPECTED, Line, other, sale, shuffled, written, year
from tests.third_party import shared

VARIANTS: dict[str, dict[str, object]] = {
    "as the law says": {},
    "byte order mark": {"encoding": "utf-8-sig"},
    "pipe, cp1252": {"separator": "|", "encoding": "cp1252"},
    "semicolon, iso-8859-15": {"separator": ";", "encoding": "iso8859-15"},
    "cp850, CR CR LF": {"encoding": "cp850", "end": "\r\r\n"},
    "UTF-16": {"encoding": "utf-16"},
    "one amount and its side": {"sides": True},
    "trailing separator": {"separator": "|", "trailing": True},
    "quotes": {"separator": ";", "quotes": True},
    "other casing": {"end": "\n", "titles": {"PieceRef": "pieceRef", "Debit": "DEBIT", "JournalCode": "journal_code"}},
    "cash-basis columns": {"extra": ("DateRglt", "ModeRglt", "NatOp", "IdClient")},
    "blank for zero": {"cell": {"0,00": ""}},
}


def put(store: Store, path: Path, **options: object) -> ImportReport:
    return run_import(store, path, scope=DIRECTOR, **options)  # type: ignore[arg-type]


def by_client(store: Store) -> dict[str | None, Decimal]:
    with store.connect() as db:
        rows = db.execute("SELECT source_account, sum(amount) FROM ledger.live_line GROUP BY 1").fetchall()
    return dict(rows)


def loaded(store: Store, folder: Path, lines: Sequence[Line], **variant: object) -> ImportReport:
    return put(store, written(folder / "fec.txt", lines, **variant))  # type: ignore[arg-type]


def test_the_profile_is_that_of_any_file(store, tmp_path):
    path = written(tmp_path / "fec.txt", year())
    profile = put(store, path).profile
    assert (profile.total, profile.accounts) == (2190, 3)
    assert (profile.first, profile.last) == (date(2024, 1, 15), date(2024, 12, 31))
    assert [(r.name, r.rows, r.amount) for r in profile.months[:3]] == [
        ("2024-01", 1, 1000),
        ("2024-02", 1, 400),
        ("2024-03", 2, -120),
    ]
    assert [(r.name, r.amount) for r in profile.largest] == [("C001", 1280), ("C002", 500), ("C003", 300)]
    assert [(r.name, r.rows) for r in profile.left_out] == [("not revenue", 22)]
    assert inspect(path).profile == preview(path).profile == profile


def test_two_companies_write_the_same_titles_and_are_not_compared(store, tmp_path):
    put(store, written(tmp_path / "small.txt", [line for number in range(30) for line in _invoice(number, "10")]))
    large = written(tmp_path / "large.txt", [line for number in range(90) for line in _invoice(number, "90000")])
    assert put(store, large).outcome == "loaded"


def _invoice(number: int, amount: str) -> list[Line]:
    return sale(f"V{number}", "20240115", [("706000", "Services", amount)], [f"C{number:03d}"])


@pytest.mark.parametrize("variant", VARIANTS.values(), ids=VARIANTS.keys())
def test_every_variant_gives_the_same_revenue_by_client(store, tmp_path, variant):
    path = written(tmp_path / "123456789FEC20241231.txt", year(), **variant)
    assert (inspect(path).outcome, inspect(path).kind) == ("table", "fec")
    report = put(store, path)
    assert (report.outcome, report.kind, report.amount_total) == ("loaded", "fec", Decimal(2190))
    assert by_client(store) == EXPECTED
    assert report.balances
    assert report.rows_skipped == {"not revenue": len(year()) - 8}
    with store.connect() as db:
        names = db.execute("SELECT DISTINCT source_account, account_name FROM ledger.live_line").fetchall()
    assert {c: n for c, n in names if c} == {c: CLIENTS[c] for c in ("C001", "C002", "C003")}


@pytest.mark.parametrize("style", [lambda t: f"{t[6:]}/{t[4:6]}/{t[:4]}", lambda t: f"{t[:4]}-{t[4:6]}-{t[6:]}"])
def test_days_may_be_written_another_way_and_amounts_with_a_dot(store, tmp_path, style):
    cells = {line.day: style(line.day) for line in year()}
    amounts = {line.cells[n]: line.cells[n].replace(",", ".") for line in year() for n in ("Debit", "Credit")}
    loaded(store, tmp_path, year(), cell={**cells, **amounts})
    assert by_client(store) == EXPECTED
    with store.connect() as db:
        days = db.execute("SELECT min(date), max(date) FROM ledger.live_line").fetchall()
    assert days == [(date(2024, 1, 15), date(2024, 12, 31))]


def test_a_workbook_with_numbers_in_its_cells_is_a_fec_too(store, tmp_path):
    book = openpyxl.Workbook()
    book.active.append(fec_files.TITLES)
    for cells in (line.cells for line in year()):
        amounts = {n: float(cells[n].replace(",", ".")) for n in ("Debit", "Credit")}
        whole = {n: int(cells[n]) for n in ("EcritureNum", "EcritureDate", "CompteNum")}
        book.active.append(list({**cells, **amounts, **whole}.values()))
    book.save(tmp_path / "fec.xlsx")
    assert put(store, tmp_path / "fec.xlsx").outcome == "loaded"
    assert by_client(store) == EXPECTED


def test_class_credit_notes_rebates_and_payment_days(store, tmp_path):
    report = loaded(store, tmp_path, year())
    with store.connect() as db:
        rows = db.execute("SELECT invoice_no, document_class, paid_on, product_family FROM ledger.live_line").fetchall()
    found = {r[0]: r[1:] for r in rows if r[0]}
    assert found["F1"] == ("invoice", date(2024, 2, 28), "Prestations")  # the bank line under the same letters
    assert found["F6"][1] == date(2024, 8, 1)  # no bank line: the day of the lettering
    assert (found["F2"][1], found["AV3"][0], found["RFA"][0]) == (None, "credit_note", "rebate")
    assert "2 lignes portent une date de règlement" in report.message.fr


def test_the_report_says_what_has_no_client_why_and_what_a_fec_allows(store, tmp_path):
    report = loaded(
        store, tmp_path, [*year(), *sale("8", "20240701", [("706000", "Prestations", "80.00")], ["C001", "C002"])]
    )
    for part in (
        "plusieurs clients dans l’écriture (80,00",
        "factures à établir (418) (60,00",
        "sans compte client (50,00",
    ):
        assert part in report.message.fr
    assert "ne dit rien des articles" in report.message.fr
    assert "exercice précédent" in report.message.fr
    assert by_client(store)[None] == 190
    last = put(store, written(tmp_path / "2025.txt", year(2025)))
    assert "exercice précédent" not in last.message.fr


def test_the_year_of_the_demonstration_is_no_base(store, tmp_path):
    demo = written(tmp_path / "demo.txt", year(2023))
    put(store, demo, demonstration=True)
    assert "exercice précédent" in loaded(store, tmp_path, year()).message.fr


def test_nothing_else_of_the_file_reaches_the_store(store, tmp_path):
    broken = [replace(line, day="20241399") if line.number == "5" else line for line in year()]
    report = loaded(store, tmp_path, broken)
    assert report.rows_quarantined == 1
    texts = (fec_files.SALARY, fec_files.PERSON, "Zéphyrin", "641100", "Banque")
    stored = b"".join(p.read_bytes() for p in store.folder.iterdir() if p.is_file())
    book = to_correct(store, report.import_id, "fr")
    assert b"Alcyon SA" in stored  # the search does find what is stored
    assert not [t for t in texts if t.encode() in stored or t.encode() in book]
    assert not [t for t in texts if t in report.message.fr or t in str(report.rejected) or t in str(imports(store))]


def test_a_revenue_line_that_cannot_be_read_names_its_cell(store, tmp_path):
    report = loaded(store, tmp_path, year(), cell={"300,00": "3x0,00"})
    (bad,) = report.rejected
    row = next(i for i, line in enumerate(year(), start=2) if line.cells["Credit"] == "300,00")
    assert (bad.row_number, bad.column, bad.rule) == (row, "Debit, Credit", "readable")
    assert "3x0,00" in bad.value
    assert (report.rows_quarantined, report.balances, by_client(store)[None]) == (1, True, 110)


def test_closing_entries_do_not_undo_the_year(store, tmp_path):
    closing = other(
        "9",
        "20241231",
        [("706000", "Prestations", "-1860.00"), ("707000", "Ventes", "-350.00"), ("120000", "Résultat", "2210.00")],
    )
    report = loaded(store, tmp_path, [*year(), *closing])
    assert by_client(store) == EXPECTED
    assert report.rows_skipped["closing"] == 2
    assert "clôture" in report.message.fr


def test_a_number_used_again_in_another_month_is_another_entry(store, tmp_path):
    lines = [
        *sale("1", "20240115", [("706000", "P", "100.00")], ["C001"]),
        *sale("1", "20240215", [("706000", "P", "200.00")], ["C002"]),
        *sale("2", "20240215", [("706000", "P", "300.00")], ["C003"]),
    ]
    loaded(store, tmp_path, lines)
    assert by_client(store) == {"C001": 100, "C002": 200, "C003": 300}


@pytest.mark.parametrize("number", ["0", ""])
def test_without_numbers_day_and_piece_make_the_entries(store, tmp_path, number):
    lines = [replace(line, number=number) for line in year()]
    report = loaded(store, tmp_path, lines)
    assert by_client(store) == EXPECTED
    assert "séparées par date et par pièce" in report.message.fr


def test_without_numbers_nor_pieces_it_says_why_and_gives_the_months(store, tmp_path):
    bare = [replace(line, number="0", piece="", day=line.day[:6] + "28") for line in shuffled(1)]
    report = loaded(store, tmp_path, bare)
    assert report.outcome == "refused"
    assert "plusieurs clients dans l’écriture" in report.message.fr
    assert "janvier" in report.message.fr
    assert by_client(store) == {}


def test_sub_accounts_are_clients_and_the_collective_account_is_none(store, tmp_path):
    own = [
        replace(x, account=f"411{x.client_name.split()[0].upper()}", label=x.client_name, client="", client_name="")
        if x.client
        else x
        for x in year()
    ]
    loaded(store, tmp_path, own)
    assert by_client(store) == {"411ALCYON": 1280, "411BOREL": 500, "411CÉVENOL": 300, None: 110}
    bare = [replace(x, client="", client_name="") for x in year(2025)]
    report = put(store, written(tmp_path / "bare.txt", bare))
    assert (report.outcome, "411 collectif" in report.message.fr) == ("refused", True)


def test_means_of_payment_are_no_clients(store, tmp_path):
    cards = [replace(x, client="CCB", client_name="RECETTE CB") if x.client == "C001" else x for x in year()]
    report = loaded(store, tmp_path, cards)
    assert (report.outcome, "moyen de paiement" in report.message.fr) == ("refused", True)


def test_a_quotation_mark_in_a_label_is_only_a_character(store, tmp_path):
    lines = [replace(line, wording='"tube 12" pouces') if line.number == "2" else line for line in year()]
    report = loaded(store, tmp_path, [*lines, *sale("8", "20240701", [("706000", "P", "5.00")], ["C004"])])
    assert (report.rows_read, by_client(store)["C004"]) == (len(lines) + 3, 5)


@pytest.mark.parametrize("seed", range(12))
def test_what_is_assigned_and_what_is_not_sum_to_class_70(tmp_path, seed):
    store, lines = Store(tmp_path / "s"), shuffled(seed)
    report = loaded(store, tmp_path, lines)
    total = sum(line.amount for line in lines if line.account.startswith("70"))
    several = {x.number for x in lines if len({y.client for y in lines if y.number == x.number and y.client}) != 1}
    unassigned = sum(x.amount for x in lines if x.account.startswith("70") and x.number in several)
    if report.outcome == "refused":
        assert 2 * (total - unassigned) < total
        return
    found = by_client(store)
    assert (sum(found.values()), found.get(None, 0), report.balances) == (total, unassigned, True)


def test_the_same_year_again_and_a_longer_export_of_it(store, tmp_path):
    first = loaded(store, tmp_path, year())
    assert loaded(store, tmp_path, year()).outcome == "already loaded"
    longer = [*year(), *sale("9", "20241130", [("706000", "P", "70.00")], ["C002"])]
    report = put(store, written(tmp_path / "again.txt", longer))
    assert (report.rows_known, report.rows_loaded, report.amount_total) == (8, 1, 70)
    withdraw(store, first.import_id, DIRECTOR)
    assert by_client(store) == {**EXPECTED, "C002": 570}


INVOICES = "N° facture;Date facture;Code client;Montant HT\nF1;15/01/2024;C001;1000,00\n"


def test_invoices_of_the_same_days_are_never_added_unasked(store, tmp_path):
    (tmp_path / "factures.csv").write_text(INVOICES, "utf-8")
    fec, invoices = written(tmp_path / "fec.txt", year()), tmp_path / "factures.csv"
    put(store, invoices)
    asked = put(store, fec)
    assert (asked.outcome, [q.id for q in asked.questions]) == ("ask", ["double"])
    report = put(store, fec, mapping=ColumnMapping(answers={"double": "books"}))
    assert (report.kind, report.rows_loaded, report.amount_total, by_client(store)) == (
        "books",
        7,
        2190,
        {"C001": 1000},
    )


def test_invoices_take_the_place_of_a_fec_on_their_own_days_and_give_it_back(store, tmp_path):
    rows = "F1;15/01/2024;C001;900,00\nF2;20/02/2024;C001;450,00\n"
    (tmp_path / "factures.csv").write_text(INVOICES.splitlines()[0] + "\n" + rows, "utf-8")
    fec = loaded(store, tmp_path, year())
    assert put(store, tmp_path / "factures.csv").outcome == "ask"
    invoices = put(store, tmp_path / "factures.csv", mapping=ColumnMapping(answers={"double": "replace"}))
    both = {**EXPECTED, "C001": EXPECTED["C001"] - 1400 + 1350}
    assert by_client(store) == both
    assert months(store) == {1: 900, 2: 450, 3: -120, 5: 500, 6: 300, 7: 50, 12: 60}
    withdraw(store, invoices.import_id, DIRECTOR)
    assert by_client(store) == EXPECTED
    put(store, tmp_path / "factures.csv", mapping=ColumnMapping(answers={"double": "replace"}))
    assert by_client(store) == both
    withdraw(store, fec.import_id, DIRECTOR)
    assert by_client(store) == {"C001": 1350}


def months(store: Store) -> dict[int, Decimal]:
    """Revenue by month as the pages read it."""
    with store.connect() as db:
        rows = db.execute("SELECT month(month), sum(amount) FROM ledger.revenue_month GROUP BY 1 ORDER BY 1").fetchall()
    return dict(rows)


def test_the_preview_tells_before_anything_is_loaded(tmp_path):
    seen = preview(written(tmp_path / "fec.txt", year()))
    assert (seen.outcome, seen.kind, "3 clients" in seen.message.fr) == ("ready", "fec", True)
    bare = written(tmp_path / "bare.txt", [replace(x, client="") for x in year()])
    asked = preview(bare)
    assert (asked.outcome, [q.choices for q in asked.questions]) == ("ask", [("books",)])
    assert "CA par mois" in asked.message.fr
    assert preview(bare, ColumnMapping(answers={"double": "books"})).outcome == "ready"


def test_a_file_called_a_fec_without_its_columns_is_refused(store, tmp_path):
    (tmp_path / "x.csv").write_text(INVOICES, "utf-8")
    report = put(store, tmp_path / "x.csv", kind="fec")
    assert (report.outcome, "CompteNum" in report.message.fr) == ("refused", True)


def test_the_real_file_gives_its_revenue_by_client(store):
    expected = json.loads(shared("fec_dev", "expected.json").read_text("utf-8"))["files"]["0000000001FEC20220831.txt"]
    report = put(store, shared("fec_dev", "0000000001FEC20220831.txt"))
    assert (report.rows_read, report.amount_total) == (expected["lines"], Decimal(str(expected["revenue_70x_net"])))
    with store.connect() as db:
        query = """SELECT source_account, any_value(account_name), sum(amount)::DOUBLE FROM ledger.live_line
            WHERE source_account IS NOT NULL GROUP BY 1"""
        rows = db.execute(query).fetchall()
        months = db.execute(
            "SELECT strftime(date, '%Y-%m'), sum(amount)::DOUBLE FROM ledger.live_line GROUP BY 1"
        ).fetchall()
    assert sorted(map(list, rows)) == sorted(expected["revenue_by_client"])
    assert dict(months) == expected["revenue_by_month"]


def test_the_real_file_of_takings_is_refused_with_its_months(store):
    name = "000000000FEC20231231.txt"
    expected = json.loads(shared("fec_dev", "expected.json").read_text("utf-8"))["files"][name]
    report = put(store, shared("fec_dev", name))
    assert report.outcome == "refused"
    assert "plusieurs clients dans l’écriture" in report.message.fr
    for amount in (*expected["revenue_by_month"].values(), expected["revenue_70x_net"]):
        assert f"{amount:,.2f}" in report.message.en
    as_books = put(store, shared("fec_dev", name), kind="books")
    assert (as_books.rows_loaded, as_books.amount_total) == (6, Decimal(str(expected["revenue_70x_net"])))
