"""Totals among the lines: by label in any language, and by sum, in pivots, results and lists."""

from decimal import Decimal

import pytest

from kam_analytics.ingest.header import sums_of_rows
from tests.ingest.loading import load, total

MONTHS = "Client;01/2024;02/2024;03/2024"
LEAVES = {"Alcyon": (101, 203, 307), "Borel": (11, 23, 31), "Cévenol": (7, 0, 5)}  # 688 in all
NORD, SUD = (112, 226, 338), (7, 0, 5)
ALL = (119, 226, 343)


def wide(*rows: tuple[str, tuple[int, ...]]) -> str:
    return "\n".join([MONTHS, *(";".join([label, *(str(a) for a in amounts)]) for label, amounts in rows)])


def leaves(*names: str) -> list[tuple[str, tuple[int, ...]]]:
    return [(n, LEAVES[n]) for n in names]


def accounts(store) -> list[str]:
    with store.connect() as db:
        return [r[0] for r in db.execute("SELECT DISTINCT source_account FROM ledger.live_line ORDER BY 1").fetchall()]


@pytest.mark.parametrize(
    "rows",
    [
        [("Nord", NORD), *leaves("Alcyon", "Borel"), ("Sud", SUD), *leaves("Cévenol"), ("Total général", ALL)],
        [("Nord", NORD), *leaves("Alcyon", "Borel"), ("Sud", SUD), *leaves("Cévenol")],
        [("France", ALL), ("Nord", NORD), *leaves("Alcyon", "Borel"), ("Sud", SUD), *leaves("Cévenol")],
        [
            *leaves("Alcyon", "Borel"),
            ("Résultat", NORD),
            *leaves("Cévenol"),
            ("Résultat", SUD),
            ("Résultat global", ALL),
        ],
        [
            *leaves("Alcyon", "Borel"),
            ("Nord Total", NORD),
            *leaves("Cévenol"),
            ("Sud Total", SUD),
            ("Grand Total", ALL),
        ],
        [*leaves("Alcyon", "Borel"), ("Ergebnis", NORD), *leaves("Cévenol"), ("Gesamtergebnis", ALL)],
        [*leaves("Alcyon", "Borel", "Cévenol"), ("Ensemble", ALL)],
        [*leaves("Alcyon", "Borel"), ("Nord - Total", (112, 226, 339)), *leaves("Cévenol")],  # rounded
        [*leaves("Alcyon", "Borel", "Cévenol"), ("", ALL)],
    ],
)
def test_a_row_that_sums_others_is_no_customer(store, tmp_path, rows):
    report = load(store, tmp_path, wide(*rows), {"answers": {"wide": "revenue"}})
    assert report.outcome == "loaded", report.questions
    assert (total(store), accounts(store)) == (Decimal(688), ["Alcyon", "Borel", "Cévenol"])


def test_the_report_names_the_rows_that_only_their_sum_shows(store, tmp_path):
    rows = [("Nord", NORD), *leaves("Alcyon", "Borel"), ("Sud", SUD), *leaves("Cévenol")]
    report = load(store, tmp_path, wide(*rows), {"answers": {"wide": "revenue"}})
    assert "the sum of their neighbours: Nord, Sud." in report.message.en
    assert report.rows_skipped["total"] == 6


def test_a_sum_in_a_table_without_other_totals_is_asked_with_both_figures(store, tmp_path):
    rows = [*leaves("Cévenol"), ("Nord", NORD), *leaves("Alcyon", "Borel")]
    (question,) = load(store, tmp_path, wide(*rows), {"answers": {"wide": "revenue"}}).questions
    assert (question.id, question.choices) == ("group_totals", ("aside", "lines"))
    assert [t.en.split()[-1] for t in question.labels] == ["688.", "1,364."]
    load(store, tmp_path, None, {"answers": {"wide": "revenue", "group_totals": "lines"}})
    assert total(store) == 688 + sum(NORD)


def test_customers_alike_are_no_totals(store, tmp_path):
    rows = [("Alcyon", (10, 20, 30)), ("Borel", (10, 20, 30)), ("Total Énergie", (5, 6, 7))]
    load(store, tmp_path, wide(*rows), {"answers": {"wide": "revenue"}})
    assert accounts(store) == ["Alcyon", "Borel", "Total Énergie"]


LIST = "Client;Date facture;N° facture;Montant HT\n"


@pytest.mark.parametrize(
    "body",
    [
        "Nord;;;350,00\nAlcyon;15/01/2024;F1;100,00\nBorel;16/01/2024;F2;250,00\n",
        "Alcyon;15/01/2024;F1;100,00\nBorel;16/01/2024;F2;250,00\nNord;;;350,00\n",
        "Alcyon;15/01/2024;F1;100,00\nAlcyon Total;31/01/2024;;100,00\nBorel;16/01/2024;F2;250,00\n",
        "Alcyon;15/01/2024;F1;100,00\nBorel;16/01/2024;F2;250,00\nGesamtergebnis;;;350,00\n",
    ],
)
def test_a_total_among_the_lines_of_a_list_is_set_aside(store, tmp_path, body):
    report = load(store, tmp_path, LIST + body)
    assert (total(store), report.rows_skipped, report.rows_quarantined) == (Decimal(350), {"total": 1}, 0)


def test_a_line_without_a_date_that_sums_nothing_is_to_be_corrected(store, tmp_path):
    report = load(store, tmp_path, LIST + "Nord;;;351,00\nAlcyon;15/01/2024;F1;100,00\nBorel;16/01/2024;F2;250,00\n")
    assert (total(store), report.rows_quarantined) == (Decimal(350), 1)


def test_levels_of_a_pivot_are_told_apart():
    vectors = [(9, 3), (4, 1), (4, 1), (5, 2), (2, 1), (3, 1)]  # all; a region of one; its city; a region of two
    summed = sums_of_rows.find(vectors)
    assert summed.complete
    assert sorted(summed.parts) == [0, 1, 3]
