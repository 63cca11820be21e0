"""Third-party data through the command line: every figure equals the independently computed one."""

import json
import shutil
from datetime import date, timedelta
from pathlib import Path

import pytest

from kam_analytics.answers.identity import page as identity
from kam_analytics.warehouse.store import Store
from tests.facts import view
from tests.third_party import kam, shared

pytestmark = pytest.mark.slow

RATIO, CENT = 1e-6, 0.005


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
