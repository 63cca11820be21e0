"""Groups and their perimeter: who belongs to whom when, and that an acquisition is neither a loss nor a gain."""

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kam_analytics.answers.account import page as account
from kam_analytics.answers.concentration import page as concentration
from kam_analytics.answers.growth import page as growth
from kam_analytics.answers.pages import blocks
from kam_analytics.answers.risk import page as risk
from kam_analytics.core.scope import Role, Scope
from kam_analytics.warehouse.decisions.identity import Decision, decide, undo
from kam_analytics.warehouse.store import Store
from tests.facts import DIRECTOR, line, put, view

PERIMETERS = ("today", "then", "end")
CENT = 0.005


def revenues(store, perimeter, **more):
    rows = concentration.figures(view(store, level="group", perimeter=perimeter, **more)).portfolio.accounts
    return {r.account_id: (r.base_revenue, r.revenue) for r in rows.itertuples()}


@pytest.fixture
def bought(store):
    """A, a customer of its own, joins group G (which holds B) in the middle of June 2025; nothing else changes."""
    put(
        store,
        "revenue",
        "line",
        [
            line(code, f"{year}-{month:02}-{day}", amount)
            for code, amount in (("A", 100), ("B", 300))
            for year in (2023, 2024, 2025)
            for month in range(1, 13)
            for day in (10, 20)
        ],
    )
    put(
        store,
        "groups",
        "group_membership",
        [
            {"account": "B", "parent": "G", "from_on": date(2018, 1, 1)},
            {"account": "A", "parent": "G", "from_on": date(2025, 6, 15)},
        ],
    )
    return store


def test_todays_perimeter_counts_a_bought_customer_with_its_group_on_every_date(bought):
    assert revenues(bought, "today") == {"G": (9_600, 9_600)}


def test_the_perimeter_of_the_time_goes_by_the_date_of_each_line(bought):
    # A alone: January to May, and the tenth of June; G has the rest.
    assert revenues(bought, "then") == {"A": (2_400, 1_100), "G": (7_200, 8_500)}


def test_the_months_of_the_chart_go_by_the_same_dates(bought):
    rows = view(bought, level="group", perimeter="then").rows(concentration.MONTHS)
    june = rows[rows["month"] == "2025-06-01"].set_index("account_id")["revenue"].to_dict()
    assert june == {"A": 100, "G": 700}


@pytest.mark.parametrize("perimeter", ["today", "then"])
def test_an_acquisition_is_neither_lost_nor_new_nor_a_gain(bought, perimeter):
    found = growth.figures(view(bought, level="group", perimeter=perimeter))
    assert found.bridge.parts == (0, 0, 0, 0, 0)
    assert found.retention.lost == found.retention.expansion == 0
    assert found.growth == 0


def test_a_year_before_the_purchase_the_perimeter_of_the_time_still_has_two_customers(bought):
    past = {
        "start": date(2024, 1, 1),
        "end": date(2024, 12, 31),
        "base_start": date(2023, 1, 1),
        "base_end": date(2023, 12, 31),
    }
    assert len(growth.figures(view(bought, level="group", perimeter="then", **past)).accounts) == 2
    assert len(growth.figures(view(bought, level="group", perimeter="today", **past)).accounts) == 1


def test_risk_counts_by_the_groups_of_its_day(bought):
    def judged(perimeter):
        found = risk.figures(view(bought, level="group", perimeter=perimeter, end=date(2025, 3, 31)))
        return {a.account_id for a in found.accounts}

    assert judged("then") == {"A", "G"}
    assert judged("today") == {"G"}


@pytest.mark.parametrize("page", ["concentration", "growth", "at_risk", "overview"])
@pytest.mark.parametrize(("perimeter", "word"), [("today", "aujourd’hui"), ("then", "périmètre d")])
def test_a_page_by_group_says_which_perimeter(bought, page, perimeter, word):
    said = " ".join(
        b.text.fr for b in blocks(page, view(bought, level="group", perimeter=perimeter)) if hasattr(b, "text")
    )
    assert word in said
    assert "Groupes :" not in " ".join(b.text.fr for b in blocks(page, view(bought)) if hasattr(b, "text"))


def test_a_group_set_by_hand_is_dated_and_can_be_undone(store):
    put(store, "revenue", "line", [line(c, f"2025-{m:02}-10", 10) for c in "AB" for m in range(1, 13)])
    batch = decide(
        store,
        DIRECTOR,
        [
            Decision("group", "member", c, "Groupe Zénith", from_on=date(2025, 7, 1), to_on=date(2025, 9, 30))
            for c in "AB"
        ],
    )
    assert {k: v[1] for k, v in revenues(store, "then").items()} == {"A": 90, "B": 90, "Groupe Zénith": 60}
    undo(store, DIRECTOR, batch)
    assert {k: v[1] for k, v in revenues(store, "then").items()} == {"A": 120, "B": 120}


def test_the_same_siren_is_one_group_where_no_parent_is_given(store):
    put(
        store,
        "accounts",
        "accounts",
        [
            {"source_account": c, "account_id": c, "account_name": f"Site {c}", "siren": s, "parent_id": p}
            for c, s, p in (
                ("A", "31234567800011", None),
                ("B", "312 345 678 00029", None),
                ("C", "999888777", None),
                ("D", "444555666", "P"),
                ("E", "444555666", None),
            )
        ],
    )
    put(store, "revenue", "line", [line(c, "2025-01-10", 10) for c in "ABCDE"])
    assert {k: v[1] for k, v in revenues(store, "today").items()} == {"A": 20, "C": 10, "P": 20}


def test_a_group_goes_by_one_name_whichever_file_says_it(store):
    put(
        store,
        "accounts",
        "accounts",
        [
            {
                "source_account": "A",
                "account_id": "A",
                "account_name": "A",
                "parent_id": "G1",
                "parent_name": "Groupe Nordhal",
            }
        ],
    )
    put(
        store,
        "groups",
        "group_membership",
        [
            {"account": "B", "parent": "GROUPE NORDHAL", "from_on": date(2020, 1, 1)},
            {"account": "C", "parent": "Groupe Nordhal", "from_on": date(2020, 1, 1)},
        ],
    )
    put(store, "revenue", "line", [line(c, "2025-01-10", 10) for c in "ABC"])
    assert {k: v[1] for k, v in revenues(store, "today").items()} == {"G1": 30}


def test_the_sheet_of_a_group_adds_up_its_accounts(bought):
    shown = account.ACCOUNT.blocks(view(bought, level="group", account="G"))
    (members,) = [b for b in shown if getattr(b, "id", None) == "members"]
    assert dict(zip(members.rows["account_id"], members.rows["revenue"], strict=True)) == {"A": 2_400, "B": 7_200}
    assert members.rows["share"].sum() == pytest.approx(1)
    assert "9" in shown[0].text.fr
    assert "2 comptes" in shown[0].text.fr


def test_the_sheet_of_a_group_shows_a_kam_only_their_own_accounts(bought):
    put(
        bought,
        "assignments",
        "assignments",
        [{"account": code, "kam": kam, "from_on": date(2018, 1, 1)} for code, kam in (("A", "k1"), ("B", "k2"))],
    )
    mine = view(bought, Scope("k1", Role.KAM, ("k1",), "k1"), level="group", account="G")
    (members,) = [b for b in account.ACCOUNT.blocks(mine) if getattr(b, "id", None) == "members"]
    assert members.rows["account_id"].tolist() == ["A"]


DAYS = st.dates(date(2023, 1, 1), date(2025, 12, 31))
LINES = st.lists(st.tuples(st.sampled_from("ABCD"), DAYS, st.integers(-300, 900)), min_size=1, max_size=40)
SPANS = st.lists(
    st.tuples(st.sampled_from("ABCD"), st.sampled_from(("G", "H", "A")), DAYS, st.none() | st.integers(0, 500)),
    max_size=6,
)


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(lines=LINES, spans=SPANS)
def test_totals_are_the_same_under_every_perimeter_and_the_bridge_balances(tmp_path_factory, lines, spans):
    store = Store(tmp_path_factory.mktemp("perimeter"))
    put(store, "revenue", "line", [line(c, d.isoformat(), cents / 100) for c, d, cents in lines])
    put(
        store,
        "groups",
        "group_membership",
        [
            {"account": c, "parent": g, "from_on": d, "to_on": None if n is None else d + timedelta(n)}
            for c, g, d, n in spans
        ],
    )
    plain = concentration.figures(view(store)).portfolio
    for perimeter in PERIMETERS:
        asked = view(store, level="group", perimeter=perimeter)
        found = concentration.figures(asked).portfolio
        assert found.revenue_total == pytest.approx(plain.revenue_total, abs=CENT)
        assert found.base_revenue_total == pytest.approx(plain.base_revenue_total, abs=CENT)
        bridge = growth.figures(asked).bridge
        assert bridge.opening + sum(bridge.parts) == bridge.closing
        assert float(bridge.closing) == pytest.approx(plain.revenue_total, abs=0.011)


@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(joined=st.dates(date(2024, 1, 1), date(2025, 12, 31)))
def test_on_whatever_day_a_customer_is_bought_nothing_is_lost(tmp_path_factory, joined):
    store = Store(tmp_path_factory.mktemp("bought"))
    rows = [
        line(c, f"{y}-{m:02}-{d:02}", 10) for c in "AB" for y in (2024, 2025) for m in range(1, 13) for d in (5, 25)
    ]
    put(store, "revenue", "line", rows)
    put(
        store,
        "groups",
        "group_membership",
        [{"account": code, "parent": "G", "from_on": day} for code, day in (("B", date(2018, 1, 1)), ("A", joined))],
    )
    for perimeter in ("today", "then"):
        assert growth.figures(view(store, level="group", perimeter=perimeter)).bridge.parts == (0, 0, 0, 0, 0)
