"""How computed: the SQL that is shown, run by DuckDB alone on the files of the store, gives the figure on the page."""

import re
from dataclasses import replace
from datetime import date

import duckdb
import pandas as pd
import pytest

from kam_analytics.answers import pages
from kam_analytics.answers.computation import Computation, computation, number_of, numbers
from kam_analytics.answers.page.blocks import Number
from kam_analytics.answers.page.view import View
from kam_analytics.core.metrics import REGISTRY
from kam_analytics.core.scope import NOBODY, Role, Scope
from kam_analytics.language.numbers import write
from kam_analytics.warehouse.script import bound, literal
from kam_analytics.warehouse.store import Store
from tests.application import DIRECTOR as DIRECTOR_LOGIN
from tests.application import kams, opened
from tests.facts import DIRECTOR, line, put, reader, view

pytestmark = pytest.mark.slow

SHOWN = ("overview", "concentration", "growth", "at_risk")
DEMO = {
    "start": date(2025, 10, 1),
    "end": date(2026, 9, 30),
    "base_start": date(2024, 10, 1),
    "base_end": date(2025, 9, 30),
}
VIEWS = (
    {},
    {"level": "group", "perimeter": "then", "key": "top:10"},
    {"segment": ("Industrie",), "measure": "margin"},
    {"kam": ("K02", "K03"), "key": "lagged:20"},
    {"start": date(2026, 7, 1), "base_start": date(2025, 7, 1)},
)


def script(store: Store, scope: Scope, query: str) -> str:
    return reader(store).script(query, scope, with_folder=True)


def run(store: Store, scope: Scope, found: Computation) -> pd.DataFrame:
    """The script as a controller would run it: a DuckDB of one's own, nothing of the application."""
    with duckdb.connect() as db:
        return db.execute(script(store, scope, found.query)).df()


def figures(asked: View) -> list[tuple[Number, Computation]]:
    found = [n for page in SHOWN for n in numbers(pages.blocks(page, asked))]
    return [(n, computation(asked, n.metric)) for n in found]


def assert_reproduced(store: Store, asked: View) -> int:
    """Every figure that claims to be its query's value is; how many did."""
    exact = [(n, c) for n, c in figures(asked) if c.exact]
    with duckdb.connect() as db:
        db.execute(script(store, asked.scope, "SELECT 1"))  # what stands before every query, once: it is the slow part
        for number, found in exact:
            (value,) = db.execute(found.query).df().iloc[0]
            if number.value.value is None:
                assert pd.isna(value), number.metric.id
            else:
                assert float(value) == pytest.approx(number.value.value, rel=1e-9, abs=1e-9), number.metric.id
    return len(exact)


@pytest.mark.parametrize("filters", VIEWS, ids=str)
def test_the_sql_shown_gives_the_figure_of_the_page(demonstration, filters):
    store = Store(demonstration)
    assert assert_reproduced(store, view(store, **{**DEMO, **filters})) >= 20


def test_the_sql_shown_gives_the_figure_on_data_of_others(adventureworks):
    store = Store(adventureworks)
    asked = view(
        store,
        start=date(2012, 12, 1),
        end=date(2013, 11, 30),
        base_start=date(2011, 12, 1),
        base_end=date(2012, 11, 30),
    )
    assert assert_reproduced(store, asked) >= 20


def test_the_sql_of_a_kam_gives_the_figures_of_their_portfolio(demonstration):
    store = Store(demonstration)
    kam = Scope("k2", Role.KAM, ("K02",), "K02")
    assert assert_reproduced(store, view(store, kam, **DEMO)) >= 20
    mine, everybody = (
        number_of("revenue_total", pages.blocks("concentration", view(store, who, **DEMO))) for who in (kam, DIRECTOR)
    )
    assert 0 < mine.value.value < everybody.value.value


def test_every_figure_says_its_lines_and_its_imports(demonstration):
    store = Store(demonstration)
    for number, found in figures(view(store, **DEMO)):
        assert found.counted > 0, number.metric.id
        assert found.lines["file"].notna().all()
        assert not re.search(r"\$[a-z]", found.query)


def test_the_lines_counted_are_those_of_the_period_and_of_the_filters(store):
    put(
        store,
        "revenue",
        "line",
        [
            line("A1", "2025-02-01", 60),
            line("A1", "2024-02-01", 50),
            line("A2", "2025-03-31", 10),
            line(None, "2025-05-01", 7),
            line("A1", "2023-12-31", 1),
        ],
    )
    asked = view(store)
    shown = {n.metric.id: c for n, c in figures(asked)}
    assert shown["top_1_share"].counted == 2
    assert shown["revenue_growth"].counted == 3


def test_the_script_never_opens_the_pay_file_and_nobody_gets_no_rows(store):
    put(store, "revenue", "line", [line("A1", "2025-02-01", 60)])
    asked = view(store)
    number = number_of("revenue_total", pages.blocks("concentration", asked))
    found = computation(asked, number.metric)
    text = reader(store).script(found.query, NOBODY, with_folder=False)
    assert store.state().pay not in text
    assert str(store.folder) not in text
    assert run(store, NOBODY, found)["revenue_total"].isna().all()
    assert run(store, DIRECTOR, found)["revenue_total"].tolist() == [60]


def test_inputs_of_a_figure_without_sql_of_its_own_run_too(demonstration):
    store = Store(demonstration)
    asked = view(store, **DEMO)
    inputs = [(n, c) for n, c in figures(asked) if not c.exact]
    inputs += [(n, computation(asked, n.metric)) for n in numbers(pages.blocks("variable_pay", asked))]
    assert {n.metric.id for n, _ in inputs} >= {"accounts_in_alert", "team_attainment", "estimated_pay"}
    with duckdb.connect() as db:
        db.execute(script(store, asked.scope, "SELECT 1"))
        for _, found in inputs:
            assert len(db.execute(found.query).df())
            assert not found.exact


def test_no_figure_of_pay_claims_to_be_reproduced_without_pay():
    assert [REGISTRY[name].query for name in ("estimated_pay", "pay_at_target", "team_attainment")] == [None] * 3


def test_a_value_of_a_file_stays_a_value_in_the_script(store):
    name = "O'Brien $start \"; DROP --"
    put(store, "revenue", "line", [line("A1", "2025-02-01", 60)])
    put(store, "accounts", "accounts", [{"source_account": "A1", "account_id": "A1", "segment": name}])
    asked = view(store, segment=(name,))
    number = number_of("revenue_total", pages.blocks("concentration", asked))
    assert run(store, DIRECTOR, computation(asked, number.metric))["revenue_total"].tolist() == [60]
    assert bound("SELECT $a", {"a": name}) == f"SELECT {literal(name)}"
    with pytest.raises(TypeError):
        literal(object())


def test_two_currencies_are_converted_in_the_script_as_on_the_page(store):
    put(store, "fx", "fx_rates", [{"currency": "USD", "date": date(2025, 1, 1), "rate": 0.5}])
    put(
        store,
        "revenue",
        "line",
        [
            line("A1", "2025-02-01", 60, currency="EUR"),
            line("A2", "2025-03-01", 100, currency="USD"),
        ],
    )
    asked = view(store)
    number = number_of("revenue_total", pages.blocks("concentration", asked))
    assert number.value.value == pytest.approx(110)
    assert run(store, DIRECTOR, computation(asked, number.metric))["revenue_total"].tolist() == [110]


def test_the_view_of_the_risk_page_counts_24_months(store):
    put(store, "revenue", "line", [line("A1", f"2025-{m:02d}-{d:02d}", 10) for m in range(1, 13) for d in (1, 15)])
    put(store, "revenue", "line", [line("A1", "2023-12-31", 10), line("A1", "2024-01-01", 10)])
    asked = view(store)
    (number, *_) = numbers(pages.blocks("at_risk", asked))
    assert computation(asked, number.metric).counted == 25
    assert computation(replace(asked, filters=replace(asked.filters, family=("none",))), number.metric).counted == 25


def test_figures_of_pay_start_in_january_as_their_page_does(demonstration):
    asked = view(Store(demonstration), **DEMO)
    (number, *_) = numbers(pages.blocks("variable_pay", asked))
    found = computation(asked, number.metric)
    assert "DATE '2026-01-01'" in found.query
    assert "2025-10-01" not in found.query


def explained(who: str, page: str = "concentration", figure: str = "top_1_share") -> list[str]:
    """The code blocks of the explanation that a click on the card of a figure opens."""
    at = opened(page, who)
    at.button(key=f"{page}_how_{figure}").click().run()
    assert not at.exception
    return [block.value for block in at.code]


def test_one_click_on_a_card_opens_its_script(portal, navigation_as_on_a_server):
    formula, example, query, whole = explained(DIRECTOR_LOGIN)
    assert formula.startswith("CR1")
    assert whole.rstrip().rstrip(";").endswith(query)
    with duckdb.connect() as db:
        (value,) = db.execute(whole).fetchall()[0]
    shown = view(Store(portal), **DEMO)
    number = number_of("top_1_share", pages.blocks("concentration", shown))
    assert value == pytest.approx(number.value.value)
    assert example.endswith(write(number.value, "fr"))
    assert "pay-" not in whole


def test_the_script_of_a_kam_names_no_folder_and_reads_only_their_accounts(portal, navigation_as_on_a_server):
    (person, login), *_ = kams(portal)
    *_, whole = explained(login)
    assert str(portal) not in whole
    assert f"SET VARIABLE person_ids = ['{person}']::VARCHAR[]" in whole
    assert "SET VARIABLE sees_all = false" in whole
