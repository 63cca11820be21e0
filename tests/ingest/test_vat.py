"""Net of VAT or not: told by the title, proven by a VAT column, else asked or said."""

import pytest

from kam_analytics.ingest.dialogue.mapping import ColumnMapping
from kam_analytics.ingest.inspection import inspect
from kam_analytics.ingest.pipeline import run_import
from tests.facts import DIRECTOR

HEAD = "N° facture;Date facture;Code client;{}\n"


def put(store, folder, titles, rows, **answers):
    lines = [f"F{i};31/01/2024;C1;{row}\n" for i, row in enumerate(rows)]
    (folder / "f.csv").write_text(HEAD.format(titles) + "".join(lines), "utf-8")
    return run_import(store, folder / "f.csv", scope=DIRECTOR, mapping=ColumnMapping(answers=answers))


def test_a_title_that_says_net_needs_no_word(store, tmp_path):
    report = put(store, tmp_path, "Montant HT;TVA", ["100,00;20,00"])
    assert (report.amount_total, "TVA y est" in report.message.fr) == (100, False)


def test_a_bare_title_alone_is_taken_as_net_and_the_report_says_so_and_how_to_change_it(store, tmp_path):
    report = put(store, tmp_path, "Montant", ["100,00", "55,50"])
    assert report.outcome == "loaded"
    assert "« Montant / 1.2 »" in report.message.fr.replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("rows", "total"),
    [
        (["100,00;20,00", "59,90;5,99", "-10,00;-2,00", "12,00;0,00"], "161.90"),
        (["120,00;20,00", "65,89;5,99", "-12,00;-2,00", "12,00;0,00"], "161.90"),
    ],
)
def test_a_column_of_vat_amounts_proves_what_the_amounts_are(store, tmp_path, rows, total):
    report = put(store, tmp_path, "Montant;Montant TVA", rows)
    assert (report.outcome, f"{report.amount_total:.2f}") == ("loaded", total)
    assert "TVA" in report.message.fr


@pytest.mark.parametrize("titles", ["Montant;TVA", "Montant;Taux TVA", "Montant;Code TVA"])
def test_a_vat_column_that_proves_nothing_is_a_question_with_its_answer(store, tmp_path, titles):
    rows = ["120,00;20", "240,00;20", "60,00;20"]
    report = put(store, tmp_path, titles, rows)
    assert (report.outcome, [q.id for q in report.questions]) == ("ask", ["vat"])
    assert [q.id for q in inspect(tmp_path / "f.csv").questions] == ["vat"]
    assert put(store, tmp_path, titles, rows, vat="20").amount_total == 350
