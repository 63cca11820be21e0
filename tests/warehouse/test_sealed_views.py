"""No statistic, error or plan of a scoped view tells of a row that the viewer may not see."""

from collections.abc import Iterator

import duckdb
import pytest

from kam_analytics.core.scope import Role, Scope
from kam_analytics.warehouse import script, session
from kam_analytics.warehouse.session import Reader, announce
from kam_analytics.warehouse.store import Connection, Store
from tests.facts import line, put

KAM = Scope("k1@example.com", Role.KAM, ("k1",), "k1")
HIDDEN = 987654.32
LAID = script.views
COLUMNS = """
SELECT c.table_name, c.column_name FROM duckdb_columns() c
JOIN duckdb_views() v ON v.schema_name = c.schema_name AND v.view_name = c.table_name
WHERE c.schema_name IN ('scoped', 'without')
"""


@pytest.fixture
def two_kams(store: Store) -> Store:
    """One line of the viewer's, one of a colleague's that is far larger; pay of both."""
    lines = [line("A1", "2025-02-01", 60, kam="k1"), line("Z9", "2025-03-01", HIDDEN, kam="k2")]
    put(store, "revenue", "line", lines)
    put(store, "accounts", "accounts", [{"account_id": "A1", "kam": "k1"}, {"account_id": "Z9", "kam": "k2"}])
    put(store, "people", "people", [{"person_id": "k1"}, {"person_id": "k2"}])
    pay = [{"person_id": "k1", "target_variable": 10}, {"person_id": "k2", "target_variable": HIDDEN}]
    put(store, "people", "people_pay", pay, part="pay")
    return store


def ordinary(*, with_pay: bool) -> tuple[str, ...]:
    """The views as they would be without the word that seals them."""
    return tuple(text.replace("SECURE VIEW", "VIEW") for text in LAID(with_pay=with_pay))


@pytest.fixture(params=[True, False], ids=["sealed", "ordinary"])
def probed(request: pytest.FixtureRequest, two_kams: Store, monkeypatch: pytest.MonkeyPatch) -> Iterator["Probe"]:
    """What the viewer can ask; ordinary views beside it, so that a probe that finds nothing has something to find."""
    if not request.param:
        monkeypatch.setattr(script, "views", ordinary)
    session._views.cache_clear()
    Reader(two_kams).close()  # the scripts run for the first reader of a process, the others copy what it created
    reader = Reader(two_kams)
    with reader._db.cursor() as cursor:
        announce(cursor, KAM)
        yield Probe(cursor, sealed=request.param)
    reader.close()
    session._views.cache_clear()


class Probe:
    def __init__(self, cursor: Connection, *, sealed: bool) -> None:
        self.cursor, self.sealed = cursor, sealed

    def statistics(self) -> dict[tuple[str, str], str]:
        """Each column whose statistics have a bound, with them."""
        bounds = {}
        for view, column in self.cursor.execute(COLUMNS).fetchall():
            rows = self.cursor.execute(f'SELECT DISTINCT stats("{column}") FROM "{view}"').fetchall()
            if bounded := [str(facts) for (facts,) in rows if facts and "max" in facts]:
                bounds[view, column] = " ".join(bounded)
        return bounds


def test_the_statistics_of_a_view_bound_nothing_that_is_hidden(probed: Probe) -> None:
    bounds = probed.statistics()
    if probed.sealed:
        assert not bounds
    else:
        assert str(HIDDEN) in bounds["line", "amount"]
        assert "Z9" in bounds["account", "account_id"]
        assert str(HIDDEN) in bounds["people_pay", "target_variable"]


def test_a_condition_never_meets_a_row_that_is_hidden(probed: Probe) -> None:
    """An error in a condition tells of the row on which it is raised; a semi-join lets it run below the view."""
    query = "SELECT count(*) FROM invoice_day WHERE CASE WHEN amount > 100 THEN error('met') ELSE true END"
    if probed.sealed:
        assert probed.cursor.execute(query).fetchall() == [(1,)]
    else:
        with pytest.raises(duckdb.Error, match="met"):
            probed.cursor.execute(query).fetchall()


def test_every_view_of_a_viewer_is_sealed(two_kams: Store) -> None:
    reader = Reader(two_kams)
    views = "SELECT view_name, sql FROM duckdb_views() WHERE schema_name IN ('scoped', 'without')"
    laid = reader._db.execute(views).fetchall()
    reader.close()
    assert len(laid) > 40
    assert [name for name, sql in laid if not sql.startswith("CREATE SECURE VIEW")] == []
