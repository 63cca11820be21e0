"""Row-level security: what each viewer sees of the lines, the accounts and the pay."""

import re
from datetime import date
from pathlib import Path

import pandas as pd
import pytest

import kam_analytics
from kam_analytics.answers.concentration import page as concentration
from kam_analytics.answers.pay import page as pay
from kam_analytics.core.scope import NOBODY, Role, Scope
from kam_analytics.core.units import SMALLEST_NET
from kam_analytics.metrics.risk.backtest.outlook import DAYS
from kam_analytics.ui.frame import data
from kam_analytics.warehouse.session import Reader
from tests.facts import DIRECTOR, line, put, view

K1 = Scope("k1@example.com", Role.KAM, ("k1",), "k1")
K2 = Scope("k2@example.com", Role.KAM, ("k2",), "k2")
METRIC_SQL = sorted((Path(kam_analytics.__file__).parent / "metrics").rglob("*.sql"))


@pytest.fixture
def filled(store):
    """Two KAMs, three accounts, one line without a customer; a plan that pays both."""
    put(
        store,
        "revenue",
        "line",
        [
            line("A1", "2025-02-01", 60, kam="k1"),
            line("A2", "2025-03-01", 10, kam="k1"),
            line("A3", "2025-04-01", 30, kam="k2"),
            line(None, "2025-04-01", 5),
        ],
    )
    put(store, "people", "people", [{"person_id": "k1", "name": "Ana"}, {"person_id": "k2", "name": "Bob"}])
    put(
        store,
        "people",
        "people_pay",
        [
            {"person_id": "k1", "target_variable": 12345},
            {"person_id": "k2", "target_variable": 67890},
        ],
        part="pay",
    )
    put(
        store,
        "targets",
        "targets",
        [
            {
                "scope": "kam",
                "who": who,
                "measure": "revenue",
                "period_start": date(2025, 1, 1),
                "period_end": date(2025, 12, 31),
                "value": 100,
            }
            for who in ("k1", "k2")
        ],
    )
    return store


def accounts(store, scope):
    return set(concentration.figures(view(store, scope)).ranked["account_id"])


def test_each_kam_sees_their_own_accounts_and_the_director_all(filled):
    assert accounts(filled, K1) == {"A1", "A2"}
    assert accounts(filled, K2) == {"A3"}
    assert accounts(filled, DIRECTOR) == {"A1", "A2", "A3"}


def test_somebody_unknown_sees_nothing(filled):
    assert accounts(filled, NOBODY) == set()
    assert concentration.figures(view(filled, NOBODY)).portfolio.unassigned_lines == 0


def test_only_a_director_sees_the_lines_without_a_customer(filled):
    assert concentration.figures(view(filled, DIRECTOR)).portfolio.unassigned_amount == 5
    assert concentration.figures(view(filled, K1)).portfolio.unassigned_amount == 0


def test_a_cursor_that_announced_nobody_sees_no_rows(filled):
    reader = Reader(filled)
    with reader._db.cursor() as cursor:
        credit = ("credit", "credited_month", "own_company")
        for name in ("account", "line", "month", "target", "people_pay", "person", *credit):
            assert cursor.execute(f"SELECT count(*) FROM scoped.{name}").fetchall() == [(0,)]


def test_queries_and_formulas_share_the_smallest_net_revenue(filled, tmp_path):
    (tmp_path / "one.sql").write_text("SELECT smallest_net() AS net")
    reader = Reader(filled)
    assert reader.read(tmp_path / "one.sql", DIRECTOR, {})["net"].tolist() == [SMALLEST_NET]
    reader.close()


def test_two_viewers_on_one_reader_never_mix(filled):
    shared = view(filled)
    for _ in range(3):
        for scope, expected in ((K1, {"A1", "A2"}), (DIRECTOR, {"A1", "A2", "A3"}), (K2, {"A3"})):
            mine = type(shared)(shared.read, scope, shared.filters)
            assert set(concentration.figures(mine).ranked["account_id"]) == expected


def test_a_kam_sees_their_own_target_pay_and_nobody_elses(filled):
    own = pay.facts(view(filled, K1))
    assert own.target_variable["target_variable"].tolist() == [12345]
    assert own.targets["who"].tolist() == ["k1"]


def test_a_director_without_the_right_sees_attainment_and_no_pay(filled):
    no_pay = Scope("d", Role.DIRECTOR)
    facts = pay.facts(view(filled, no_pay))
    assert facts.target_variable.empty
    assert len(facts.targets) == 2


def test_a_reader_without_the_pay_file_still_answers_the_rest(filled):
    reader = Reader(filled, with_pay=False)
    assert filled.state().pay not in str(reader._db.execute("SELECT path FROM duckdb_databases()").fetchall())


@pytest.mark.parametrize("path", METRIC_SQL, ids=lambda p: f"{p.parent.name}/{p.stem}")
def test_metric_sql_never_opens_the_back_door(path):
    sql = path.read_text("utf-8")
    assert not re.search(r"\b(core|ledger|workspace|pay)\.", sql)
    assert sql.startswith("-- One row")


def test_the_interface_asks_a_query_again_only_for_facts_that_it_names(store, monkeypatch):
    asked = []

    def recall(key, _):
        asked.append(key[3:5])
        return pd.DataFrame()

    monkeypatch.setattr(data.ROWS, "recall", recall)
    facts = (("as_of", date(2025, 12, 31)), ("family", "F"), ("without", (("A1",), 0.5)))
    data.reading(store.folder, store.state())(DAYS, K1, facts)
    assert asked == [(K1, (facts[0], facts[2]))]
