"""Credit notes written without a minus reduce revenue; what may be one is asked with the total of each answer."""

import pytest

from tests.ingest.loading import load, total

TITLES = "N° pièce;Date pièce;Code client;Montant HT"


def documents(*rows: str, titles: str = TITLES) -> str:
    """Rows of number, customer, amount and further cells, all of one day."""
    cells = [row.split(";") for row in rows]
    return "\n".join([titles, *(";".join([c[0], "31/01/2025", *c[1:]]) for c in cells)])


def typed_documents(word: str) -> str:
    rows = ("F1;C1;1000,00;Facture", f"X1;C1;200,00;{word}", "F2;C2;500,00;Facture")
    return documents(*rows, titles=f"{TITLES};Type de pièce")


CREDITS = ["Avoirs", "Avoir partiel", "AVOIR CLIENT", "Note de crédit", "Credit", "Credit memo", "Facture de retour"]
REFUNDS = ["Remboursement client", "Refund", "Returns", "RFA 2024", "Ristourne annuelle"]
NUMBERS = [("FA0001", "AV0001"), ("F-2025-1", "AV-2025-1"), ("INV001", "CN001"), ("INV/25/1", "RINV/25/1")]
LABELS = ["Avoir sur facture F1", "Remboursement transport", "Credit note F1", "Retour marchandise"]


@pytest.mark.parametrize("word", [*CREDITS, *REFUNDS])
def test_a_type_that_holds_the_word_is_a_credit_note(store, tmp_path, word):
    assert load(store, tmp_path, typed_documents(word)).outcome == "loaded"
    assert total(store) == 1300


@pytest.mark.parametrize("word", ["Facture d’acompte", "Factures", "Invoice (deposit)", "Note de débit"])
def test_a_type_that_holds_the_word_of_an_invoice_is_one(store, tmp_path, word):
    load(store, tmp_path, typed_documents(word))
    assert total(store) == 1700


@pytest.mark.parametrize("word", ["Devis", "Facture proforma", "Bon de livraison", "Règlement", "Commande client"])
def test_a_type_that_is_no_revenue_is_left_out(store, tmp_path, word):
    assert load(store, tmp_path, typed_documents(word)).rows_skipped == {"not revenue": 1}
    assert total(store) == 1500


@pytest.mark.parametrize(("answer", "expected"), [("invoice", 1700), ("credit_note", 1300), ("not_revenue", 1500)])
def test_an_unknown_type_is_asked_with_the_total_of_each_answer(store, tmp_path, answer, expected):
    (question,) = load(store, tmp_path, typed_documents("Extourne")).questions
    assert (question.id, question.choices) == ("document:Extourne", ("invoice", "credit_note", "not_revenue"))
    assert [label.en.split("€")[1] for label in question.labels] == ["1,700.00.", "1,300.00.", "1,500.00."]
    load(store, tmp_path, typed_documents("Extourne"), {"answers": {"document:Extourne": answer}})
    assert total(store) == expected


def test_types_of_which_none_is_a_document_are_counted_by_their_sign(store, tmp_path):
    rows = ("F1;C1;1000,00;Export", "F2;C1;-200,00;National")
    report = load(store, tmp_path, documents(*rows, titles=f"{TITLES};Type"))
    assert (report.outcome, total(store)) == ("loaded", 800)


@pytest.mark.parametrize(
    ("invoice", "credit"),
    [("FA0001", "AV0001"), ("F-2025-1", "AV-2025-1"), ("INV001", "CN001"), ("INV/25/1", "RINV/25/1")],
)
def test_a_number_of_credit_notes_has_letters_of_its_own(store, tmp_path, invoice, credit):
    report = load(store, tmp_path, documents(f"{invoice};C1;1000,00", f"{invoice}9;C2;500,00", f"{credit};C1;200,00"))
    assert (report.outcome, total(store)) == ("loaded", 1300)
    assert "200,00" in report.message.fr


def test_letters_that_may_mean_something_else_are_asked(store, tmp_path):
    text = documents("F1;C1;1000,00", "F2;C2;500,00", "A1;C1;200,00")
    (question,) = load(store, tmp_path, text).questions
    assert (question.id, question.choices) == ("credit_number:A", ("credit", "invoice"))
    load(store, tmp_path, text, {"answers": {"credit_number:A": "credit"}})
    assert total(store) == 1300


def test_numbers_of_sites_are_no_credit_notes(store, tmp_path):
    load(store, tmp_path, documents("FR1;C1;1000,00", "DE1;C2;500,00", "ES1;C1;200,00"))
    assert total(store) == 1700


@pytest.mark.parametrize(
    "label", ["Avoir sur facture F1", "Remboursement transport", "Credit note F1", "Retour marchandise"]
)
def test_a_wording_that_begins_like_a_credit_note_is_one(store, tmp_path, label):
    rows = ("1;C1;1000,00;Vis", f"2;C1;200,00;{label}", "3;C2;500,00;Écrous")
    load(store, tmp_path, documents(*rows, titles=f"{TITLES};Libellé"))
    assert total(store) == 1300


def test_a_wording_that_only_holds_the_word_is_an_invoice(store, tmp_path):
    rows = ("1;C1;1000,00;Savoir-faire", "2;C1;200,00;Billet aller et retour", "3;C2;500,00;Crédit-temps")
    load(store, tmp_path, documents(*rows, titles=f"{TITLES};Désignation"))
    assert total(store) == 1700


@pytest.mark.parametrize(("debit", "credit"), [("D", "C"), ("Débit", "Crédit"), ("DR", "CR"), ("S", "H")])
def test_a_side_beside_amounts_without_a_sign(store, tmp_path, debit, credit):
    rows = (f"1;C1;1000,00;{debit}", f"2;C2;500,00;{debit}", f"3;C1;200,00;{credit}")
    load(store, tmp_path, documents(*rows, titles=f"{TITLES};Sens"))
    assert total(store) == 1300


def test_sides_in_a_ledger_of_sales_are_the_other_way_round(store, tmp_path):
    rows = ("1;C1;1000,00;C", "2;C2;500,00;C", "3;C1;200,00;D")
    load(store, tmp_path, documents(*rows, titles=f"{TITLES};D/C"))
    assert total(store) == 1300


def test_sides_of_nearly_the_same_amount_are_asked(store, tmp_path):
    text = documents("1;C1;1000,00;D", "2;C2;900,00;C", titles=f"{TITLES};Sens")
    (question,) = load(store, tmp_path, text).questions
    assert (question.id, [label.en.split("€")[1] for label in question.labels]) == (
        "credit_side",
        ["100.00.", "100.00."],
    )
    load(store, tmp_path, text, {"answers": {"credit_side": "credit"}})
    assert total(store) == -100


def test_sides_beside_signed_amounts_say_nothing_more(store, tmp_path):
    load(store, tmp_path, documents("1;C1;1000,00;D", "2;C1;-200,00;C", titles=f"{TITLES};Sens"))
    assert total(store) == 800


def test_a_negative_quantity_makes_the_amount_negative(store, tmp_path):
    rows = ("1;C1;1000,00;10", "2;C1;200,00;-2", "3;C2;500,00;5")
    load(store, tmp_path, documents(*rows, titles=f"{TITLES};Quantité"))
    assert total(store) == 1300


def test_a_ledger_whose_credit_notes_are_positive_is_reversed(store, tmp_path):
    report = load(store, tmp_path, documents("FA1;C1;-1000,00", "FA2;C2;-500,00", "AV1;C1;200,00"))
    assert (report.outcome, total(store)) == ("loaded", 1300)


@pytest.mark.parametrize(("answer", "expected"), [("reverse", 1500), ("as_written", -1500)])
def test_a_ledger_without_a_proof_is_asked(store, tmp_path, answer, expected):
    text = documents("1;C1;-1000,00", "2;C2;-700,00", "3;C2;200,00")
    (question,) = load(store, tmp_path, text).questions
    assert (question.id, question.choices) == ("ledger_sign", ("reverse", "as_written"))
    load(store, tmp_path, text, {"answers": {"ledger_sign": answer}})
    assert total(store) == expected


@pytest.mark.parametrize(
    ("answer", "expected"),
    [("credit_less_debit", 1300), ("debit_less_credit", -1300), ("credit", 1500), ("debit", 200)],
)
def test_amounts_in_two_columns_are_asked_with_four_totals(store, tmp_path, answer, expected):
    titles = "N° pièce;Date pièce;Code client;Débit;Crédit"
    text = documents("1;C1;;1000,00", "2;C2;;500,00", "3;C1;200,00;", titles=titles)
    (question,) = load(store, tmp_path, text, kind="revenue").questions
    assert question.id == "debit_credit"
    answers = {"debit_credit": answer, "ledger_sign": "as_written"}
    load(store, tmp_path, text, {"answers": answers}, kind="revenue")
    assert total(store) == expected


def test_the_other_column_of_a_chosen_amount_is_not_dropped(store, tmp_path):
    titles = "N° pièce;Date pièce;Code client;Débit;Crédit"
    text = documents("1;C1;;1000,00", "3;C1;200,00;", titles=titles)
    report = load(store, tmp_path, text, {"answers": {"kind": "revenue", "column:amount": "Crédit"}})
    assert [q.id for q in report.questions] == ["debit_credit"]
