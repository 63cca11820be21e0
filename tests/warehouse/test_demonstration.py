"""The demonstration that a release carries is the one that its import gives."""

from pathlib import Path

import duckdb
import pytest

from data.demo_portfolio import AS_OF
from kam_analytics.answers.demonstration import open_prebuilt
from kam_analytics.answers.page.risk_forecast import ForecastRequest
from kam_analytics.answers.risk.forecast import backtest_path
from kam_analytics.core.errors import OwnDataPresent
from kam_analytics.warehouse.store import PARTS, Store
from kam_analytics.warehouse.versions import attach
from tests.ingest.loading import invoices, load

STALE = "data/demonstration.zip is not what the import gives: run tools/build_demonstration.py"


@pytest.fixture(scope="module")
def prebuilt(tmp_path_factory: pytest.TempPathFactory) -> Store:
    store = Store(tmp_path_factory.mktemp("prebuilt") / "store")
    assert open_prebuilt(store)
    return store


def _columns(db: duckdb.DuckDBPyConnection, database: str) -> dict[str, list[str]]:
    """Table → its columns but for the times at which it was written."""
    tables: dict[str, list[str]] = {}
    for table, column, kind in db.execute(
        "SELECT table_name, column_name, data_type FROM duckdb_columns()"
        " WHERE database_name = $database AND NOT internal ORDER BY ALL",
        {"database": database},
    ).fetchall():
        changes = kind.startswith("TIMESTAMP") or column == "sha256"  # a workbook holds the time it was written at
        tables.setdefault(table, []).extend([] if changes else [column])
    return tables


@pytest.mark.parametrize("part", PARTS)
def test_every_row_is_the_one_that_the_import_writes(prebuilt: Store, demonstration: Path, part: str) -> None:
    imported = Store(demonstration)
    with prebuilt.connect(parts=(part,)) as db:
        attach(db, imported.folder / imported.state().file(part), "imported")
        tables = _columns(db, "imported")
        assert _columns(db, part) == tables, STALE
        for table, columns in tables.items():
            names = ", ".join(columns)
            for ours, theirs in ((part, "imported"), ("imported", part)):
                query = f"SELECT {names} FROM {ours}.{table} EXCEPT ALL SELECT {names} FROM {theirs}.{table}"
                assert db.execute(query).fetchall() == [], f"{table}: {STALE}"
    assert sum(map(len, tables.values())) > 10


def test_its_back_test_is_the_one_of_its_state(prebuilt: Store, demonstration: Path) -> None:
    imported, request = Store(demonstration), ForecastRequest(AS_OF)
    carried = backtest_path(prebuilt, prebuilt.state(), request).read_text("utf-8")
    assert carried == backtest_path(imported, imported.state(), request).read_text("utf-8"), STALE


def test_a_new_store_gets_it_as_one_state_and_data_of_others_are_left(
    prebuilt: Store, store: Store, tmp_path: Path
) -> None:
    assert (prebuilt.state().number, prebuilt.state().demonstration) == (2, True)
    assert load(store, tmp_path, invoices("100", "200")).outcome == "loaded"
    before = store.state()
    with pytest.raises(OwnDataPresent):
        open_prebuilt(store)
    assert store.state() == before


def test_without_the_archive_nothing_changes(store: Store, tmp_path: Path) -> None:
    assert not open_prebuilt(store, tmp_path / "none.zip")
    assert store.is_new()
