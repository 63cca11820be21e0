"""The unit that a file states in a title, a caption, a sheet name or its cells is applied, or asked with totals."""

from decimal import Decimal

import openpyxl
import pytest

from tests.ingest.loading import invoices, load, total


@pytest.mark.parametrize(
    ("title", "factor"),
    [
        ("CA HT (k€)", 1_000),
        ("CA HT en K€", 1_000),
        ("Montant HT (KEUR)", 1_000),
        ("Montant HT (milliers d’euros)", 1_000),
        ("Net amount (€'000)", 1_000),
        ("Revenue ($K)", 1_000),
        ("CA HT (M€)", 1_000_000),
        ("Net sales (EUR m)", 1_000_000),
        ("CA HT en millions d'euros", 1_000_000),
        ("Montant HT (EUR)", 1),
        ("Montant HT €", 1),
    ],
)
def test_a_title_says_the_unit_of_its_amounts(store, tmp_path, title, factor):
    answers = {"answers": {"currency": "reporting"}}
    report = load(store, tmp_path, invoices("12,5", "-2,25", title=title), answers)
    assert (report.outcome, total(store)) == ("loaded", Decimal("10.25") * factor)


@pytest.mark.parametrize(
    "text",
    [
        "Montants en milliers d'euros;;;\n{table}",
        "Ventes 2025;;;\nUnité : k€;;;\n\n{table}",
        "{table}\nChiffres en k€;;;",
        "{table}\n\n(in thousands of EUR);;;",
    ],
)
def test_a_caption_above_or_below_says_the_unit(store, tmp_path, text):
    load(store, tmp_path, text.format(table=invoices("12,5", "7,5")))
    assert total(store) == 20_000


def test_the_corner_of_a_wide_table_says_the_unit(store, tmp_path):
    text = "CA en k€;janv. 2025;févr. 2025;mars 2025\nAlcyon;1,5;2;3\nBorel;4;5,5;6\n"
    answers = {"kind": "revenue", "column:account_name": "CA en k€", "wide": "revenue"}
    assert load(store, tmp_path, text, {"answers": answers}).outcome == "loaded"
    assert total(store) == 22_000


def test_the_name_of_a_sheet_says_the_unit(store, tmp_path):
    book = openpyxl.Workbook()
    book.active.title = "CA k€"
    for row in (("Code client", "Date facture", "Montant HT"), ("C1", "2025-01-31", 1.5), ("C2", "2025-02-28", 2)):
        book.active.append(row)
    book.save(tmp_path / "export.xlsx")
    load(store, tmp_path, None, name="export.xlsx")
    assert total(store) == 3_500


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        (["120,5 k€", "80 k€", "-2,5 k€"], 198_000),
        (["1,2 M€", "80 k€", "950 €"], 1_280_950),
        (["120.5K", "80K"], 200_500),
        (["€1.25M", "(€0.25M)"], 1_000_000),
    ],
)
def test_cells_that_carry_their_unit_are_read_with_it(store, tmp_path, cells, expected):
    load(store, tmp_path, invoices(*cells))
    assert total(store) == expected


def test_cells_with_and_without_a_unit_are_to_correct(store, tmp_path):
    report = load(store, tmp_path, invoices("120,5 k€", "950,00"))
    assert (report.rows_quarantined, total(store)) == (1, 950)


def test_an_amount_in_a_caption_is_no_unit(store, tmp_path):
    load(store, tmp_path, "Filtre : CA > 10 k€;;;\n\n" + invoices("12,50", "7,50"))
    assert total(store) == 20


@pytest.mark.parametrize(("answer", "expected"), [("1000", 120_500_000_000), ("1", 120_500_000)])
def test_a_unit_that_makes_lines_enormous_is_asked_with_both_totals(store, tmp_path, answer, expected):
    text = invoices("60250000,00", "60250000,00", title="Montant HT (k€)")
    (question,) = load(store, tmp_path, text).questions
    assert (question.id, question.choices) == ("unit", ("1000", "1"))
    assert "120,500,000,000.00" in question.labels[0].en
    load(store, tmp_path, text, {"answers": {"unit": answer}})
    assert total(store) == expected


def test_the_name_of_the_file_only_raises_the_question_and_the_answer_is_remembered(store, tmp_path):
    assert [q.id for q in load(store, tmp_path, invoices("1,5"), name="ventes_k€.csv").questions] == ["unit"]
    load(store, tmp_path, invoices("1,5"), {"answers": {"unit": "1000"}}, name="ventes_k€.csv")
    load(store, tmp_path, invoices("2,5", day="28/02/2025"), name="fevrier_k€.csv")
    assert total(store) == 4_000


def test_a_caption_against_a_title_is_asked(store, tmp_path):
    text = "Tableau en k€;;;\n\n" + invoices("1500,00", title="Montant HT (EUR)")
    assert [q.id for q in load(store, tmp_path, text).questions] == ["unit"]


def test_targets_in_thousands_are_asked_and_potential_is_applied(store, tmp_path):
    targets = (
        "Périmètre;Pour qui;Mesure;Début de période;Fin de période;Objectif (k€)\n"
        "kam;Dupont;CA;01/01/2025;31/12/2025;120\n"
    )
    assert [q.id for q in load(store, tmp_path, targets, kind="targets").questions] == ["unit"]
    report = load(store, tmp_path, targets, {"answers": {"unit": "1000"}}, kind="targets")
    assert report.amount_total == 120_000
    load(store, tmp_path, "Code client;Raison sociale;Potentiel (k€)\nC1;Alcyon;250\n", kind="accounts")
    with store.connect() as db:
        assert db.execute("SELECT potential FROM ledger.accounts").fetchall() == [(250_000,)]
