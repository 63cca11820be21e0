"""Lines of a FEC that a separator or a line break inside a wording broke: put together, or set aside to correct."""

from decimal import Decimal

import pytest

from kam_analytics.core.imports import ImportReport
from kam_analytics.core.scope import Role, Scope
from kam_analytics.ingest.pipeline import run_import
from kam_analytics.warehouse.store import Store

DIRECTOR = Scope("director", Role.DIRECTOR, (), None, sees_all_pay=True)
TITLES = [
    *("JournalCode", "JournalLib", "EcritureNum", "EcritureDate", "CompteNum", "CompteLib", "CompAuxNum", "CompAuxLib"),
    *("PieceRef", "PieceDate", "EcritureLib", "Debit", "Credit", "EcritureLet", "DateLet", "ValidDate"),
    *("Montantdevise", "Idevise"),
]
NET = {"1": 700, "2": 250, "3": 420}


def sale(number: str, wording: str = "Facture", account_name: str = "Ventes de pièces") -> list[list[str]]:
    """One invoice with VAT of 20 %: the customer's line, the revenue line, the VAT line."""
    net, day = NET[number], f"202503{int(number):02}"
    tail = ["", "", day, "", ""]
    head = ["VT", "Ventes", number, day]
    piece = [f"P{number}", day, wording]
    return [
        [*head, "411000", "Clients", f"K{number}", f"Client {number}", *piece, f"{net * 1.2:.2f}", "0,00", *tail],
        [*head, "707100", account_name, "", "", *piece, "0,00", f"{net},00", *tail],
        [*head, "445710", "TVA collectée", "", "", *piece, "0,00", f"{net * 0.2:.2f}", *tail],
    ]


def put(store: Store, folder, separator: str, *sales: list[list[str]]) -> ImportReport:
    lines = [separator.join(TITLES), *(separator.join(line) for lines in sales for line in lines)]
    (folder / "123456789FEC20251231.txt").write_text("\r\n".join(lines).replace(".", ","), "utf-8", newline="")
    return run_import(store, folder / "123456789FEC20251231.txt", scope=DIRECTOR)


@pytest.mark.parametrize("separator", ["\t", "|"])
@pytest.mark.parametrize("inside", ["Fact{s}2025", "Fact{s}{s}12", "Fact{s}lot{s}700,00", "{s}Facture", "Fact{s}"])
def test_a_separator_inside_a_wording_moves_no_amount(store, tmp_path, separator, inside):
    report = put(store, tmp_path, separator, sale("1"), sale("2", inside.format(s=separator)), sale("3"))
    assert (report.outcome, report.amount_total, report.rows_quarantined) == ("loaded", Decimal(1370), 0)
    assert "3 lignes étaient coupées" in report.message.fr


def test_a_separator_inside_the_name_of_an_account_moves_no_amount(store, tmp_path):
    report = put(store, tmp_path, "\t", sale("1"), sale("2", account_name="Ventes\tde pièces"), sale("3"))
    assert (report.amount_total, report.rows_quarantined) == (Decimal(1370), 0)


def test_a_line_break_inside_a_wording_makes_no_second_line(store, tmp_path):
    report = put(store, tmp_path, "\t", sale("1"), sale("2", "Facture\r\nsuite"), sale("3"))
    assert (report.amount_total, report.rows_quarantined) == (Decimal(1370), 0)


def test_a_line_that_fits_nowhere_is_set_aside(store, tmp_path):
    broken = sale("2")
    broken[1] = [*broken[1][:4], "?", *broken[1][4:]]
    report = put(store, tmp_path, "\t", sale("1"), broken, sale("3"))
    assert (report.outcome, report.amount_total) == ("loaded", Decimal(1120))


def test_trailing_separators_are_no_broken_lines(store, tmp_path):
    sales = [[[*line, ""] for line in sale(number)] for number in NET]
    report = put(store, tmp_path, "\t", *sales)
    assert (report.amount_total, report.rows_quarantined) == (Decimal(1370), 0)
    assert "coupée" not in report.message.fr
