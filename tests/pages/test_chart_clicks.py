"""A click on a month or a quarter of a chart: the page of that period, said on hover, with a way back."""

from dataclasses import replace
from datetime import date

import pandas as pd
import plotly.graph_objects as go
import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from kam_analytics.answers.page import periods
from kam_analytics.answers.page.blocks import REST, Chart
from kam_analytics.core.text import Text
from kam_analytics.language.dates import Period
from kam_analytics.ui.blocks.charts import filter_from_chart, search_from_chart, with_hints
from kam_analytics.ui.blocks.marks import _act, marks
from kam_analytics.ui.blocks.tables import matches
from kam_analytics.ui.frame import address
from tests.application import DIRECTOR, opened

FIRST, LAST = date(2024, 2, 10), date(2026, 9, 18)
CHART = "overview_months"


@pytest.fixture
def browser(monkeypatch: pytest.MonkeyPatch) -> dict[str, dict]:
    """The address and the session of one reader."""
    state: dict[str, dict] = {"address": {"period": "custom", "from": "2025-01-01", "to": "2025-06-30", "kam": "K01"}}
    state["session"] = {}
    monkeypatch.setattr(st, "query_params", state["address"])
    monkeypatch.setattr(st, "session_state", state["session"])
    return state


def click(browser: dict[str, dict], *points: dict) -> None:
    browser["session"][CHART] = {"selection": {"points": list(points)}}
    filter_from_chart(CHART, "period")


def test_a_click_filters_to_the_month_and_the_way_back_is_what_was_chosen_before(browser) -> None:
    before = dict(browser["address"])
    click(browser, {"customdata": ["2026-03"]})
    assert browser["address"] == {"period": "2026-03", "kam": "K01"}
    assert address.is_narrowed("period")
    click(browser, {"customdata": ["2026Q2"]})
    assert browser["address"] == {"period": "2026Q2", "kam": "K01"}
    address.widen("period")
    assert browser["address"] == before
    assert not address.is_narrowed("period")


def test_the_same_mark_again_takes_its_period_back(browser) -> None:
    before = dict(browser["address"])
    click(browser, {"customdata": ["2026-03"]})
    click(browser, {"customdata": ["2026-03"]})
    assert browser["address"] == before


def test_a_month_that_came_with_a_link_is_taken_back_to_the_usual_period(browser) -> None:
    browser["address"].update({"period": "2026-03"})
    address.widen("period")
    assert browser["address"] == {"kam": "K01"}


def test_a_click_on_a_family_or_a_cause_searches_the_table_that_holds_it(browser) -> None:
    browser["session"]["account_family_bars"] = {"selection": {"points": [{"customdata": ["Pompes"]}]}}
    search_from_chart("account_family_bars", "account", "lines")
    assert browser["address"]["part"] == "lines"
    assert browser["session"]["account_lines_search"] == '"Pompes"'
    rows = pd.DataFrame({"family": ["Pompes", "Pompes à vide", None]})
    assert list(matches(rows, '"Pompes"', "fr")) == [True, False, False]


def test_the_marks_of_bars_that_lie_are_listed_from_the_top() -> None:
    said = ["<b>A &amp; B</b><br>1 k€", "<b>C</b>", "<b>Autres</b>"]
    bar = go.Bar(orientation="h", customdata=[["a"], ["c"], [REST]], hovertext=said)
    assert list(marks(go.Figure([bar, bar])).items()) == [("c", "C"), ("a", "A & B")]


def test_the_tooltip_of_each_mark_says_what_a_click_does() -> None:
    bar = go.Bar(customdata=[["2026-03"], [""]], hovertext=["a", "b"], hovertemplate="%{hovertext}<extra></extra>")
    figure = go.Figure([bar, go.Bar(hovertemplate="%{hovertext}<extra></extra>")])
    months = Chart("months", Text(fr="CA", en="Revenue"), pd.DataFrame(), lambda rows, style: figure, {})
    with_hints(figure, replace(months, narrows="period"), "en")
    said, unsaid = figure.data[0].hovertemplate
    assert said == "%{hovertext}<br><i>Click: keep only this period</i><extra></extra>"
    assert unsaid == figure.data[1].hovertemplate == "%{hovertext}<extra></extra>"


def test_a_click_on_a_person_puts_no_name_into_the_address(browser) -> None:
    browser["session"]["variable_pay_curve"] = {"selection": {"points": [{"customdata": ["Ada Kane"]}]}}
    filter_from_chart("variable_pay_curve", "kam", {"Ada Kane": "Ada Kane", "K2": "Koch"})
    code = browser["address"]["kam"]
    assert "Ada" not in code
    assert address.selected("kam", {"Ada Kane": "Ada Kane", "K2": "Koch"}) == ("Ada Kane",)
    address.widen("kam")
    assert browser["address"]["kam"] == "K01"
    rows = pd.DataFrame({"person_id": ["Ada Kane", "K2"], "name": ["Ada Kane", "Koch"]})
    chart = Chart("curve", Text(fr="", en=""), rows, lambda *_: None, {}, narrows="kam")
    browser["session"]["mark"] = "Ada Kane"
    _act(chart, "variable_pay", "mark", ("Ada Kane", "K2"))  # by keyboard
    assert browser["address"]["kam"] == code


@pytest.mark.parametrize("points", [[], [{"x": 1}], [{"customdata": [""]}]], ids=["none", "no data", "no period"])
def test_a_click_beside_the_marks_changes_nothing(browser, points) -> None:
    before = dict(browser["address"])
    click(browser, *points)
    assert browser["address"] == before


def test_a_month_is_a_period_of_its_own_that_ends_with_the_data() -> None:
    assert periods.span("2026-03", LAST) == Period(date(2026, 3, 1), date(2026, 3, 31))
    assert periods.span("2026-09", LAST) == Period(date(2026, 9, 1), LAST)
    assert periods.name("2026-03") == Text(fr="mars\u00a02026", en="March\u00a02026")
    months = ("2024-01", "2024-02", "2026-09", "2026-10", "2026-13", "2026Q1")
    assert [periods.is_month(code, FIRST, LAST) for code in months] == [False, True, True, False, False, False]


def test_a_quarter_of_the_calendar_has_a_code_and_another_span_has_none() -> None:
    assert periods.quarter_code(date(2026, 10, 1)) == "2026Q4"
    assert periods.span(periods.quarter_code(date(2026, 1, 1)), LAST).start == date(2026, 1, 1)
    assert [periods.quarter_code(day) for day in (date(2026, 2, 1), date(2026, 1, 2))] == ["", ""]


def chips(at: AppTest) -> list[str]:
    return [
        b.label.replace("\\", "").replace("\xa0", " ").replace("\u202f", " ")
        for b in at.button
        if b.key == "clear_period"
    ]


def test_the_page_of_a_month_says_it_and_leads_back(portal, navigation_as_on_a_server) -> None:
    at = opened("overview", DIRECTOR, period="2026-03", kam="K01")
    assert not at.exception
    assert "mars 2026" in at.title[0].value.replace("\xa0", " ")
    assert chips(at) == ["Période : mars 2026"]
    next(b for b in at.button if b.key == "clear_period").click().run()
    assert (dict(at.query_params).get("period"), at.query_params["kam"]) == (None, "K01")
    assert chips(at) == []
    next(b for b in at.button if b.key == "overview_values_months").click().run()
    assert not at.exception
