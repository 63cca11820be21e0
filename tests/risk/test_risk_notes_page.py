"""The form of actions and known causes on the page of accounts at risk."""

from pathlib import Path

from streamlit.testing.v1 import AppTest

from kam_analytics.warehouse.store import Store
from tests.application import DIRECTOR, kams, opened


def form(who: str = DIRECTOR, **address: str) -> AppTest:
    """The page with its form open."""
    at = opened("at_risk", who, part="act", **address)
    for _ in range(5):  # the page is drawn again when the back-test ends, which closes what is opened here
        at.session_state["notes_act"] = True
        at.run()
        if any(button.key == "note_keep_0" for button in at.button):
            break
    return at


def groups(at: AppTest) -> list[str]:
    return [option for option in at.selectbox(key="note_account_0").options if option.endswith("· groupe")]


def kept(folder: Path) -> list[tuple[str, str, str]]:
    with Store(folder).connect() as db:
        return db.execute("SELECT level, account, said FROM workspace.account_note ORDER BY note_id").fetchall()


def test_a_note_without_words_says_what_is_missing_and_one_with_words_is_kept(own_copy: Path) -> None:
    at = form()
    at.button(key="note_keep_0").click().run()
    assert ["texte" in error.value for error in at.error] == [True]
    assert kept(own_copy) == []
    at.text_input(key="note_said_0").input("Appeler").run()
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
    at.text_input(key="note_said_0").input("Négociation en cours").run()
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
        at.text_input(key="note_said_0").input(said).run()
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
