"""The first reader of a process runs the scripts of the views, later ones copy them: both are the same."""

import errno
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from kam_analytics.warehouse import scoped_views, session
from kam_analytics.warehouse.session import Reader
from kam_analytics.warehouse.store import Store
from tests.facts import line, put

DEFINITIONS = """
SELECT 'view', schema_name, view_name, sql FROM duckdb_views() WHERE database_name = 'memory' AND NOT internal
UNION ALL
SELECT 'macro', schema_name, function_name, macro_definition FROM duckdb_functions()
WHERE database_name = 'memory' AND NOT internal
UNION ALL
SELECT 'column', schema_name, table_name || '.' || column_name, column_index || data_type || is_nullable
FROM duckdb_columns() WHERE database_name = 'memory' AND NOT internal
UNION ALL
SELECT 'type', schema_name, type_name, labels::VARCHAR FROM duckdb_types()
WHERE database_name = 'memory' AND NOT internal
"""
TABLES = "SELECT schema_name || '.' || table_name FROM duckdb_tables() WHERE database_name = 'memory'"


def definitions(reader: Reader) -> set[tuple[str, ...]]:
    """What a reader created; the columns after EXCLUDE and RENAME are a set, which DuckDB writes in any order."""
    rows = reader._db.execute(DEFINITIONS).fetchall()
    return {(*row[:3], re.sub(r"(EXCLUDE|RENAME) \([^)]*\)", _sorted, str(row[3]))) for row in rows}


def _sorted(match: re.Match[str]) -> str:
    return "".join(sorted(match[0]))


def rows(reader: Reader) -> dict[str, list[str]]:
    tables = [name for (name,) in reader._db.execute(TABLES).fetchall()]
    return {name: sorted(map(repr, reader._db.execute(f"FROM {name}").fetchall())) for name in tables}


@pytest.fixture(params=["demonstration", "currencies"])
def data(request: pytest.FixtureRequest, tmp_path: Path) -> Store:
    if request.param == "demonstration":
        return Store(request.getfixturevalue("demonstration"))
    store = Store(tmp_path / "store")
    lines = [line("A1", "2025-02-01", 60, kam="k1"), line("A2", "2025-03-01", 80, kam="k2", currency="USD")]
    put(store, "revenue", "line", lines)
    return store


@pytest.fixture(params=[True, False], ids=["with pay", "without pay"])
def both(request: pytest.FixtureRequest, data: Store, tmp_path: Path) -> Iterator[tuple[Reader, Reader]]:
    """Definitions are kept from a store of another shape: nothing of a store is in them."""
    session._views.cache_clear()
    whole = Reader(data, with_pay=request.param)
    session._views.cache_clear()
    Reader(Store(tmp_path / "empty"), with_pay=request.param).close()
    copied = Reader(data, with_pay=request.param)
    yield whole, copied
    whole.close()
    copied.close()


def test_a_later_reader_has_the_definitions_and_the_rows_of_the_first(both: tuple[Reader, Reader]) -> None:
    whole, copied = both
    assert definitions(copied) == definitions(whole)
    assert rows(copied) == rows(whole)
    assert any(rows(whole).values())


def test_a_reader_opens_where_the_folder_for_temporary_files_takes_none(store: Store, monkeypatch) -> None:
    def full(**_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    session._views.cache_clear()
    Reader(store).close()
    monkeypatch.setattr(scoped_views, "TemporaryDirectory", full)
    for _ in range(2):
        reader = Reader(store)
        assert reader._db.execute("SELECT count(*) FROM scoped.account").fetchall() == [(0,)]
        reader.close()
        session._views.cache_clear()
