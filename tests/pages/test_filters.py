"""Filters of several values: what they count, how the address has them, what titles say of them."""

import pytest
from streamlit.testing.v1 import AppTest

from kam_analytics.answers.concentration import page as concentration
from kam_analytics.answers.page.filter_names import subject
from kam_analytics.core.text import Text
from kam_analytics.language.titles import introduced
from kam_analytics.warehouse.store import Store
from tests.application import DIRECTOR, opened
from tests.facts import line, put, view


@pytest.fixture
def portfolio(store: Store) -> Store:
    names = ("Ada", "Bob", "Cléo", "Dan")
    put(store, "people", "people", [{"person_id": f"k{n}", "name": name} for n, name in enumerate(names, 1)])
    rows = [("A1", "k1", "Pumps", 1), ("A2", "k2", "Pumps", 2), ("A3", "k3", "Valves, taps", 4)]
    rows.append(("A4", "k4", "Other", 8))
    put(
        store,
        "revenue",
        "line",
        [line(a, "2025-02-01", amount, kam=kam, product_family=family) for a, kam, family, amount in rows],
    )
    return store


def total(store: Store, **filters: object) -> float:
    return float(concentration.figures(view(store, **filters)).portfolio.revenue_total)


def test_several_values_of_a_filter_count_what_has_one_of_them(portfolio: Store) -> None:
    assert total(portfolio) == 15
    assert total(portfolio, kam=("k1",)) == 1
    assert total(portfolio, kam=("k1", "k3")) == 5
    assert total(portfolio, family=("Pumps", "Valves, taps")) == 7
    assert total(portfolio, kam=("k1", "k3"), family=("Pumps",)) == 1


def test_a_title_names_two_values_of_a_filter_and_counts_the_others(portfolio: Store) -> None:
    filters = ("kam", "family")
    assert subject(view(portfolio), filters) is None
    assert subject(view(portfolio, kam=("k2",), family=("Pumps",)), filters) == Text(fr="Bob, Pumps", en="Bob, Pumps")
    every = view(portfolio, kam=("k1", "k2", "k3", "k4"))
    assert subject(every, filters) == Text(fr="Ada, Bob et 2 autres", en="Ada, Bob and 2 others")
    assert subject(every, ("family",)) is None  # a page that does not apply the filter


def test_what_follows_the_name_of_a_filter_loses_its_capital_but_a_name_does_not() -> None:
    ours = introduced(Text(fr="Nord", en="North"), Text(fr="Votre CA baisse.", en="Your revenue falls."))
    assert ours == Text(fr="Nord : votre CA baisse.", en="North: your revenue falls.")
    assert introduced(Text(fr="Nord", en="North"), Text(fr="Alcyon baisse.", en="Alcyon falls.")).fr == (
        "Nord : Alcyon baisse."
    )


def revenue(at: AppTest) -> str:
    return str(at.metric[0].value)


def plain(written: str) -> str:
    """A text as it is read: without escapes, each space as a plain one."""
    return written.replace("\\", "").replace("\u202f", " ").replace("\xa0", " ")


def chips(at: AppTest) -> list[str]:
    return [plain(b.label) for b in at.button if str(b.key).startswith("clear_") and b.key != "clear_filters"]


def test_an_address_of_one_value_opens_the_view_it_always_did_and_several_stand_in_a_row(
    portal, navigation_as_on_a_server
) -> None:
    one = opened("concentration", DIRECTOR, kam="K01")
    assert plain(one.title[0].value).startswith("Claire Vasseur : ")
    assert chips(one) == ["KAM : Claire Vasseur"]
    several = opened("concentration", DIRECTOR, kam="K01,K02,nobody")
    assert plain(several.title[0].value).startswith("Claire Vasseur et Karim Benhaddou : ")
    assert chips(several) == ["KAM : Claire Vasseur +1"]
    assert revenue(one) != revenue(several)


def test_one_value_or_all_of_them_can_be_taken_back(portal, navigation_as_on_a_server) -> None:
    at = opened("concentration", DIRECTOR, kam="K01,K02", segment="Industrie")
    everyone = revenue(opened("concentration", DIRECTOR))
    (chosen,) = [m for m in at.multiselect if m.key == "choice_kam"]
    assert chosen.value == ["K01", "K02"]
    chosen.set_value(["K01"]).run()
    assert chips(at) == ["KAM : Claire Vasseur", "Segment : Industrie"][::-1]
    (clear,) = [b for b in at.button if b.key == "clear_filters"]
    clear.click().run()
    assert "kam" not in at.query_params
    assert "segment" not in at.query_params
    assert revenue(at) == everyone
    assert chips(at) == []


def test_the_list_at_risk_keeps_to_the_levels_chosen_and_says_so(portal, navigation_as_on_a_server) -> None:
    whole, alerts = opened("at_risk", DIRECTOR), opened("at_risk", DIRECTOR, urgency="alert")
    assert not alerts.exception
    assert alerts.title[0].value == whole.title[0].value  # the sentence counts every level
    assert chips(alerts) == ["Niveau : Alerte"]
    titles = plain(" ".join(str(h.value) for h in alerts.header))
    assert "Alerte : comptes signalés" in titles
