"""Borrowed DuckDB instances: used again, and empty of what the one before did with them."""

from pathlib import Path

import duckdb
import pytest

from kam_analytics.warehouse import loans
from kam_analytics.warehouse.loans import Loan
from kam_analytics.warehouse.store import Store
from kam_analytics.warehouse.versions import attach

LEFT = """SELECT getvariable('mine'), current_setting('TimeZone'),
    (SELECT count(*) FROM duckdb_tables() WHERE NOT internal), (SELECT count(*) FROM duckdb_views() WHERE NOT internal),
    (SELECT count(*) FROM duckdb_databases() WHERE NOT internal)"""


@pytest.fixture(autouse=True)
def idle(monkeypatch: pytest.MonkeyPatch) -> list:
    """No instance is left over from elsewhere."""
    monkeypatch.setattr(loans, "_IDLE", [])
    return loans._IDLE


def test_an_instance_is_used_again_and_holds_nothing_of_the_use_before(store: Store, idle: list) -> None:
    with Loan() as db:
        fresh = db.execute(LEFT).fetchall()
    with store.connect() as db:
        db.execute("SET VARIABLE mine = 1")
        db.execute("SET TimeZone = 'Asia/Tokyo'")
        db.execute("CREATE TABLE kept AS SELECT 1 AS a")
        db.execute("CREATE TEMP TABLE brief AS SELECT 1 AS a")
        db.execute("CREATE VIEW looked AS SELECT * FROM kept")
        db.execute("BEGIN")
    (instance,) = idle
    with Loan() as db:
        assert db.execute(LEFT).fetchall() == fresh
        assert not idle
    assert idle == [instance]


def test_two_at_once_have_an_instance_each_and_closing_twice_gives_back_once(idle: list) -> None:
    one, other = Loan(), Loan()
    one.db.execute("CREATE TABLE mine AS SELECT 1 AS a")
    with pytest.raises(duckdb.CatalogException):
        other.db.execute("FROM mine")
    one.close()
    one.close()
    assert len(idle) == 1
    with pytest.raises(duckdb.ConnectionException):
        one.db.execute("SELECT 1")
    other.close()


def test_an_instance_that_does_not_answer_is_not_lent_again(idle: list) -> None:
    loan = Loan()
    loan._instance.close()
    loan.close()
    assert idle == []


def test_after_an_error_an_instance_is_not_lent_again(idle: list, tmp_path: Path) -> None:
    (tmp_path / "damaged").write_bytes(b"no database at all" * 1000)
    with pytest.raises(duckdb.Error), Loan() as db:
        attach(db, tmp_path / "damaged", "checked")
    assert idle == []


def test_a_change_opens_no_instance_where_idle_ones_are_left(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    def change() -> None:
        store.change(("ledger", "workspace"), lambda parts: [parts["ledger"], parts["workspace"]])

    change()
    monkeypatch.setattr(duckdb, "connect", None)
    change()
    with store.connect() as db:
        assert db.execute("SELECT count(*) FROM ledger.import_log").fetchall() == [(0,)]


def test_the_instances_of_a_change_that_failed_are_not_lent_again(store: Store, idle: list) -> None:
    with pytest.raises(duckdb.CatalogException):
        store.change(("ledger",), lambda dbs: dbs["ledger"].execute("FROM nowhere"))
    assert idle == []
