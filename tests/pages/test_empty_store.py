"""An empty store: every page says so in one sentence and leads to the import."""

import pytest

from kam_analytics.answers import pages
from kam_analytics.answers.page.blocks import Link, Message
from tests.facts import line, put, view

WITH_FIGURES = ("overview", "concentration", "growth", "variable_pay", "at_risk")


@pytest.mark.parametrize("page", WITH_FIGURES)
def test_an_empty_store_leads_to_the_import(store, page):
    said, way = pages.blocks(page, view(store))
    assert isinstance(said, Message)
    assert isinstance(way, Link)
    assert way.page == "import_data"
    assert "1900" not in said.text.fr


def test_without_targets_the_page_of_pay_leads_to_the_import_of_targets(store):
    put(store, "revenue", "line", [line("A1", "2025-02-01", 60)])
    found = pages.blocks("variable_pay", view(store))
    assert [b.page for b in found if isinstance(b, Link)] == ["import_data"]


def test_filters_that_leave_nothing_ask_for_other_filters(store):
    put(store, "revenue", "line", [line("A1", "2025-02-01", 60)])
    (said,) = pages.blocks("overview", view(store, segment=("Industrie",)))
    assert "filtre" in said.text.fr
