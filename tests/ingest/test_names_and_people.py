"""Customers without codes, codes with two names, passing customers, people written in two orders, shares above all."""

from decimal import Decimal

import pytest

from kam_analytics.core.scope import Role, Scope
from kam_analytics.ingest.pipeline import run_import
from kam_analytics.ingest.write.names_and_shares import are_alike
from tests.ingest.odd_files import table
from tests.third_party import kam

DIRECTOR = Scope("director", Role.DIRECTOR, (), None, sees_all_pay=True)
INVOICES = ("Code client", "Raison sociale", "Date facture", "N° facture", "Montant HT")
NAMES = ("Client", "Date facture", "N° facture", "Montant HT")
YEAR = ("--from", "2025-01-01", "--to", "2025-12-31")


def put(store, folder, name, *rows, titles):
    (folder / name).write_bytes(table(*rows, titles=titles))
    report = run_import(store, folder / name, scope=DIRECTOR)
    assert report.outcome == "loaded", report.message.fr
    return report


def test_spellings_of_a_file_without_codes_are_proposed_as_one(store, tmp_path):
    names = ("Borel Frères SARL", "BOREL FRERES", "Borel frères", "Cévenol")
    rows = [(name, f"2{i}/12/2025", f"F{i}", "100,00") for i, name in enumerate(names, start=1)]
    put(store, tmp_path, "2025.csv", *rows, titles=NAMES)
    put(store, tmp_path, "2024.csv", ("BOREL FRÈRES S.A.R.L.", "21/12/2024", "G1", "50,00"), titles=NAMES)
    message = kam(store.folder, "metrics", "concentration", *YEAR)["message"]
    assert "3 paires de comptes" in message
    assert "Cévenol" not in message


def test_a_slip_of_the_pen_in_a_file_of_names_is_proposed(store, tmp_path):
    rows = [("Mécanique Durand", "21/12/2025", "F1", "10,00"), ("Mécanique Durant", "22/12/2025", "F2", "20,00")]
    put(store, tmp_path, "f.csv", *rows, titles=NAMES)
    assert "« Mécanique Dur" in kam(store.folder, "metrics", "concentration", *YEAR)["message"]


def test_one_code_for_two_companies_customers_is_said(store, tmp_path):
    put(store, tmp_path, "a.csv", ("7", "Transports Vial", "21/03/2025", "A1", "10,00"), titles=INVOICES)
    report = put(
        store,
        tmp_path,
        "b.csv",
        ("7", "Boulangerie Mercier", "21/04/2025", "B1", "25,00"),
        ("8", "Ostréa", "21/04/2025", "B2", "30,00"),
        titles=INVOICES,
    )
    assert "« 7 » est « Transports Vial » et « Boulangerie Mercier » (25,00\u00a0€)" in report.message.fr
    assert "Ostréa" not in report.message.fr


@pytest.mark.parametrize("name", ["TRANSPORTS VIAL SAS", "Vial", "Transport Viale", "TV"])
def test_another_spelling_under_a_code_is_no_other_customer(name):
    assert are_alike("Transports Vial", name)


def test_passing_customers_are_revenue_outside_the_shares(store, tmp_path):
    report = put(
        store,
        tmp_path,
        "f.csv",
        ("C0", "Client comptoir", "21/03/2025", "F1", "700,00"),
        ("C1", "Comptoir des Alpes", "21/03/2025", "F2", "200,00"),
        ("C2", "Ostréa", "21/12/2025", "F3", "100,00"),
        titles=INVOICES,
    )
    assert "1 ligne de « Client comptoir »" in report.message.fr
    figures = kam(store.folder, "metrics", "concentration", *YEAR)
    assert (figures["revenue_total"], figures["unassigned_amount"]) == (300.0, 700.0)
    assert figures["top_1_share"] == pytest.approx(2 / 3)


@pytest.mark.parametrize(
    ("people", "actual"),
    [(("Anne Roux",), 90.0), (("Anne Roux", "Roux Anne"), 40.0)],  # a file that has both orders means two people
)
def test_a_target_finds_its_person_whatever_the_order_of_the_names(store, tmp_path, people, actual):
    lines = [
        ("C1", "Ostréa", "21/03/2025", f"F{i}", a, p)
        for i, (a, p) in enumerate(zip(("40,00", "50,00"), people * 2, strict=False))
    ]
    put(store, tmp_path, "f.csv", *lines, titles=(*INVOICES, "Commercial"))
    titles = ("Périmètre", "Pour qui", "Mesure", "Début de période", "Fin de période", "Objectif")
    target = people[0] if len(people) > 1 else "ROUX Anne"
    put(store, tmp_path, "t.csv", ("kam", target, "CA", "01/01/2025", "31/12/2025", "100"), titles=titles)
    (row,) = kam(store.folder, "metrics", "pay", *YEAR)["rows"]
    assert row["actual"] == actual


@pytest.mark.parametrize(
    ("first", "second", "said"),
    [
        (("01/01/2025", "", "70 %", ""), ("15/02/2025", "", "40 %", ""), "C1, le 15 février 2025 : 110,0"),
        (("01/01/2025", "31/01/2025", "70 %", ""), ("15/02/2025", "", "40 %", ""), ""),
        (("01/01/2025", "", "100 %", ""), ("15/02/2025", "", "40 %", "overlay"), ""),
        (("15/01/2025", "", "60 %", ""), ("15/01/2025", "", "40 %", ""), ""),
    ],
)
def test_shares_above_all_on_a_day_are_said(store, tmp_path, first, second, said):
    titles = ("Client", "Responsable de compte", "Début", "Fin", "Quote-part", "Rôle")
    report = put(store, tmp_path, "f.csv", ("C1", "Roux", *first), ("C1", "Vial", *second), titles=titles)
    message = report.message.fr.replace("\u00a0", " ").replace("\u202f", " ")
    assert ("dépassent 100 %" in message) is bool(said)
    assert said in message


def test_growth_over_days_without_invoices_is_said_with_the_growth_of_the_others(store, tmp_path):
    days = [(f"25/{m:02}/{y}", "100,00") for y in (2024, 2025) for m in range(1, 13) if (y, m) <= (2025, 6)]
    rows = [("C1", "Ostréa", day, f"F{i}", amount) for i, (day, amount) in enumerate(days)]
    assert put(store, tmp_path, "f.csv", *rows, titles=INVOICES).amount_total == Decimal(1800)
    base = ("--base-from", "2024-01-01", "--base-to", "2024-12-31")
    figures = kam(store.folder, "metrics", "growth", *YEAR, *base)
    assert figures["growth"] == -0.5
    message = figures["message"].replace("\u00a0", " ")
    assert "les factures s’arrêtent le 25 juin 2025" in message
    assert "la croissance est de 0,0 %" in message
    covered = ("--from", "2025-01-01", "--to", "2025-06-25", "--base-from", "2024-01-01", "--base-to", "2024-06-25")
    assert "s’arrêtent" not in kam(store.folder, "metrics", "growth", *covered).get("message", "")
