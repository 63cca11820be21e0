"""The demonstration that a release carries is the one that its import gives."""

import re
from pathlib import Path

import duckdb
import pytest

from data.demo_portfolio import AS_OF
from kam_analytics.answers.demonstration import load as import_exports
from kam_analytics.answers.demonstration import open_prebuilt, save_backtest
from kam_analytics.answers.page.risk_forecast import ForecastRequest
from kam_analytics.answers.risk.forecast import backtest_path
from kam_analytics.core.errors import OwnDataPresent
from kam_analytics.warehouse.store import PARTS, Store
from kam_analytics.warehouse.versions import attach
from tests.fixtures.once import made_once
from tests.ingest.loading import invoices, load

STALE = "data/demonstration.zip is not what the import gives: run tools/build_demonstration.py"
NUMBER = re.compile(r"-?\d+\.\d+(?:e-?\d+)?")
LAST_DIGITS = 1e-6
"""A fit ends at other last digits on another processor, whose linear algebra sums in another order."""


@pytest.fixture(scope="module")
def prebuilt(demonstration: Path) -> Store:
    return Store(demonstration)


@pytest.fixture(scope="session")
def imported(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """The demonstration loaded from its generated exports, with its back-test."""
    return Store(made_once(tmp_path_factory, "imported-demonstration", _import))


def _import(folder: Path) -> None:
    store = Store(folder)
    import_exports(store)
    save_backtest(store)


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
def test_every_row_is_the_one_that_the_import_writes(prebuilt: Store, imported: Store, part: str) -> None:
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


def test_its_back_test_is_the_one_of_its_state(prebuilt: Store, imported: Store) -> None:
    request = ForecastRequest(AS_OF)
    carried, made = (backtest_path(store, store.state(), request).read_text("utf-8") for store in (prebuilt, imported))
    assert NUMBER.split(carried) == NUMBER.split(made), STALE
    figures, expected = ([float(n) for n in NUMBER.findall(text)] for text in (carried, made))
    assert figures == pytest.approx(expected, rel=LAST_DIGITS), STALE
    assert len(figures) > 100


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
