"""How the text of a file becomes values: marks, dates, signs, totals, and what is asked instead of guessed."""

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from kam_analytics.core.imports import ImportReport
from kam_analytics.core.scope import Role, Scope
from kam_analytics.ingest.dialogue.mapping import ColumnMapping
from kam_analytics.ingest.header.non_data_rows import announces_total
from kam_analytics.ingest.notation import dates, numbers
from kam_analytics.ingest.notation.expressions import ColumnReference, ExpressionError, parse
from kam_analytics.ingest.pipeline import run_import
from kam_analytics.warehouse.store import Store

DIRECTOR = Scope("director", Role.DIRECTOR, (), None, sees_all_pay=True)
HEADER = "N° facture;Date facture;Code client;Raison sociale;Montant HT"


def load(store: Store, folder: Path, text: str, mapping: dict[str, Any] | None = None, **options: Any) -> ImportReport:
    path = folder / options.pop("name", "export.csv")
    path.write_text(text, options.pop("encoding", "utf-8"), newline="")
    given = ColumnMapping.from_dict(mapping) if mapping else None
    report = run_import(store, path, mapping=given, scope=DIRECTOR, **options)
    assert report.balances
    return report


def amounts(store: Store) -> list[Decimal]:
    with store.connect() as db:
        return [row[0] for row in db.execute("SELECT amount FROM ledger.live_line ORDER BY row_no").fetchall()]


def days(store: Store) -> list[date]:
    with store.connect() as db:
        return [row[0] for row in db.execute("SELECT date FROM ledger.live_line ORDER BY row_no").fetchall()]


def invoices(*cells: str, day: str = "31/01/2024") -> str:
    return "\n".join([HEADER, *(f"F{i};{day};C1;Alcyon;{cell}" for i, cell in enumerate(cells))])


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        (["1 234,56", "12,50"], ["1234.56", "12.50"]),
        (["1\u202f234,56 €", "-7,00 €"], ["1234.56", "-7"]),
        (["1.234,56", "12,50"], ["1234.56", "12.50"]),
        (["1,234.56", "12.50"], ["1234.56", "12.50"]),
        (["2024.994", "1898.0944"], ["2024.994", "1898.0944"]),  # decided by the column, not by the cell
        (["1.234", "1,5"], ["1234", "1.5"]),
        (["155,22-", "(12,00)"], ["-155.22", "-12"]),
        (["1'234.50", "10"], ["1234.5", "10"]),
        (["1.5e3", "-2.00E-02"], ["1500", "-0.02"]),
        (["2,00005", "-2,00005"], ["2.0001", "-2.0001"]),  # half away from zero, from the decimal text
        (["1234567,89 EUR", "1,00 EUR"], ["1234567.89", "1"]),
        (["1'380.-", "70.-", "-45.50"], ["1380", "70", "-45.5"]),  # Swiss: no centimes
        (["1’380.—", "2’400.75"], ["1380", "2400.75"]),
        (["1.380,-", "70,--", "12,50"], ["1380", "70", "12.5"]),
        (["CHF 1'380.-", "CHF -70.-"], ["1380", "-70"]),
        (["1.380,50-", "20,00-"], ["-1380.5", "-20"]),  # SAP
        (["- 7,00", "−8,00", "–9,00"], ["-7", "-8", "-9"]),
    ],
)
def test_a_number_is_read_by_the_habits_of_its_column(store, tmp_path, cells, expected):
    load(store, tmp_path, invoices(*cells), {"answers": {"currency": "reporting", "ledger_sign": "as_written"}})
    assert amounts(store) == [Decimal(e) for e in expected]


def test_a_mark_that_could_be_either_is_asked_and_the_answer_is_remembered(store, tmp_path):
    report = load(store, tmp_path, invoices("1.234", "5.678"))
    (question,) = report.questions
    assert (report.outcome, question.id, question.choices) == ("ask", "decimal:Montant HT", (".", ","))
    load(store, tmp_path, invoices("1.234", "5.678"), {"answers": {"decimal:Montant HT": ","}})
    load(store, tmp_path, invoices("9.876", day="29/02/2024"), name="february.csv")
    assert sorted(amounts(store)) == [1234, 5678, 9876]


def test_another_column_of_the_file_may_prove_the_mark(store, tmp_path):
    text = "N° facture;Date facture;Code client;Quantité;Montant HT\nF1;31/01/2024;C1;1.000;12.345,60\n"
    load(store, tmp_path, text)
    with store.connect() as db:
        assert db.execute("SELECT quantity, amount FROM ledger.line").fetchall() == [(1000.0, Decimal("12345.6"))]


def test_numbers_of_a_workbook_are_numbers_whatever_their_decimals(store, tmp_path):
    book = openpyxl.Workbook()
    for row in (HEADER.split(";"), ["F1", date(2024, 1, 31), "00123", "Alcyon", 1.234]):
        book.active.append(row)
    book.save(tmp_path / "export.xlsx")
    report = run_import(store, tmp_path / "export.xlsx", scope=DIRECTOR)
    assert (report.outcome, amounts(store)) == ("loaded", [Decimal("1.234")])
    with store.connect() as db:
        assert db.execute("SELECT source_account FROM ledger.line").fetchall() == [("00123",)]


@pytest.mark.parametrize("cell", ["NaN", "INF", "#N/A", "abc", ""])
def test_an_amount_that_is_no_number_is_set_aside_with_its_cell(store, tmp_path, cell):
    report = load(store, tmp_path, invoices("10,00", cell))
    (rejection,) = report.rejected
    assert (report.rows_loaded, report.rows_quarantined) == (1, 1)
    assert (rejection.row_number, rejection.column) == (3, "Montant HT")
    assert rejection.rule == ("readable" if cell == "abc" else "required")


@pytest.mark.parametrize(
    "cell",
    ["1300\n200", "200\n300", "1300,00 200,00", "14 50", "1'30", "12€50", "700 € 200 €", "1300+200", "1300 / 200"],
)
def test_two_numbers_in_a_cell_and_broken_groups_are_never_glued(store, tmp_path, cell):
    quoted = f'"{cell}"'
    report = load(store, tmp_path, invoices("450,00", quoted, "1 250,00"))
    assert (report.rows_loaded, report.rows_quarantined, report.amount_total) == (2, 1, Decimal(1700))
    (rejection,) = report.rejected
    assert rejection.value == cell


def test_rejections_point_at_the_line_an_editor_shows(store, tmp_path):
    text = f'{HEADER}\n\nF1;31/01/2024;C1;"Alcyon\nSud";10,00\nF2;32/01/2024;C1;Alcyon;5,00\n'
    report = load(store, tmp_path, text)
    assert [(r.row_number, r.value) for r in report.rejected] == [(5, "32/01/2024")]


@pytest.mark.parametrize(
    ("text", "style", "expected"),
    [
        ("31/12/2024", dates.DateStyle(), date(2024, 12, 31)),
        ("3/1/2017", dates.DateStyle("mdy"), date(2017, 3, 1)),
        ("31.12.24", dates.DateStyle(), date(2024, 12, 31)),
        ("2024/12/31", dates.DateStyle(), date(2024, 12, 31)),
        ("20101229", dates.DateStyle(), date(2010, 12, 29)),
        ("45631", dates.DateStyle(serials=True), date(2024, 12, 5)),
        ("janv. 2024", dates.DateStyle(), date(2024, 1, 1)),
        ("1er mars 2024", dates.DateStyle(), date(2024, 3, 1)),
        ("2024-02", dates.DateStyle(), date(2024, 2, 1)),
        ("31/02/2024", dates.DateStyle(), None),
        ("45631", dates.DateStyle(), None),
    ],
)
def test_a_date_is_read_in_the_style_of_its_column(text, style, expected):
    assert dates.read_date(text, style) == expected


def test_a_day_above_twelve_decides_for_the_whole_column(store, tmp_path):
    text = f"{HEADER}\nF1;03/04/2024;C1;A;1,00\nF2;25/04/2024;C1;A;1,00\n"
    load(store, tmp_path, text)
    assert days(store) == [date(2024, 4, 3), date(2024, 4, 25)]


def test_days_that_could_be_months_are_asked(store, tmp_path):
    report = load(store, tmp_path, invoices("1,00", day="03/04/2024"))
    assert [(q.id, q.choices) for q in report.questions] == [("date_order:Date facture", ("dmy", "mdy"))]
    load(store, tmp_path, invoices("1,00", day="03/04/2024"), {"date_order": "mdy"})
    assert days(store) == [date(2024, 3, 4)]


def test_a_time_of_day_does_not_count(store, tmp_path):
    load(store, tmp_path, invoices("1,00", day="2024-12-31 23:59:59.000000018"))
    assert days(store) == [date(2024, 12, 31)]


TOTALS = """N° facture;Date facture;Code client;Raison sociale;Montant HT
F1;31/01/2024;C1;Alcyon;100,00
F2;31/01/2024;C2;Total Énergies;50,00
Sous-total janvier;;;;150,00
F3;28/02/2024;C1;Alcyon;25,00
;28/02/2024;;;25,00
Total général;;;;175,00
;;;;175,00

Confidential Information - Do Not Distribute
"""


def test_totals_labelled_or_not_and_footers_never_load(store, tmp_path):
    report = load(store, tmp_path, TOTALS)
    assert report.rows_skipped["footer"] == 1
    assert report.rows_skipped["total"] + report.rows_quarantined == 4
    assert amounts(store) == [100, 50, 25]  # one's customer may be called Total


def test_a_line_without_a_customer_is_no_total_unless_it_sums_what_stands_above(store, tmp_path):
    text = f"{HEADER}\nF1;31/01/2024;C1;Alcyon;100,00\nF2;31/01/2024;;;30,00\nF3;31/01/2024;C1;Alcyon;1,00\n"
    report = load(store, tmp_path, text)
    assert (report.rows_loaded, report.rows_skipped) == (3, {})


def test_the_word_total_is_a_label_and_not_a_part_of_a_name():
    assert announces_total("TOTAL GÉNÉRAL")
    assert not announces_total("Totally Bikes")


CREDITS = "N° facture;Date facture;Type;Code client;Montant HT\n"


def test_credit_notes_written_as_positive_amounts_are_counted_as_negative_and_said(store, tmp_path):
    report = load(store, tmp_path, CREDITS + "F1;31/01/2024;Facture;C1;100,00\nA1;31/01/2024;Avoir;C1;40,00\n")
    assert amounts(store) == [100, -40]
    assert "avoirs étaient positifs" in report.message.fr


def test_credit_notes_of_both_signs_are_asked(store, tmp_path):
    text = CREDITS + "A1;31/01/2024;Avoir;C1;40,00\nA2;31/01/2024;RFA;C1;-10,00\n"
    report = load(store, tmp_path, text)
    assert [q.id for q in report.questions] == ["credit_sign"]
    load(store, tmp_path, text, {"answers": {"credit_sign": "as_written"}})
    assert amounts(store) == [40, -10]


def test_a_quote_or_an_order_is_no_revenue(store, tmp_path):
    report = load(store, tmp_path, CREDITS + "F1;31/01/2024;Facture;C1;100,00\nD1;31/01/2024;Devis;C1;40,00\n")
    assert (report.rows_loaded, report.rows_skipped) == (1, {"not revenue": 1})


def test_an_amount_with_vat_is_asked_about(store, tmp_path):
    text = "N° facture;Date facture;Code client;Montant TTC\nF1;31/01/2024;C1;120,00\n"
    mapping = {"kind": "revenue", "answers": {"column:amount": "Montant TTC"}}
    assert [q.id for q in load(store, tmp_path, text, mapping).questions] == ["vat"]
    mapping["answers"]["vat"] = "20"
    load(store, tmp_path, text, mapping)
    assert amounts(store) == [100]


def test_a_missing_column_is_asked_with_the_titles_as_choices(store, tmp_path):
    report = load(store, tmp_path, "N° facture;Date facture;Code client;Net\nF1;31/01/2024;C1;1,00\n", kind="revenue")
    (question,) = report.questions
    assert (question.id, "Net" in question.choices) == ("column:amount", True)


def test_an_expression_is_exact_where_floats_are_not(store, tmp_path):
    text = "OrderID,OrderDate,CustomerID,UnitPrice,Quantity,Discount\n1,2024-01-31,C1,14.05,3,0.15\n"
    columns = {"account_id": "CustomerID", "date": "OrderDate", "amount": "UnitPrice * Quantity * (1 - Discount)"}
    load(store, tmp_path, text, {"kind": "revenue", "columns": columns})
    assert amounts(store) == [Decimal("35.8275")]


def test_a_condition_leaves_rows_out_and_says_how_many(store, tmp_path):
    text = "Status;Montant;Date de clôture;Nom du compte\nWon;10,00;31/01/2024;A\nLost;20,00;31/01/2024;B\n"
    mapping = {
        "kind": "revenue",
        "columns": {"account_name": "Nom du compte", "date": "Date de clôture", "amount": "Montant"},
        "where": "Status = 'won' and [Date de clôture] >= '2024-01-01' and not Montant < 5",
    }
    report = load(store, tmp_path, text, mapping)
    assert (amounts(store), report.rows_skipped) == ([10], {"filtered": 1})


@pytest.mark.parametrize("text", ["a; DROP TABLE line", "a +", "unknown * 2", "(a", "a = 'x' OR", "1 = 1 -- x)"])
def test_an_expression_is_never_sql(text):
    with pytest.raises(ExpressionError):
        parse(text, lambda title: ColumnReference(0, title) if title == "a" else None)


def test_columns_are_found_by_position_folded_title_or_quoted_name():
    found = {"#2": ColumnReference(1, "b"), "Prix unitaire": ColumnReference(2, "p")}
    assert parse('#2 * "Prix unitaire"', found.get) == parse("#2*[Prix unitaire]", found.get)


def test_identical_rows_of_numbers_style_are_described_by_their_counts():
    facts = numbers.NumberFacts(filled=3, plain_dot=3, dot_three=2, dot_decimals=1)
    assert numbers.style_of(facts) == numbers.NumberStyle(".", plain=True)


def test_bank_and_personal_columns_are_never_stored(store, tmp_path):
    text = "Code client;Raison sociale;Région;IBAN;Téléphone\nC1;Alcyon;Bretagne;FR7612345;0601020304\n"
    report = load(store, tmp_path, text, kind="accounts")
    assert report.outcome == "loaded"
    with store.connect() as db:
        stored = str(db.execute("SELECT * FROM ledger.accounts").fetchall())
    assert "FR76" not in stored
    assert "0601" not in stored
    refused = load(
        store, tmp_path, text, {"kind": "accounts", "columns": {"account_id": "Code client", "siren": "IBAN"}}
    )
    assert refused.outcome == "refused"


def test_an_id_loses_its_trailing_zero_only_when_the_whole_column_has_it(store, tmp_path):
    load(store, tmp_path, invoices("1,00").replace("C1", "17850.0"))
    load(store, tmp_path, invoices("2,00", "3,00", day="29/02/2024").replace(";C1;", ";17850.0;", 1), name="b.csv")
    with store.connect() as db:
        found = db.execute("SELECT DISTINCT source_account FROM ledger.line ORDER BY 1").fetchall()
    assert found == [("17850",), ("17850.0",), ("C1",)]
