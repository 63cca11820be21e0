"""Third-party data imported through the command line, against figures computed independently."""

import json
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from kam_analytics.cli import main
from kam_analytics.warehouse.store import Store
from tests.third_party import shared

pytestmark = pytest.mark.slow

MAPPINGS = Path(__file__).parent / "mappings"


def run(capsys: pytest.CaptureFixture[str], store: Path, *words: object) -> Any:
    """The value of a command that succeeds."""
    status = main([*map(str, words), "--json", "--store", str(store)])
    assert status == 0
    return json.loads(capsys.readouterr().out)


def query(store: Path, sql: str) -> list[tuple[Any, ...]]:
    with Store(store).connect() as db:
        return db.execute(sql).fetchall()


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


def test_a_crm_pipeline_is_recognised_without_a_mapping(tmp_path, capsys):
    path = shared("crm_sales_opportunities", "sales_pipeline.csv")
    report = run(capsys, tmp_path, "import", path)
    won = "SELECT count(*) FILTER (status = 'won'), sum(amount) FROM ledger.opportunities"
    assert (report["kind"], query(tmp_path, won)[0][0]) == ("opportunities", 4238)
    assert report["rows_read"] == 8800
    assert report["rows_loaded"] + report["rows_quarantined"] == 8800
