"""Third-party files without a mapping: at most three questions, then the independently computed figures."""

import json
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path

import pytest

from kam_analytics.cli import main
from tests.pages.test_expected import check, expected
from tests.third_party import shared

pytestmark = pytest.mark.slow

MOST_QUESTIONS = 3


def answered(store: Path, answers: dict[str, str], *files: Path) -> tuple[list[dict], list[str]]:
    """Import, answering each question as it comes; the reports, and the questions that were asked."""
    given: dict[str, str] = {}
    mapping = store.parent / "answers.json"
    for _ in range(MOST_QUESTIONS + 1):
        mapping.write_text(json.dumps({"answers": given}), "utf-8")
        printed = StringIO()
        with redirect_stdout(printed):
            main(["import", *map(str, files), "--mapping", str(mapping), "--json", "--store", str(store)])
        found = json.loads(printed.getvalue())
        reports = found if isinstance(found, list) else [found]
        asked = {q["id"]: q["choices"] for r in reports for q in r["questions"]}
        if not asked:
            return reports, list(given)
        assert all(answers[q] in choices for q, choices in asked.items())
        given |= {q: answers[q] for q in asked}
    raise AssertionError(f"more than {MOST_QUESTIONS} rounds of questions: {list(asked)}")


def test_superstore_as_an_old_workbook(tmp_path):
    path = shared("superstore", "Sample - Superstore.xls")
    answers = {"sheet": "Orders", "kind": "revenue", "column:date": "Order Date"}
    reports, asked = answered(tmp_path / "store", answers, path)
    assert len(asked) <= MOST_QUESTIONS
    assert [(r["outcome"], r["rows_loaded"]) for r in reports] == [("loaded", 9_994)]
    check(tmp_path / "store", expected("superstore", "all_customers"))


def test_cdnow_aligned_with_blanks(tmp_path):
    path = shared("cdnow", "CDNOW_master.txt")
    reports, asked = answered(tmp_path / "store", {"kind": "revenue", "column:amount": "dollar_value"}, path)
    assert len(asked) <= MOST_QUESTIONS
    assert [(r["outcome"], r["rows_loaded"]) for r in reports] == [("loaded", 69_659)]
    check(tmp_path / "store", expected("cdnow", "half_years"))


def test_won_deals_as_revenue(tmp_path):
    path = shared("crm_sales_opportunities", "sales_pipeline.csv")
    answers = {"column:date": "close_date", "column:amount": "close_value", "won": "won"}
    store, mapping = tmp_path / "store", tmp_path / "m.json"
    mapping.write_text(json.dumps({"kind": "revenue", "answers": answers}), "utf-8")
    with redirect_stdout(StringIO()):
        assert main(["import", str(path), "--mapping", str(mapping), "--json", "--store", str(store)]) == 0
        assert main(["import", str(path), "--kind", "revenue", "--json", "--store", str(tmp_path / "other")]) == 3
    check(store, expected("crm_sales_opportunities", "won"))


def test_two_years_of_spending_in_24_files(tmp_path):
    files = sorted(shared("devon_spend_2011_2012").glob("*.csv"))
    answers = {"kind": "revenue", "column:account_id": "Supplier ID"}
    reports, asked = answered(tmp_path / "store", answers, *files)
    assert len(asked) <= MOST_QUESTIONS
    assert sum(r["rows_loaded"] for r in reports) == 150_535
    assert round(sum(r["amount_total"] for r in reports), 2) == pytest.approx(685_682_180.91, abs=0.005)
