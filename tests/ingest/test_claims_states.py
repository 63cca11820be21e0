"""Cancelled documents, drafts, pro formas and quotes are no revenue; a word that is in no list is asked."""

import pytest

from tests.ingest.loading import load, total


def with_state(title: str, *rows: tuple[str, int]) -> str:
    """One invoice a state, with its amount."""
    lines = [f"F{i};31/01/2025;C{i};{amount},00;{state}" for i, (state, amount) in enumerate(rows, start=1)]
    return "\n".join([f"N° facture;Date facture;Code client;Montant HT;{title}", *lines])


@pytest.mark.parametrize(
    ("title", "out"),
    [
        ("Statut", "Annulée"),
        ("Statut", "ANNULE"),
        ("État de la facture", "Brouillon (à valider)"),
        ("Status", "Void"),
        ("Status", "Draft"),
        ("Invoice status", "Cancelled"),
        ("Document Status", "Deleted"),
        ("Situation", "Abandonnée"),
        ("Statut", "Devis"),
        ("Avancement", "Pro forma"),
        ("Statut", "Rejetée"),
        ("Statut", "À valider"),
        ("Mention", "Facture proforma annulée"),
    ],
)
def test_what_is_not_invoiced_is_left_out(store, tmp_path, title, out):
    counted = {"Mention": "Facturée"}.get(title, "Payée")
    report = load(store, tmp_path, with_state(title, (counted, 100), (out, 20), (counted, 3)))
    assert (report.outcome, report.rows_loaded, sum(report.rows_skipped.values()), total(store)) == (
        "loaded",
        2,
        1,
        103,
    )
    assert out in report.message.fr
    assert "20,00" in report.message.fr


@pytest.mark.parametrize(
    "word", ["Non payée", "Impayée", "Réglée partiellement", "Posted", "Overdue", "Envoyée", "Open"]
)
def test_an_invoice_that_is_not_paid_is_revenue(store, tmp_path, word):
    load(store, tmp_path, with_state("Statut", ("Payée", 100), (word, 20), ("Annulée", 3)))
    assert total(store) == 120


@pytest.mark.parametrize(("answer", "expected"), [("count", 120), ("leave", 100)])
def test_an_unknown_word_is_asked_with_the_total_of_each_answer(store, tmp_path, answer, expected):
    text = with_state("Statut", ("Payée", 100), ("Contentieux", 20), ("Annulée", 3))
    (question,) = load(store, tmp_path, text).questions
    assert (question.id, question.choices) == ("state:Contentieux", ("count", "leave"))
    assert [label.en for label in question.labels] == [
        "Yes: the total is €120.00.",
        "No, leave them out: the total is €100.00.",
    ]
    load(store, tmp_path, text, {"answers": {"state:Contentieux": answer}})
    assert total(store) == expected
    load(store, tmp_path, with_state("Statut", ("Contentieux", 70), ("Payée", 10)).replace("31/01", "28/02"))
    assert total(store) == expected + (80 if answer == "count" else 10)  # the answer holds for the next export


def test_words_of_which_none_is_known_are_asked_under_the_title_of_a_state(store, tmp_path):
    report = load(store, tmp_path, with_state("Statut", ("Gelée", 100), ("Archivée", 20)))
    assert [q.id for q in report.questions] == ["state:Archivée", "state:Gelée"]


@pytest.mark.parametrize(
    ("title", "yes", "no", "expected"),
    [
        ("Annulée", "Oui", "Non", 100),
        ("Is cancelled", "TRUE", "FALSE", 100),
        ("Brouillon", "1", "0", 100),
        ("Comptabilisée", "Oui", "Non", 20),
        ("Posted", "Y", "N", 20),
        ("Payée", "Oui", "Non", 120),
        ("Date d’annulation", "03/02/2025", "", 100),
    ],
)
def test_a_column_of_yes_and_no_marks_the_lines(store, tmp_path, title, yes, no, expected):
    load(store, tmp_path, with_state(title, (no, 100), (yes, 20)))
    assert total(store) == expected


def test_a_number_that_is_provisional_is_a_draft(store, tmp_path):
    rows = [("FA2501-0001", 100), ("(PROV12)", 20), ("/", 3)]
    lines = [f"{number};31/01/2025;Alcyon;{amount},00" for number, amount in rows]
    report = load(store, tmp_path, "\n".join(["N° facture;Date facture;Client;Montant HT", *lines]))
    assert (report.rows_skipped, total(store)) == ({"draft": 2}, 100)


def test_an_invoice_cancelled_by_a_credit_note_is_asked_since_both_may_be_in_the_file(store, tmp_path):
    report = load(store, tmp_path, with_state("Statut", ("Payée", 100), ("Annulée par avoir", 20)))
    assert [q.id for q in report.questions] == ["state:Annulée par avoir"]


def test_places_are_no_states(store, tmp_path):
    load(store, tmp_path, with_state("State", ("CA", 100), ("NY", 20)))
    assert total(store) == 120


def test_cancelled_orders_are_no_order_book(store, tmp_path):
    text = "Code client;Date de commande;Montant commande HT;Statut\nC1;15/01/2025;100,00;Confirmée\n"
    report = load(store, tmp_path, text + "C2;16/01/2025;20,00;Annulée\nC2;17/01/2025;3,00;En attente\n", kind="orders")
    assert report.amount_total == 103
