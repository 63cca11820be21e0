"""Third-party data imported through the command line, against figures computed independently."""

import json
import runpy
import sys
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from kam_analytics.cli import main
from kam_analytics.warehouse.store import Store
from tests.conftest import shared

MAPPINGS = Path(__file__).parent / "mappings"


def run(capsys: pytest.CaptureFixture[str], store: Path, *words: object) -> Any:
    """The value of a command that succeeds."""
    status = main([*map(str, words), "--json", "--store", str(store)])
    assert status == 0
    return json.loads(capsys.readouterr().out)


def query(store: Path, sql: str) -> list[tuple[Any, ...]]:
    with Store(store).connect() as db:
        return db.execute(sql).fetchall()


def test_adventureworks_sales_equal_the_published_total(tmp_path, capsys):
    path = shared("adventureworks", "ready", "reseller_sales.csv")
    report = run(capsys, tmp_path, "import", path, "--mapping", MAPPINGS / "adventureworks_sales.json")
    assert (report["rows_loaded"], report["rows_quarantined"]) == (60855, 0)
    assert round(report["amount_total"], 2) == 80450596.98
    assert query(tmp_path, "SELECT count(*) FROM ledger.account_seen") == [(635,)]


def test_adventureworks_quotas_end_the_day_before_the_next_begins(tmp_path, capsys):
    path = shared("adventureworks", "ready", "sales_quota.csv")
    report = run(capsys, tmp_path, "import", path, "--mapping", MAPPINGS / "adventureworks_quota.json")
    assert report["rows_loaded"] == 163
    periods = query(tmp_path, "SELECT period_start, period_end, sum(value) FROM ledger.targets GROUP BY ALL ORDER BY 1")
    assert periods[0] == (date(2010, 12, 29), date(2011, 3, 30), Decimal(3886000))
    assert periods[-1][:2] == (date(2013, 9, 29), date(2013, 12, 28))


def test_monthly_targets_in_columns_become_rows(tmp_path, capsys):
    path = shared("adventureworks", "pl300_raw", "ResellerSalesTargets.csv")
    report = run(capsys, tmp_path, "import", path, "--mapping", MAPPINGS / "adventureworks_monthly_targets.json")
    assert (report["rows_loaded"], report["amount_total"]) == (245, 84910000)
    assert report["rows_skipped"] == {"blank": 34 * 12 - 245}


def test_northwind_is_exact_to_the_cent(tmp_path, capsys):
    path = shared("northwind", "ready", "order_lines.csv")
    report = run(capsys, tmp_path, "import", path, "--mapping", MAPPINGS / "northwind.json")
    assert (report["rows_loaded"], round(report["amount_total"], 2)) == (2155, 1265793.04)
    assert query(tmp_path, "SELECT min(date), max(date) FROM ledger.line") == [(date(1996, 7, 4), date(1998, 5, 6))]


def test_devon_imports_24_files_in_one_command(tmp_path, capsys):
    files = sorted(shared("devon_spend_2011_2012").glob("*.csv"))
    reports = run(capsys, tmp_path, "import", *files, "--mapping", MAPPINGS / "devon.json")
    assert len(reports) == 24
    assert sum(r["rows_read"] for r in reports) == 169013
    assert sum(r["rows_skipped"].get("blank", 0) for r in reports) == 18478
    assert sum(r["rows_loaded"] for r in reports) == 150535
    assert round(sum(r["amount_total"] for r in reports), 2) == 685682180.91
    ((count, credits),) = query(tmp_path, "SELECT count(*), sum(amount) FROM ledger.live_line WHERE amount < 0")
    assert (count, round(credits, 2)) == (2329 - 4, Decimal("-12906509.96"))  # four are -0.0000000000005


@pytest.fixture(scope="module")
def online_retail(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The two yearly files users really have."""
    script = shared("online_retail_ii", "rebuild.py")
    folder = tmp_path_factory.mktemp("online_retail")
    before = sys.argv
    sys.argv = [str(script), str(folder)]
    try:
        runpy.run_path(str(script))
    finally:
        sys.argv = before
    return folder


def test_online_retail_recognises_its_overlap_and_keeps_lines_without_customer(online_retail, tmp_path, capsys):
    mapping = ("--mapping", MAPPINGS / "online_retail.json")
    first = run(capsys, tmp_path, "import", online_retail / "year_2009_2010.csv", *mapping)
    second = run(capsys, tmp_path, "import", online_retail / "year_2010_2011.csv", *mapping)
    assert (first["rows_loaded"], second["rows_loaded"], second["rows_known"]) == (525461, 519386, 22523)
    ((lines, amount),) = query(tmp_path, "SELECT count(*), sum(amount) FROM ledger.live_line")
    assert (lines, round(amount, 2)) == (1044847, Decimal("18909744.12"))
    unassigned = "SELECT count(*), sum(amount) FROM ledger.live_line WHERE source_account IS NULL"
    assert query(tmp_path, unassigned) == [(235287, Decimal("2566093.08"))]
    change = run(capsys, tmp_path, "withdraw", first["import_id"])
    assert change["rows_returning"] == 22523
    assert query(tmp_path, "SELECT count(*) FROM ledger.live_line") == [(541909,)]


def test_a_crm_pipeline_is_recognised_without_a_mapping(tmp_path, capsys):
    path = shared("crm_sales_opportunities", "sales_pipeline.csv")
    report = run(capsys, tmp_path, "import", path)
    won = "SELECT count(*) FILTER (status = 'won'), sum(amount) FROM ledger.opportunities"
    assert (report["kind"], query(tmp_path, won)[0][0]) == ("opportunities", 4238)
    assert report["rows_read"] == 8800
    assert report["rows_loaded"] + report["rows_quarantined"] == 8800
