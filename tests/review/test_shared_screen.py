"""A shared screen says nothing of one person: no attainment of one, no name that nobody asked for."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from kam_analytics.answers.account.page import choices
from kam_analytics.answers.concentration import loss
from kam_analytics.answers.concentration.loss import Scenario
from kam_analytics.answers.page.blocks import Chart, Message, Number, Table
from kam_analytics.answers.page.view import View
from kam_analytics.answers.review.discretion import Discretion
from kam_analytics.answers.review.looked_up import account_blocks, loss_blocks
from kam_analytics.answers.review.page import slides
from kam_analytics.core.scope import Role, Scope
from kam_analytics.language.pay import views as pay_words
from kam_analytics.metrics.pay.metrics import team_attainment
from kam_analytics.metrics.portfolio.figures import CHOICES
from kam_analytics.warehouse.decisions.reviews import freeze
from kam_analytics.warehouse.store import Store
from tests import facts
from tests.application import DIRECTOR, everything_sent, kams, opened
from tests.facts import DIRECTOR as SCOPE

QUARTER = {"start": date(2026, 7, 1), "end": date(2026, 9, 30)}
BASE = {"base_start": date(2025, 7, 1), "base_end": date(2025, 9, 30)}
ACCOUNT, ACCOUNT_OF_MANY = "Noirvault Biomasse", "Brasserie Clairmarais"


@pytest.fixture(scope="module")
def whole(demonstration: Path) -> View:
    return facts.view(Store(demonstration), SCOPE, **QUARTER, **BASE)


@pytest.mark.parametrize(("count", "is_said"), [(1, False), (2, False), (4, True)])
def test_attainment_is_said_of_teams_alone(demonstration: Path, whole: View, count: int, is_said: bool) -> None:
    people = tuple(person for person, _ in kams(demonstration)[:count])
    own = Scope("manager", Role.MANAGER if count > 1 else Role.KAM, people)
    told = slides(replace(whole, scope=own))
    assert isinstance(told, tuple)
    figures = {block.metric.id for slide in told for block in slide.shows if isinstance(block, Number)}
    (attainment,) = [slide for slide in told if slide.id == "attainment"]
    assert bool(attainment.shows) is is_said
    assert (attainment.message == pay_words.ATTAINED_WITHHELD) is not is_said
    assert (team_attainment.id in figures) is is_said
    assert len(figures) >= 5


@pytest.mark.parametrize("names", [False, True])
def test_a_look_up_in_the_room_names_people_only_where_asked_for(whole: View, names: bool) -> None:
    named = {value: code for code, value in choices(whole).items()}
    sentences = [b.text.en for b in account_blocks(whole, named[ACCOUNT], Discretion(names)) if isinstance(b, Message)]
    filters = whole.rows(CHOICES)
    people = list(filters[filters["filter"] == "kam"]["label"].astype(str))
    assert any(ACCOUNT in sentence for sentence in sentences)
    assert any(person in sentence for sentence in sentences for person in people) is names


def test_the_loss_of_an_account_says_nothing_of_targets_in_the_room(whole: View) -> None:
    named = {value: code for code, value in choices(whole).items()}
    scenario = Scenario((named[ACCOUNT_OF_MANY],), 0.0, None)
    everything = {block.id for block in loss.blocks(whole, scenario) if isinstance(block, Chart | Table)}
    in_room = loss_blocks(whole, named[ACCOUNT_OF_MANY])
    assert {"attainments", "lost_targets"} & everything
    assert [block.id for block in in_room if isinstance(block, Chart | Table)] == ["next_year"]
    assert not [block for block in in_room if isinstance(block, Message) and block.secret]


def test_a_look_up_reads_the_frozen_state(own_copy: Path, navigation_as_on_a_server: None) -> None:
    store = Store(own_copy)
    freeze(store, "2026Q3", SCOPE)
    rename = "UPDATE accounts SET account_name = 'Renamed since' WHERE account_name = ?"
    store.change(("ledger",), lambda dbs: dbs["ledger"].execute(rename, [ACCOUNT]))
    at = opened("review", DIRECTOR, slide="position", present="1").button(key="stage_look").click().run()
    assert ACCOUNT in at.selectbox(key="review_look").options


def test_the_names_of_kams_are_not_sent_to_the_room(portal: Path) -> None:
    with Store(portal).connect() as db:
        query = "SELECT name FROM ledger.people WHERE person_id LIKE 'K%'"
        names = [str(name) for (name,) in db.execute(query).fetchall()]

    def sent(**address: str) -> list[str]:
        at = opened("review", DIRECTOR, slide="position", present="1", **address)
        assert not at.exception
        content = everything_sent(at).decode("utf-8", "replace")
        return [name for name in names if name in content]

    assert len(names) == 8
    assert sent() == []
    assert sent(kam="K01") == []
    assert set(sent(names="1")) == set(names)


@pytest.mark.parametrize("names", [False, True])
def test_the_source_of_a_slide_says_its_filters(whole: View, names: bool) -> None:
    filters = replace(
        whole.filters, kam=("K01",), segment=(str(whole.rows(CHOICES).query("filter == 'segment'")["value"].iloc[0]),)
    )
    answer = slides(replace(whole, filters=filters), None, Discretion(names))
    assert isinstance(answer, tuple)
    told = {slide.id: slide for slide in answer}
    assert told["growth"].source.fr.startswith(filters.segment[0])
    assert ("Claire Vasseur" in told["growth"].source.fr) is names
    assert ("1 KAM" in told["growth"].source.fr) is not names
    assert told["attainment"].source.fr.startswith("T3\u00a02026")  # of the whole team, whatever is filtered
    position = [block.metric for block in told["position"].shows if isinstance(block, Number)]
    assert team_attainment not in position
