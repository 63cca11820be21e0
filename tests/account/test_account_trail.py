"""The way to an account and back: the list it was opened from, its neighbours there, the accounts seen last."""

from datetime import date
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from kam_analytics.answers.account import page as account
from kam_analytics.answers.concentration import page as concentration
from kam_analytics.answers.page.blocks import Message, Table
from kam_analytics.ui.blocks.account import Trail
from kam_analytics.warehouse.decisions.notes import AccountNote, keep
from kam_analytics.warehouse.store import Store
from tests.application import DIRECTOR as LOGIN
from tests.application import opened
from tests.facts import DIRECTOR, line, put, view

pytestmark = pytest.mark.usefixtures("navigation_as_on_a_server")


def links(at: AppTest) -> list[tuple[str, str, str]]:
    """Page, label and address of the links in the page."""
    return [(link.proto.page, link.proto.label, link.proto.query_string) for link in at.get("page_link")]


def largest(folder: Path) -> list[str]:
    days = {"start": date(2026, 1, 1), "end": date(2026, 9, 28)}
    return concentration.figures(view(Store(folder), **days)).ranked["account_id"].astype(str).tolist()


@pytest.fixture
def three(store):
    """A, B and C, from the largest to the smallest; A has fallen silent after ordering every month."""
    months = range(1, 13)
    rows = [line(name, f"2025-{m:02}-05", amount) for name, amount in (("B", 100.0), ("C", 10.0)) for m in months]
    bought = [*(f"2024-{m:02}-07" for m in months), "2025-01-07", "2025-02-07", "2025-03-07"]
    rows += [line("A", day, 500.0) for day in bought]
    put(store, "revenue", "line", rows)
    return store


def header(store: Store, account_id: str) -> str:
    blocks = account.ACCOUNT.answer(view(store, account=account_id))["summary"]
    return " ".join(b.text.fr for b in blocks)


def test_without_an_account_the_largest_ones_can_be_searched(three):
    question, table = account.ACCOUNT.blocks(view(three))
    assert isinstance(question, Message)
    assert isinstance(table, Table)
    assert (table.searchable, table.opens_account) == (True, True)
    assert table.rows["account_id"].tolist() == ["A", "B", "C"]


def test_the_header_says_what_is_at_stake_and_what_to_do(three):
    assert "CA exposé" in header(three, "A")
    assert "À faire : Appeler" in header(three, "A")
    assert "À faire" not in header(three, "B")


def test_a_noted_action_comes_next_and_a_day_that_has_passed_is_said(three):
    note = AccountNote("A", "action", "Visite de l’usine", "Ana", "commercial", date(2025, 12, 1), None, "entity")
    keep(three, note, DIRECTOR, frozenset("ABC"), date(2025, 11, 20), frozenset())
    assert "Action en retard" in header(three, "A")
    assert "Visite de l’usine (Ana)" in header(three, "A")
    assert "À faire" not in header(three, "A")


def test_the_sheet_leads_back_to_the_list_and_to_the_accounts_beside(portal: Path) -> None:
    listed = largest(portal)[:3]
    at = opened("account", LOGIN, account=listed[1])
    assert not [link for link in links(at) if link[0] == "concentration"]
    at.session_state["account_trail_of"] = Trail("concentration", {"part": "loss"}, tuple(listed))
    at.run()
    ((_, label, query),) = [link for link in links(at) if link[0] == "concentration"]
    assert (label, query) == ("Retour : Concentration", "part=loss")
    before, after = [query for page, _, query in links(at) if page == "account"]
    assert f"account={listed[0]}" in before
    assert f"account={listed[2]}" in after


def test_the_accounts_seen_last_are_one_click_away(portal: Path) -> None:
    first, second = largest(portal)[:2]
    at = opened("account", LOGIN, account=first)
    for seen in (second, ""):
        at.query_params["account"] = seen
        at.run()
    queries = [query for page, _, query in links(at) if page == "account"]
    assert [f"account={second}" in queries[0], f"account={first}" in queries[1]] == [True, True]
