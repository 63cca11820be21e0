"""Tables that reports wrap: title blocks, one row, groups, hidden sheets, labelled totals of other kinds."""

from zipfile import ZipFile

import openpyxl
import pytest

from kam_analytics.ingest.inspection import inspect
from tests.ingest.loading import load, total

LINES = "Alcyon;15/01/2024;F1;100,00\nBorel;16/01/2024;F2;250,00\n"
TITLES = "Client;Date facture;N° facture;Montant HT\n"


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        (TITLES + LINES.split("\n", maxsplit=1)[0], 100),  # one row
        ("Ventes de janvier\n\n" + TITLES + LINES, 350),
        ("Société;Dupont;;\nLignes;2;;\nTotal HT;350,00;;\nÉdité le;15/02/2024;;\n;;;\n" + TITLES + LINES, 350),
        ("Lignes;2;;\nTotal HT;350,00;;\n" + TITLES + LINES, 350),
        (TITLES + "Alcyon;;;\n;15/01/2024;F1;100,00\n;16/01/2024;F2;50,00\nBorel;;;\n;17/01/2024;F3;200,00\n", 350),
        ("Client;;;\n;Date facture;N° facture;Montant HT\nAlcyon;;;\n;15/01/2024;F1;350,00\n", 350),
    ],
)
def test_a_table_is_read_out_of_its_report(store, tmp_path, text, amount):
    report = load(store, tmp_path, text)
    assert (report.outcome, total(store)) == ("loaded", amount), report.questions
    with store.connect() as db:
        assert db.execute("SELECT count(*) FROM ledger.live_line WHERE source_account IS NULL").fetchall() == [(0,)]


@pytest.mark.parametrize(
    ("text", "kind", "rows"),
    [
        ("Code client;Raison sociale;Segment;Potentiel\nC1;Alcyon;A;100\nC2;Borel;B;200\nTotal;;;300\n", "accounts", 2),
        ("Code client;Raison sociale;Segment;Potentiel\nC1;Alcyon;A;100\nC2;Borel;B;200\n;Total;;300\n", "accounts", 2),
        (
            "Code client;Raison sociale;Segment;Potentiel\n101;Alcyon;A;100\n102;Total;;300\n",
            "accounts",
            2,
        ),  # a customer
        ("Client;N° de contrat;Date de fin;Valeur annuelle\nAlcyon;K1;31/12/2024;100\n;;Total;100\n", "contracts", 1),
        ("Client;Nom;Fonction\nAlcyon;Durand;Acheteur\nTotal : 1 contact;;\n", "contacts", 1),
    ],
)
def test_a_labelled_total_in_the_last_row_is_no_row_of_any_kind(store, tmp_path, text, kind, rows):
    report = load(store, tmp_path, text)
    assert (report.kind, report.rows_loaded, report.rows_quarantined) == (kind, rows, 0), report.message.en


def test_a_table_on_a_hidden_sheet_is_proposed_where_the_visible_ones_hold_none(store, tmp_path):
    book = openpyxl.Workbook()
    book.active["B2"] = "Read me"
    sheet = book.create_sheet("Data")
    for row in [["Client", "Date facture", "Montant HT"], ["Alcyon", "15/01/2024", 10], ["Borel", "16/01/2024", 20]]:
        sheet.append(row)
    sheet.sheet_state = "hidden"
    book.save(tmp_path / "report.xlsx")
    assert [(q.id, q.choices) for q in inspect(tmp_path / "report.xlsx").questions] == [("sheet", ("Data",))]
    load(store, tmp_path, None, {"answers": {"sheet": "Data"}}, name="report.xlsx")
    assert total(store) == 30


def test_rows_in_a_data_model_are_said_to_be_there_instead_of_asking_for_a_sheet(tmp_path):
    book = openpyxl.Workbook()
    book.active["B2"] = "Opportunities"
    for row in [["Row Labels", "Revenue"], ["Alcyon", 10], ["Borel", 20]]:
        book.create_sheet("Pivot", 1).append(row)
    book.worksheets[1].sheet_state = "hidden"
    book.save(tmp_path / "model.xlsx")
    with ZipFile(tmp_path / "model.xlsx", "a") as parts:
        parts.writestr("xl/model/item.data", b"model")
    result = inspect(tmp_path / "model.xlsx")
    assert (result.outcome, result.questions) == ("refused", ())
    assert "Power Pivot" in result.message.fr


def test_an_empty_first_sheet_is_passed_over(store, tmp_path):
    book = openpyxl.Workbook()
    sheet = book.create_sheet("Data")
    for row in [["Client", "Date facture", "Montant HT"], ["Alcyon", "15/01/2024", 10]]:
        sheet.append(row)
    book.save(tmp_path / "report.xlsx")
    assert load(store, tmp_path, None, name="report.xlsx").outcome == "loaded"
    assert total(store) == 10
