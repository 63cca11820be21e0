"""« Mon portefeuille »: one task an account, a list that empties, the same figures as the pages they come from."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from data.demo_portfolio import AS_OF
from kam_analytics.answers import pages
from kam_analytics.answers.growth import page as growth
from kam_analytics.answers.overview import page as overview
from kam_analytics.answers.overview.portfolio import OwnPortfolio, week
from kam_analytics.answers.overview.tasks import RANKS, WEEK, Task
from kam_analytics.answers.page import periods
from kam_analytics.answers.page.blocks import Note, Number, Table
from kam_analytics.answers.page.view import View
from kam_analytics.answers.risk import page as risk
from kam_analytics.core.scope import Role, Scope, without_pay
from kam_analytics.language.typography import typeset
from kam_analytics.warehouse.decisions.notes import AccountNote, keep
from kam_analytics.warehouse.store import Store
from tests.application import kams, opened
from tests.facts import view

KAM = Scope("k", Role.KAM, ("K01",), "K01")
DAYS = periods.span(periods.LTM, AS_OF)
BASE = periods.base(DAYS)


def portfolio(folder: Path, scope: Scope = KAM) -> View:
    """The portfolio as it is read on the last day of the data."""
    whole = view(Store(folder), scope, start=DAYS.start, end=DAYS.end, base_start=BASE.start, base_end=BASE.end)
    return replace(whole, today=AS_OF)


def own(asked: View) -> OwnPortfolio:
    return OwnPortfolio(asked, asked, growth.figures(asked), risk.by_signals(asked))


def tasks(asked: View) -> list[Task]:
    return own(asked).tasks


def block(asked: View, section: str, kind: type) -> list:
    """Blocks of a section of the page, of which nothing else is computed."""
    content = overview.read(asked)
    return [b for b in overview.OVERVIEW.sections[section](content) if isinstance(b, kind)]


def test_every_alert_is_a_task_and_the_most_urgent_come_first(demonstration: Path) -> None:
    asked = portfolio(demonstration)
    listed, alerts = tasks(asked), {a.account_id for a in risk.by_signals(asked).alerts}
    assert alerts
    assert {t.account_id for t in listed if t.kind == "alert"} == alerts
    assert len({t.account_id for t in listed}) == len(listed)
    assert [RANKS[t.kind] for t in listed] == sorted(RANKS[t.kind] for t in listed)
    orders = [t for t in listed if t.kind == "order"]
    assert orders
    assert all(t.due is not None and t.due <= AS_OF + WEEK for t in orders)


def test_an_alert_leaves_the_list_with_an_action_and_returns_when_that_is_due(own_copy: Path) -> None:
    asked = portfolio(own_copy)
    first = tasks(asked)[0]
    due = AS_OF + timedelta(days=14)
    noted = AccountNote(first.account_id, "action", "Rappeler", None, None, due, None, "entity")
    keep(Store(own_copy), noted, KAM, frozenset([first.account_id]), AS_OF, frozenset())
    asked = portfolio(own_copy)
    assert first.account_id not in {t.account_id for t in tasks(asked)}
    (handled,) = [b for b in week(own(asked)) if isinstance(b, Note)]
    assert ": 1 sur" in typeset(handled.text, "fr").replace("\u00a0", " ")
    week_before = next(t for t in tasks(replace(asked, today=due)) if t.account_id == first.account_id)
    assert (week_before.kind, week_before.act.fr) == ("action", "Rappeler")
    late = tasks(replace(asked, today=due + timedelta(days=1)))[0]
    assert (late.account_id, late.kind) == (first.account_id, "late")


def test_the_cards_are_those_of_the_pages_and_pay_is_the_viewers_own(demonstration: Path) -> None:
    asked = portfolio(demonstration)
    on_pay = {b.metric.id: b.value for b in pages.blocks("variable_pay", asked) if isinstance(b, Number)}
    cards = {b.metric.id: b for b in block(asked, "numbers", Number)}
    assert [b.secret for b in cards.values()] == [False, True, False, False]
    assert cards["estimated_pay"].value == on_pay["estimated_pay"]
    assert cards["team_attainment"].value == on_pay["team_attainment"]
    shared = block(portfolio(demonstration, without_pay(KAM)), "numbers", Number)
    assert not {"estimated_pay", "team_attainment"} & {b.metric.id for b in shared}
    assert len(shared) == len(cards)


def test_a_portfolio_lists_all_its_accounts_and_a_director_has_no_list(demonstration: Path) -> None:
    (mine,) = block(portfolio(demonstration), "accounts", Table)
    assert {a.account_id for a in risk.by_signals(portfolio(demonstration)).accounts} <= set(mine.rows["account_id"])
    company = portfolio(demonstration, Scope("d", Role.DIRECTOR))
    assert block(company, "week", Table) == []


def test_later_quarters_than_the_chosen_one_can_be_clicked_as_far_as_there_are_invoices(demonstration: Path) -> None:
    company = portfolio(demonstration, Scope("d", Role.DIRECTOR))
    spring = replace(company.filters, start=date(2026, 1, 1), end=date(2026, 3, 31))
    quarters = overview.quarters(replace(company, filters=spring))
    assert quarters["code"].tolist() == ["2026Q1", "2026Q2", "2026Q3", ""]


@pytest.mark.usefixtures("navigation_as_on_a_server")
def test_a_kam_opens_the_list_of_the_week_and_a_director_keeps_the_charts(portal: Path) -> None:
    login = dict(kams(portal))["K01"]
    at = opened("overview", login)
    assert not at.error
    assert at.segmented_control(key="choice_part").value == "week"
    assert any("À faire d’ici le" in element.value for element in at.header)
