"""Rows beside revenue: budget, quantity, versions; and amounts that run from January on."""

from decimal import Decimal

import pytest

from tests.ingest.loading import load, total

LISTED = "Client;Mois;Mesure;Montant HT\n"


@pytest.mark.parametrize(
    "text",
    [
        "Client;Nature;01/2024;02/2024;03/2024\nAlcyon;Réalisé;10;20;30\nAlcyon;Budget;11;21;31\nBorel;Réalisé;5;5;5\n",
        "Client;Mesure;01/2024;02/2024;03/2024\nAlcyon;CA HT;10;20;30\nAlcyon;Quantité;1;2;3\nBorel;CA HT;5;5;5\n",
        "Customer,Scenario,Q1 2024,Q2 2024,Q3 2024\nAlcyon,Actual,10,20,30\nAlcyon,Plan,9,9,9\nBorel,Actual,5,5,5\n",
        "Client;Ligne;01/2024;02/2024;03/2024\nAlcyon;CA;10;20;30\nAlcyon;CA N-1;7;7;7\nBorel;CA;5;5;5\n",
        LISTED + "Alcyon;01/2024;CA;10\nAlcyon;01/2024;Marge;3\nAlcyon;02/2024;CA;50\nBorel;01/2024;CA;15\n",
    ],
)
def test_only_the_rows_of_revenue_count(store, tmp_path, text):
    report = load(store, tmp_path, text, {"kind": "revenue"})
    assert (report.outcome, total(store)) == ("loaded", Decimal(75)), report.questions
    assert "only the rows" in report.message.en
    assert report.rows_skipped["filtered"] > 0


@pytest.mark.parametrize(
    ("text", "choices", "answer", "expected"),
    [
        (
            "Client;Version;01/2024;02/2024;03/2024\nAlcyon;V0;10;20;30\nAlcyon;V1;11;21;32\n",
            {"V0": "“V0”: 60.", "V1": "“V1”: 64.", "all": "All of them: 124."},
            "V1",
            "64",
        ),
        (
            "Client;Nature;01/2024;02/2024;03/2024\nAlcyon;Budget;10;20;30\nBorel;Budget;11;21;32\n",
            {"Budget": "“Budget”: 124.", "all": "All of them: 124."},
            "all",
            "124",
        ),
    ],
)
def test_rows_whose_measure_is_not_certain_are_asked_about_with_their_amounts(
    store, tmp_path, text, choices, answer, expected
):
    (question,) = load(store, tmp_path, text, {"kind": "revenue"}).questions
    assert dict(zip(question.choices, (t.en for t in question.labels), strict=True)) == choices
    load(store, tmp_path, None, {"kind": "revenue", "answers": {question.id: answer}})
    assert total(store) == Decimal(expected)


def test_a_column_of_document_types_measures_nothing(store, tmp_path):
    text = "Client;Date facture;Type;Montant HT\nAlcyon;15/01/2024;Facture;10\nAlcyon;16/01/2024;Avoir;-2\n"
    load(store, tmp_path, text)
    assert total(store) == 8


def running(*rows: str, title: str = "CA cumulé") -> str:
    return "\n".join([f"Client;Mois;{title}", *rows])


RISING = ("Alcyon;01/2024;10", "Alcyon;02/2024;25", "Alcyon;03/2024;45", "Borel;01/2024;1", "Borel;02/2024;1")
COLUMNS = {"kind": "revenue", "columns": {"account_name": "Client", "date": "Mois"}}


@pytest.mark.parametrize("title", ["CA cumulé", "CA YTD", "Cumul CA HT (k€)", "Revenue YTD"])
def test_amounts_that_run_from_january_on_are_taken_apart_by_their_title(store, tmp_path, title):
    mapping = {**COLUMNS, "columns": {**COLUMNS["columns"], "amount": title}, "unit": 1}
    report = load(store, tmp_path, running(*RISING, "Alcyon;01/2025;7", title=title), mapping)
    assert total(store) == 53
    assert "total 53 rather than 89" in report.message.en


def test_running_columns_are_taken_apart_too(store, tmp_path):
    text = "Client;Cumul janv. 2024;Cumul févr. 2024;Cumul mars 2024\nAlcyon;10;25;45\nBorel;1;1;4\n"
    load(store, tmp_path, text, {"kind": "revenue"})
    assert total(store) == 49


def test_a_title_that_the_amounts_contradict_is_asked_about(store, tmp_path):
    mapping = {**COLUMNS, "columns": {**COLUMNS["columns"], "amount": "CA cumulé"}}
    text = running("Alcyon;01/2024;10", "Alcyon;02/2024;5", "Alcyon;03/2024;7")
    (question,) = load(store, tmp_path, text, mapping).questions
    assert [t.en.split()[-1] for t in question.labels] == ["7.", "22."]
    load(store, tmp_path, None, {**mapping, "answers": {"year_to_date": "months"}})
    assert total(store) == 22


def test_amounts_that_only_rise_are_asked_about(store, tmp_path):
    rows = [
        f"{who};{m:02d}/2024;{first + 7 * m}" for who, first in (("Alcyon", 100), ("Borel", 50)) for m in range(1, 9)
    ]
    (question,) = load(store, tmp_path, running(*rows, title="CA"), {"kind": "revenue"}).questions
    assert (question.id, question.choices) == ("year_to_date", ("running", "months"))
    load(store, tmp_path, None, {"kind": "revenue", "answers": {"year_to_date": "running"}})
    assert total(store) == 156 + 106


def test_the_same_amount_every_month_is_no_running_total(store, tmp_path):
    rows = [f"{who};{m:02d}/2024;100" for who in ("Alcyon", "Borel") for m in range(1, 13)]
    assert load(store, tmp_path, running(*rows, title="CA"), {"kind": "revenue"}).outcome == "loaded"
    assert total(store) == 2400
