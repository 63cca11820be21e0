"""Periods in columns: years beside months, quarters, titles in two rows, year to date, targets."""

from decimal import Decimal

import openpyxl
import pytest

from kam_analytics.ingest.notation.periods import period_of
from tests.ingest.loading import load, total

BESIDE = "Client;janv. 2024;févr. 2024;mars 2024;2024\nAlcyon;10;20;30;60\nBorel;5;;7;12\n"
YEARS = ";2023;;;2024;;\nClient;T1;T2;T3;T1;T2;T3\nAlcyon;10;20;30;11;21;31\nBorel;1;2;3;4;5;6\n"


def months(store) -> dict[str, Decimal]:
    """First day → revenue."""
    with store.connect() as db:
        rows = db.execute("SELECT date, sum(amount) FROM ledger.live_line GROUP BY 1 ORDER BY 1").fetchall()
    return {str(day): amount for day, amount in rows}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (BESIDE, "72"),
        ("Client;2024-01;2024-02;2024-03;2024\nAlcyon;10;20;30;60\nBorel;5;;7;12\n", "72"),
        ("Client;2024;01/2024;02/2024;03/2024\nAlcyon;60;10;20;30\nBorel;12;5;;7\n", "72"),
        ("Client;janv-24;févr-24;mars-24;T1 2024;2024\nAlcyon;10;20;30;60;60\nBorel;5;;7;12;12\n", "72"),
        ("Customer,Q1 2024,Q2 2024,Q3 2024,FY 2024\nAlcyon,10,20,30,60\nBorel,5,,7,12\n", "72"),
        ("Client;CA janv. 2024;CA févr. 2024;CA mars 2024;Cumul 2024;Budget 2024\nAlcyon;10;20;30;60;99\n", "60"),
        ("Client;01.2024;02.2024;03.2024;2024\nAlcyon;10;20;30;60\nBorel;5;;7;12\n", "72"),  # as SAP writes months
        ("Client;202401;202402;202403\nAlcyon;10;20;30\nBorel;5;;7\n", "72"),
        ("Client;CA 2022;Qté 2022;CA 2023;Qté 2023;CA 2024;Qté 2024\nAlcyon;10;1;20;2;30;3\n", "60"),
        ("Client;2023;janv. 2024;févr. 2024;mars 2024\nAlcyon;400;10;20;30\n", "460"),  # another year
        (YEARS, "144"),
        (";CA;;;Budget;;\nClient;01/2024;02/2024;03/2024;01/2024;02/2024;03/2024\nAlcyon;10;20;30;11;21;31\n", "60"),
        ("CA 2024;;;\nClient;janv.;févr.;mars\nAlcyon;10;20;30\n", "60"),
        (";2023;;2024;\nClient;CA;Marge;CA;Marge\nAlcyon;10;2;20;4\nBorel;5;1;7;1\n", "42"),
    ],
)
def test_a_column_of_totals_or_of_another_measure_is_no_revenue(store, tmp_path, text, expected):
    report = load(store, tmp_path, text, {"answers": {"wide": "revenue"}})
    assert (report.outcome, total(store)) == ("loaded", Decimal(expected)), report.message.en


def test_the_report_says_which_column_is_the_sum_of_which(store, tmp_path):
    report = load(store, tmp_path, BESIDE, {"answers": {"wide": "revenue"}})
    assert "Column “2024” is the sum of “janv. 2024” to “mars 2024”: it is left aside." in report.message.en


def test_a_year_that_is_not_the_sum_of_its_months_is_asked_with_both_totals(store, tmp_path):
    text = BESIDE.replace("60", "90").replace(";12", ";15")
    mapping = {"answers": {"wide": "revenue"}}
    (question,) = load(store, tmp_path, text, mapping).questions
    assert (question.id, question.choices) == ("wide_total:2024", ("parts", "total"))
    assert [t.en for t in question.labels] == ["The parts: 72.", "Column “2024”: 105."]
    load(store, tmp_path, None, {"answers": {"wide": "revenue", question.id: "total"}})
    assert months(store) == {"2024-01-01": Decimal(105)}


def test_titles_that_say_revenue_and_year_need_no_question(store, tmp_path):
    report = load(store, tmp_path, "Client;CA 2023;CA 2024;Évolution\nAlcyon;100;120;20%\nBorel;50;40;-20%\n")
    assert (report.outcome, report.kind) == ("loaded", "revenue")
    assert months(store) == {"2023-01-01": Decimal(150), "2024-01-01": Decimal(160)}


def test_merged_years_above_quarters_are_joined_to_them(store, tmp_path):
    book = openpyxl.Workbook()
    sheet = book.active
    for row in [[None, 2023, None, 2024, None], ["Client", "T1", "T2", "T1", "T2"], ["Alcyon", 10, 20, 30, 40]]:
        sheet.append(row)
    sheet.merge_cells("B1:C1")
    sheet.merge_cells("D1:E1")
    book.save(tmp_path / "crosstab.xlsx")
    load(store, tmp_path, None, {"answers": {"wide": "revenue"}}, name="crosstab.xlsx")
    assert months(store) == {
        "2023-01-01": Decimal(10),
        "2023-04-01": Decimal(20),
        "2024-01-01": Decimal(30),
        "2024-04-01": Decimal(40),
    }


def test_quarters_without_a_year_may_be_targets_too(store, tmp_path):
    text = "Commercial;Objectif T1;Objectif T2;Objectif T3\nDupont;10;20;30\n"
    load(store, tmp_path, text, {"answers": {"wide": "2024"}}, name="objectifs.csv")
    with store.connect() as db:
        rows = db.execute("SELECT period_start, period_end FROM ledger.targets ORDER BY value").fetchall()
    assert [(str(a), str(b)) for a, b in rows] == [
        ("2024-01-01", "2024-03-31"),
        ("2024-04-01", "2024-06-30"),
        ("2024-07-01", "2024-09-30"),
    ]


def test_two_blocks_of_months_without_a_year_are_asked_about(store, tmp_path):
    text = "Client;janv.;févr.;mars;janv.;févr.;mars\nAlcyon;1;2;3;10;20;30\n"
    asked = load(store, tmp_path, text, {"answers": {"wide": "2024"}})
    assert [(q.id, tuple(t.en for t in q.labels)) for q in asked.questions] == [
        ("wide_block", ("The first: 6.", "The second: 60."))
    ]
    load(store, tmp_path, None, {"answers": {"wide": "2024", "wide_block": "second"}})
    assert months(store) == {"2024-01-01": Decimal(10), "2024-02-01": Decimal(20), "2024-03-01": Decimal(30)}


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("Commercial;Mesure;janv. 2024;févr. 2024;mars 2024;2024\nDupont;CA;10;20;30;60\n", ["31", "29", "31"]),
        ("Commercial;Mesure;T1 2024;T2 2024;T3 2024\nDupont;CA;10;20;30\n", ["31", "30", "30"]),
    ],
)
def test_targets_by_person_and_period_load_after_one_question(store, tmp_path, text, ends):
    asked = load(store, tmp_path, text, name="equipe.csv")
    (question,) = asked.questions
    assert (question.id, question.choices[0]) == ("wide", "targets")
    report = load(store, tmp_path, None, {"answers": {"wide": "targets"}}, name="equipe.csv")
    assert (report.outcome, report.kind) == ("loaded", "targets"), report.message.en
    with store.connect() as db:
        rows = db.execute("SELECT scope, measure, period_end, value FROM ledger.targets ORDER BY value").fetchall()
    assert [(r[0], r[1], r[2].strftime("%d"), r[3]) for r in rows] == [
        ("kam", "revenue", end, Decimal(value)) for end, value in zip(ends, (10, 20, 30), strict=True)
    ]


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("1er trimestre 2024", (2024, 1, 3)),
        ("S2 24", (2024, 7, 6)),
        ("Q3-2024", (2024, 7, 3)),
        ("31/03/2024", (2024, 3, 1)),
    ],
)
def test_a_title_names_its_period(title, expected):
    period = period_of(title)
    assert (period.year, period.month, period.months) == expected


@pytest.mark.parametrize("title", ["Lyon 2024", "Date 2024", "12/03/2024", "CA", "N° 2024", "Total 2024", "Code mars"])
def test_other_titles_name_no_period(title):
    assert period_of(title) is None
