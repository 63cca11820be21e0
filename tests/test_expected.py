"""Third-party data through the command line: every figure equals the independently computed one."""

import json
import shutil
import subprocess
import sys
from contextlib import redirect_stdout
from datetime import date, timedelta
from io import StringIO
from pathlib import Path

import pytest

from kam_analytics.answers.identity import page as identity
from kam_analytics.cli import main
from kam_analytics.warehouse.store import Store
from tests.conftest import shared
from tests.facts import view

pytestmark = pytest.mark.slow

MAPPINGS = Path(__file__).parent / "mappings"
RATIO, CENT = 1e-6, 0.005


def kam(store: Path, *words: str) -> dict:
    """Run one command in this process; its JSON answer, the only thing it prints."""
    printed = StringIO()
    with redirect_stdout(printed):
        status = main([*words, "--json", "--store", str(store)])
    assert status == 0, printed.getvalue()
    return json.loads(printed.getvalue())


def load(store: Path, mapping: str, *files: Path) -> list[dict]:
    reports = kam(store, "import", *map(str, files), "--mapping", str(MAPPINGS / f"{mapping}.json"))
    reports = reports if isinstance(reports, list) else [reports]
    for r in reports:
        skipped = sum(r["rows_skipped"].values())
        assert r["rows_read"] == r["rows_loaded"] + r["rows_known"] + skipped + r["rows_quarantined"]
    return reports


@pytest.fixture(scope="module")
def adventureworks(tmp_path_factory):
    store = tmp_path_factory.mktemp("adventureworks")
    sales, quota = (shared("adventureworks", "ready", f"{n}.csv") for n in ("reseller_sales", "sales_quota"))
    (report,) = load(store, "adventureworks_sales", sales)
    assert (report["rows_loaded"], round(report["amount_total"], 2)) == (60_855, 80_450_596.98)
    load(store, "adventureworks_quota", quota)
    return store


@pytest.fixture(scope="module")
def pl300(tmp_path_factory):
    """The course variant: months in columns, thousands, « NULL » and empty cells, people under three codes."""
    store = tmp_path_factory.mktemp("pl300")
    folder = shared("adventureworks", "pl300_raw")
    load(store, "adventureworks_people", shared("adventureworks", "salesperson_map.csv"))
    load(store, "adventureworks_pl300", folder / "FactResellerSales.csv")
    (report,) = load(store, "adventureworks_monthly_targets", folder / "ResellerSalesTargets.csv")
    assert (report["rows_loaded"], report["amount_total"]) == (245, 84_910_000)
    return store


@pytest.fixture(scope="module")
def northwind(tmp_path_factory):
    store = tmp_path_factory.mktemp("northwind")
    load(store, "northwind", shared("northwind", "ready", "order_lines.csv"))
    return store


@pytest.fixture(scope="module")
def online_retail(tmp_path_factory):
    folder = tmp_path_factory.mktemp("online_retail")
    subprocess.run(
        [sys.executable, str(shared("online_retail_ii", "rebuild.py")), str(folder)], check=True, timeout=300
    )
    first, second = load(
        folder / "store", "online_retail", *(folder / f"year_{y}.csv" for y in ("2009_2010", "2010_2011"))
    )
    assert first["rows_loaded"] == 525_461
    assert (second["rows_known"], second["rows_loaded"]) == (22_523, 541_909 - 22_523)
    return folder / "store"


@pytest.fixture(scope="module")
def devon(tmp_path_factory):
    store = tmp_path_factory.mktemp("devon")
    files = sorted(shared("devon_spend_2011_2012").glob("*.csv"))
    reports = load(store, "devon", *files)
    assert len(reports) == 24
    assert sum(r["rows_loaded"] for r in reports) == 150_535
    assert sum(r["rows_skipped"].get("blank", 0) for r in reports) == 18_478
    assert round(sum(r["amount_total"] for r in reports), 2) == 685_682_180.91
    return store


def expected(dataset: str, *sections: str) -> list[dict]:
    facts = json.loads(shared(dataset, "expected.json").read_text("utf-8"))
    return [facts[section] for section in sections]


def days(period: dict) -> tuple[str, str]:
    return period["start"], (date.fromisoformat(period["end_exclusive"]) - timedelta(days=1)).isoformat()


def check_concentration(store: Path, period: dict) -> None:
    start, end = days(period)
    found = kam(store, "metrics", "concentration", "--from", start, "--to", end)
    counts = {"accounts_active": "active_pos", "accounts_for_80pct": "n80", "excluded_accounts": "excl_nonpos_n"}
    money = {"revenue_total": "revenue_total", "excluded_amount": "excl_nonpos_sum"}
    ratios = {
        k: k for k in ("top_1_share", "top_5_share", "top_10_share", "top_20_share", "gini", "gini_corrected", "hhi")
    }
    assert {ours: found[ours] for ours in counts} == {ours: period[theirs] for ours, theirs in counts.items()}
    for ours, theirs in money.items():
        assert found[ours] == pytest.approx(period[theirs], abs=CENT), ours
    for ours, theirs in ratios.items():
        assert found[ours] == pytest.approx(period[theirs], abs=RATIO), ours
    assert found["effective_accounts"] == pytest.approx(period["effective_n"], abs=1e-4)


def check_growth(store: Path, base: dict, period: dict, comparison: dict) -> None:
    words = ["--from", "--to", "--base-from", "--base-to"]
    spans = [*days(period), *days(base)]
    options = [word for pair in zip(words, spans, strict=True) for word in pair]
    found = kam(store, "metrics", "growth", *options, "--key", "top:20")
    money = {"revenue_total": "revenue_period", "base_revenue_total": "revenue_base"}
    for ours, theirs in {**money, **{k: k for k in ("new", "lost", "expansion", "contraction")}}.items():
        assert found[ours] == pytest.approx(comparison[theirs], abs=CENT), ours
    ratios = {"growth": "yoy", "key_growth": "key_growth", "other_growth": "others_growth"}
    for ours, theirs in {**ratios, **{k: k for k in ("nrr", "grr", "logo_retention")}}.items():
        assert found[ours] == pytest.approx(comparison[theirs], abs=RATIO), ours
    gap = comparison["key_growth"] - comparison["others_growth"]
    assert found["gap_points"] == pytest.approx(100 * gap, abs=2e-4)


def check(store: Path, sections: list[dict]) -> None:
    """Every window and every comparison of these sections."""
    for section in sections:
        for period in section["periods"].values():
            check_concentration(store, period)
        for name, comparison in section["comparisons"].items():
            base, period = (section["periods"][side] for side in name.split("->"))
            check_growth(store, base, period, comparison)


def test_adventureworks_gives_the_expected_figures(adventureworks):
    check(adventureworks, expected("adventureworks", "calendar_years", "dec_nov_windows"))


def test_northwind_gives_the_expected_figures(northwind):
    check(northwind, expected("northwind", "periods_calendar", "may_april_windows"))


def test_online_retail_gives_the_expected_figures_and_keeps_apart_what_has_no_customer(online_retail):
    check(online_retail, expected("online_retail_ii", "net_with_customer_id"))
    whole = kam(online_retail, "metrics", "concentration", "--from", "2009-12-01", "--to", "2011-12-09")
    assert whole["unassigned_lines"] == 235_287
    assert whole["unassigned_amount"] == pytest.approx(2_566_093.08, abs=CENT)
    assert whole["revenue_total"] + whole["unassigned_amount"] == pytest.approx(18_909_744.12, abs=2 * CENT)


def test_withdrawing_the_first_file_brings_back_the_lines_the_second_had_skipped(online_retail, tmp_path):
    store = Path(shutil.copytree(online_retail, tmp_path / "copy"))
    change = kam(store, "withdraw", "1")
    assert change["rows_returning"] == 22_523
    with Store(store).connect() as db:
        ((lines, amount),) = db.execute("SELECT count(*), sum(amount) FROM ledger.live_line").fetchall()
    second = sum(r["rows_read"] for r in kam(store, "imports") if r["state"] == "live")
    assert lines == second == 541_909
    assert float(amount) == pytest.approx(change["revenue_after"], abs=CENT)


def test_devon_in_24_files_gives_the_expected_figures(devon):
    check(devon, expected("devon_spend_2011_2012", "by_supplier_id"))


def test_adventureworks_quotas_are_attained_as_expected(adventureworks):
    (quotas,) = expected("adventureworks", "quota_attainment")
    found = kam(adventureworks, "metrics", "pay", "--from", "2010-12-01", "--to", "2014-03-31")
    rows = {(row["who"], row["period_start"]): row for row in found["rows"]}
    assert len(rows) == len(quotas["per_person_period"]) == 163
    for one in quotas["per_person_period"]:
        row = rows[str(one["EmployeeKey"]), one["quota_start"]]
        after = date.fromisoformat(one["quota_end_exclusive"])
        assert row["period_end"] == (after - timedelta(days=1)).isoformat()
        assert row["target"] == one["quota"]
        # One result is exactly half a cent, which the expected file rounds to the even cent.
        assert row["actual"] == pytest.approx(one["sales"], abs=CENT + 1e-9)
        assert row["attainment"] == pytest.approx(one["attainment"], abs=RATIO)
        assert row["payout"] is None
    assert found["payout_total"] is None


def test_monthly_team_targets_in_thousands_are_attained_as_expected(pl300):
    targets = json.loads(shared("adventureworks", "expected_pl300.json").read_text("utf-8"))["targets"]
    found = kam(pl300, "metrics", "pay", "--from", "2017-01-01", "--to", "2021-12-31")["rows"]
    assert len(found) == targets["non_null_month_targets"]
    months = [
        {**row, "start": date.fromisoformat(row["period_start"]), "actual": row["actual"] or 0.0} for row in found
    ]
    unmatched = {str(code) for code in targets["unmatched_employee_ids"]}
    assert unmatched == {m["who"] for m in months if len(m["who"]) > 3}
    for one in targets["per_person_year"]:
        year = [m for m in months if m["who"] == f"{one['EmployeeKey']:.0f}" and m["start"].year == one["Year"]]
        assert sum(m["target"] for m in year) == one["target"]
    for one in targets["per_person_quarter"]:
        who, (year, quarter) = f"{one['EmployeeKey']:.0f}", (int(n) for n in one["q"].split("Q"))
        mine = [m for m in months if m["who"] == who and m["start"].year == year]
        mine = [m for m in mine if (m["start"].month + 2) // 3 == quarter]
        assert sum(m["target"] for m in mine) == one["target"]
        # The expected sales are of the whole quarter, also of its months without a target.
        if len(mine) == 3:
            assert sum(m["actual"] for m in mine) == pytest.approx(one["sales"], abs=CENT + 1e-9)
            reached = sum(m["actual"] for m in mine) / sum(m["target"] for m in mine)
            assert reached == pytest.approx(one["attainment"], abs=RATIO)


@pytest.mark.parametrize("ledger", ["adventureworks", "northwind", "online_retail", "devon"])
def test_no_real_ledger_is_taken_for_a_change_of_codes(ledger, request):
    assert identity.recodings(view(Store(request.getfixturevalue(ledger)))) == ()


def test_the_key_list_is_not_replaced_by_a_ranking_on_the_command_line(northwind):
    words = ("--from", "1997-05-01", "--to", "1998-04-30", "--base-from", "1996-05-01", "--base-to", "1997-04-30")
    found = kam(northwind, "metrics", "growth", *words)
    assert found["key_growth"] is found["gap_points"] is found["ratio"] is None
    assert found["reason"]


def test_risk_ranks_by_exposed_revenue_and_gives_no_probability(adventureworks):
    found = kam(adventureworks, "metrics", "risk", "--as-of", "2013-09-30")
    exposed = [row["exposed_revenue"] for row in found["rows"]]
    assert exposed == sorted(exposed, reverse=True)
    assert found["method"] == "scorecard"
    assert {row["probability"] for row in found["rows"]} == {None}
    assert all(row["score"] == sum(signal["points"] for signal in row["signals"]) for row in found["rows"])
