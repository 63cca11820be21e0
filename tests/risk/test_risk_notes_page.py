"""The form of actions and known causes on the page of accounts at risk."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import TextInput

from data.demo_portfolio import AS_OF
from kam_analytics.answers.page.view import View
from kam_analytics.answers.risk import page as risk
from kam_analytics.core.scope import Role, Scope
from kam_analytics.language.typography import typeset
from kam_analytics.warehouse.store import Store
from tests.application import DIRECTOR, kams, opened
from tests.facts import view

pytestmark = pytest.mark.usefixtures("navigation_as_on_a_server")


def form(who: str = DIRECTOR, *, chosen: bool = True, **address: str) -> AppTest:
    """The page with its form, and the first account of the list in it."""
    at = opened("at_risk", who, part="act", **address)
    return at.selectbox(key="note_account_0").select_index(0).run() if chosen else at


def field(at: AppTest, key: str) -> TextInput:
    """The text field of the chosen account."""
    return next(box for box in at.text_input if str(box.key).startswith(key))


def groups(at: AppTest) -> list[str]:
    return [option for option in at.selectbox(key="note_account_0").options if option.endswith("· groupe")]


def kept(folder: Path) -> list[tuple[str, str, str]]:
    with Store(folder).connect() as db:
        return db.execute("SELECT level, account, said FROM workspace.account_note ORDER BY note_id").fetchall()


def test_a_note_without_words_says_what_is_missing_and_one_with_words_is_kept(own_copy: Path) -> None:
    at = form()
    field(at, "note_said").input("").run()
    at.button(key="note_keep_0").click().run()
    assert ["texte" in error.value for error in at.error] == [True]
    assert kept(own_copy) == []
    field(at, "note_said").input("Appeler").run()
    at.button(key="note_keep_0").click().run()
    assert not at.error
    assert [said for _, _, said in kept(own_copy)] == ["Appeler"]
    at = form()  # a browser keeps it open, AppTest does not
    at.button(key="note_end_1").click().run()
    assert not at.error
    assert any("clos" in said.value for said in at.success)


def test_by_group_a_group_can_be_chosen_and_closed_again(own_copy: Path) -> None:
    at = form(level="group")
    chosen = at.selectbox(key="note_account_0")
    assert chosen.options[0].endswith("· groupe")
    field(at, "note_said").input("Négociation en cours").run()
    at.button(key="note_keep_0").click().run()
    assert [level for level, _, _ in kept(own_copy)] == ["group"]
    at = form(level="group")
    at.button(key="note_end_1").click().run()
    assert any("clos" in said.value for said in at.success)


def test_a_kam_is_offered_no_group_that_others_share(own_copy: Path) -> None:
    at = form(kams(own_copy)[0][1], level="group")
    everything = form(level="group")
    assert set(groups(at)) < set(groups(everything))


def test_a_note_closed_in_another_window_closes_no_other_one(own_copy: Path) -> None:
    for said in ("Appeler", "Rappeler"):
        at = form()
        field(at, "note_said").input(said).run()
        at.button(key="note_keep_0").click().run()
    first, second = form(), form()
    (chosen,) = [button.key for button in first.button if str(button.key).startswith("note_end_")]
    number = int(chosen.removeprefix("note_end_"))
    first.button(key=chosen).click().run()
    second.text_input(key=f"note_outcome_{number}").input("Commande promise")
    second.button(key=chosen).click().run()
    assert any("Rechargez" in error.value for error in second.error)
    with Store(own_copy).connect() as db:
        ended = db.execute("SELECT note_id, outcome FROM workspace.account_note WHERE closed_at IS NOT NULL").fetchall()
    assert [note for note, _ in ended] == [number]
    assert "Commande promise" not in [outcome for _, outcome in ended]


def test_nobody_is_chosen_until_somebody_chooses(own_copy: Path) -> None:
    at = form(chosen=False)
    assert at.selectbox(key="note_account_0").value is None
    assert at.button(key="note_keep_0").disabled


@pytest.mark.parametrize("kind", ["action", "cause"])
def test_a_row_opens_the_form_with_its_account_its_owner_and_what_to_do(own_copy: Path, kind: str) -> None:
    """A click on the row, a click on the button: an action is kept; the list comes back and says so."""
    first = risk.read(director_view(own_copy)).rows.iloc[0]
    at = opened("at_risk", DIRECTOR)
    at.session_state["account_to_decide"] = (kind, str(first["account_id"]))  # what the row's button does
    at.query_params["part"] = "act"
    at.run()
    turn = f"0_{kind}_{first['account_id']}"
    assert at.selectbox(key=f"note_account_{turn}").value == ("entity", first["account_id"])
    assert at.selectbox(key=f"note_kind_{turn}").value == kind
    if kind == "action":
        assert field(at, "note_owner").value == first["kam"]
        assert field(at, "note_said").value == typeset(first["to_do"], "fr")
    else:
        field(at, "note_said").input("Arrêt annuel de l’usine").run()
    at.button(key=f"note_keep_{turn}").click().run()
    assert not at.error
    assert "part" not in at.query_params
    assert any(str(first["account_name"]) in said.value for said in at.success)
    assert [account for _, account, _ in kept(own_copy)] == [first["account_id"]]


def director_view(folder: Path) -> View:
    scope = Scope(DIRECTOR, Role.DIRECTOR, (), None, sees_all_pay=True)
    days = {"start": date(2025, 9, 29), "end": AS_OF, "base_start": date(2024, 9, 29), "base_end": date(2025, 9, 28)}
    return replace(view(Store(folder), scope, **days), today=date.today())
