"""A total of the document on each of its lines counts once; so does an opportunity that comes several times."""

import pytest

from tests.ingest.loading import load, total

KEYS = "N° facture;Date facture;Client"


def table(titles: str, *rows: str) -> str:
    return "\n".join([titles, *rows])


@pytest.mark.parametrize(
    ("titles", "lines"),
    [
        ("Quantité;Prix unitaire HT", ("10;20,00", "10;30,00", "5;20,00")),
        ("Item Quantity;Item Cost", ("10;20,00", "10;30,00", "5;20,00")),
        ("Montant de la ligne", ("200,00", "300,00", "100,00")),
        ("Quantité;Prix unitaire;Remise %", ("20;20,00;50", "10;30,00;0", "5;20,00;")),
    ],
)
def test_what_adds_up_to_the_repeated_total_is_the_amount_of_the_line(store, tmp_path, titles, lines):
    heads = ("F1;15/01/2025;Alpha;500,00", "F1;15/01/2025;Alpha;500,00", "F2;20/01/2025;Beta;100,00")
    rows = [f"{head};{line}" for head, line in zip(heads, lines, strict=True)]
    report = load(store, tmp_path, table(f"{KEYS};Total HT;{titles}", *rows))
    assert (report.outcome, total(store)) == ("loaded", 600)
    with store.connect() as db:
        assert db.execute("SELECT amount FROM ledger.live_line ORDER BY amount").fetchall() == [(100,), (200,), (300,)]


@pytest.mark.parametrize(("answer", "expected"), [("once", 800), ("lines", 1600)])
def test_a_repeated_amount_that_nothing_proves_is_asked_with_both_totals(store, tmp_path, answer, expected):
    rows = [f"F{i};15/01/2025;Alpha;{a};{p}" for i, a in ((1, "500,00"), (2, "300,00")) for p in ("Vis", "Écrou")]
    text = table(f"{KEYS};Total HT;Article", *rows)
    (question,) = load(store, tmp_path, text).questions
    assert (question.id, [label.en.split("€")[1] for label in question.labels]) == (
        "document_total",
        ["800.00.", "1,600.00."],
    )
    load(store, tmp_path, text, {"answers": {"document_total": answer}})
    assert total(store) == expected


def test_equal_lines_whose_price_says_so_count_each(store, tmp_path):
    rows = [f"F{i};15/01/2025;Alpha;{a};1;{a};{p}" for i, a in ((1, "500,00"), (2, "300,00")) for p in ("Vis", "Écrou")]
    report = load(store, tmp_path, table(f"{KEYS};Montant HT;Quantité;Prix unitaire HT;Article", *rows))
    assert (report.outcome, total(store)) == ("loaded", 1600)


def test_one_line_that_comes_twice_counts_twice(store, tmp_path):
    rows = ["F1;15/01/2025;Alpha;500,00"] * 2 + ["F2;16/01/2025;Alpha;30,00"] * 2
    load(store, tmp_path, table(f"{KEYS};Montant HT", *rows))
    assert total(store) == 1060


def test_lines_of_one_amount_beside_invoices_of_several_are_lines(store, tmp_path):
    rows = ("F1;15/01/2025;Alpha;500,00;Vis", "F1;15/01/2025;Alpha;500,00;Écrou", "F2;15/01/2025;Alpha;3,00;Vis")
    load(store, tmp_path, table(f"{KEYS};Montant HT;Article", *rows, "F2;15/01/2025;Alpha;4,00;Écrou"))
    assert total(store) == 1007


OPPORTUNITIES = "Opportunity ID;Account Name;Close Date;Stage;Amount"


def test_an_opportunity_with_several_products_counts_once(store, tmp_path):
    rows = (
        "A1;Alpha;2025-06-30;Open;5000;Bolt",
        "A1;Alpha;2025-06-30;Open;5000;Nut",
        "A2;Beta;2025-07-31;Open;1000;Bolt",
    )
    report = load(store, tmp_path, table(f"{OPPORTUNITIES};Product Name", *rows), kind="opportunities")
    assert (report.amount_total, report.rows_skipped) == (6000, {"repeated": 1})


@pytest.mark.parametrize(("answer", "expected"), [("last", 7000), ("lines", 12000)])
def test_an_opportunity_with_several_amounts_is_asked(store, tmp_path, answer, expected):
    rows = ("A1;Alpha;2025-06-30;Open;5000", "A1;Alpha;2025-06-30;Open;6000", "A2;Beta;2025-07-31;Open;1000")
    text = table(OPPORTUNITIES, *rows)
    (question,) = load(store, tmp_path, text, kind="opportunities").questions
    assert question.id == "opportunity_repeats"
    report = load(store, tmp_path, text, {"answers": {"opportunity_repeats": answer}}, kind="opportunities")
    assert report.amount_total == expected


def test_amounts_of_products_of_one_opportunity_add_up(store, tmp_path):
    rows = ("A1;Alpha;2025-06-30;Open;5000;Bolt", "A1;Alpha;2025-06-30;Open;600;Nut")
    report = load(store, tmp_path, table(f"{OPPORTUNITIES};Product Name", *rows), kind="opportunities")
    assert report.amount_total == 5600


def test_an_order_total_on_its_lines_is_counted_by_line(store, tmp_path):
    titles = "N° commande;Client;Date de commande;Montant commande HT;Article;Quantité;Prix unitaire"
    rows = ("C1;Alpha;2025-01-15;500,00;Vis;10;20,00", "C1;Alpha;2025-01-15;500,00;Écrou;10;30,00")
    report = load(store, tmp_path, table(titles, *rows, "C2;Beta;2025-01-16;100,00;Vis;5;20,00"), kind="orders")
    assert report.amount_total == 600
