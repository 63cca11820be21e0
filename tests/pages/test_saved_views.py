"""Saved views on the screen: saved from the filter bar, opened by their id, read from their frozen state."""

from pathlib import Path

from streamlit.testing.v1 import AppTest

from kam_analytics.core.scope import Role, Scope
from kam_analytics.warehouse.decisions.saved_views import SavedView, save
from kam_analytics.warehouse.store import Store
from tests.application import DIRECTOR, kams, opened
from tests.facts import line, put
from tests.pages.test_filters import chips, plain, revenue

BOSS = Scope(DIRECTOR, Role.DIRECTOR, (), None, True)


def banner(at: AppTest) -> str:
    return plain(" ".join(str(m.value) for m in at.markdown))


def keys(at: AppTest) -> set[str]:
    return {str(b.key) for b in at.button}


def test_a_view_is_saved_from_the_bar_and_opened_by_its_id_alone(own_copy: Path, navigation_as_on_a_server) -> None:
    at = opened("concentration", DIRECTOR, kam="K01,K02", measure="margin")
    at.text_input(key="view_name").set_value("Industrie du Nord")
    (submit,) = [b for b in at.button if "view_save" in str(b.key)]
    submit.click().run()
    assert not at.exception
    link = opened("concentration", DIRECTOR, view="1")
    assert chips(link) == ["KAM : Claire Vasseur +1"]
    assert link.query_params["kam"] == ["K01,K02"] or link.query_params["kam"] == "K01,K02"
    assert link.selectbox(key="choice_measure").value == "margin"
    assert "remove_view_1" in keys(link)


def test_a_view_of_somebody_else_is_not_opened(own_copy: Path, navigation_as_on_a_server) -> None:
    (_, login), *_ = kams(own_copy)
    save(Store(own_copy), SavedView("Mienne", "growth", "kam=K01"), BOSS, shared=False, frozen=True)
    at = opened("growth", login, view="1", frozen="1")
    assert not at.exception
    assert chips(at) == []
    assert "Mienne" not in banner(at)
    assert "leave_frozen" not in keys(at)


def test_a_frozen_view_shows_its_day_says_that_newer_data_exist_and_takes_no_decision(
    own_copy: Path, navigation_as_on_a_server
) -> None:
    store = Store(own_copy)
    save(store, SavedView("Clôture", "concentration", ""), BOSS, shared=True, frozen=True)
    before = revenue(opened("concentration", DIRECTOR))
    assert "plus récentes" not in banner(opened("concentration", DIRECTOR, view="1"))
    put(store, "revenue", "line", [line("C00907", "2026-09-15", 5_000_000)])
    frozen = opened("concentration", DIRECTOR, view="1")
    assert revenue(frozen) == before
    assert "Vue figée « Clôture »" in banner(frozen)
    assert "Il y en a de plus récentes." in banner(frozen)
    assert revenue(opened("concentration", DIRECTOR)) != before
    risk = opened("at_risk", DIRECTOR, frozen="1")
    assert not any("act" in str(option) for option in risk.segmented_control(key="choice_part").options)
    frozen.button(key="leave_frozen").click().run()
    assert revenue(frozen) != before


def test_a_page_on_which_people_decide_is_never_frozen(own_copy: Path, navigation_as_on_a_server) -> None:
    save(Store(own_copy), SavedView("Clôture", "concentration", ""), BOSS, shared=True, frozen=True)
    for page in ("review", "identity", "import_data"):
        assert "leave_frozen" not in keys(opened(page, DIRECTOR, frozen="1"))
