"""The page of the review: prepared, told, frozen; what is hidden is not sent."""

from datetime import date
from pathlib import Path

from kam_analytics.language import review as words
from kam_analytics.language.shared import DEMONSTRATION
from kam_analytics.language.typography import typeset
from kam_analytics.metrics.growth.metrics import growth_gap
from kam_analytics.warehouse.decisions.notes import AccountNote, keep
from kam_analytics.warehouse.decisions.reviews import arrange
from kam_analytics.warehouse.store import Store
from tests.application import DIRECTOR, everything_sent, kams, opened
from tests.facts import DIRECTOR as SCOPE


def test_the_stage_holds_every_slide_and_no_pay(portal: Path) -> None:
    at = opened("review", DIRECTOR, slide="position", present="1")
    assert not at.exception
    sent = everything_sent(at).decode("utf-8", "replace")
    for slide in ("position", "concentration", "growth", "bridge", "risks", "outcomes", "attainment"):
        assert f"slide_{slide}" in sent
    assert "stage-message" in sent


def test_a_hidden_slide_is_not_sent(own_copy: Path) -> None:
    arrange(Store(own_copy), [("risks", True)], SCOPE)
    sent = everything_sent(opened("review", DIRECTOR, slide="position", present="1")).decode("utf-8", "replace")
    assert "slide_growth" in sent
    assert "slide_risks" not in sent


def test_the_form_of_the_room_names_no_customer_under_aliases(portal: Path, navigation_as_on_a_server: None) -> None:
    def offered(**address: str) -> str:
        at = opened("review", DIRECTOR, **address).button(key="review_say").click().run()
        assert not at.exception
        return everything_sent(at).decode("utf-8", "replace")

    assert "Noirvault Biomasse" in offered()
    under_aliases = offered(aliases="1")
    assert "Noirvault" not in under_aliases
    assert "Client 12" in under_aliases


def test_the_preparation_freezes_and_says_so(own_copy: Path, navigation_as_on_a_server: None) -> None:
    at = opened("review", DIRECTOR)
    assert any("données du jour" in m.value for m in at.markdown)
    at.button(key="review_freeze").click().run()
    assert not at.exception
    assert any("figée" in m.value for m in at.markdown)
    assert len(Store(own_copy).state().pinned) == 1


def test_a_review_without_decision_is_refused_until_it_is_said(own_copy: Path, navigation_as_on_a_server: None) -> None:
    at = opened("review", DIRECTOR, lang="en")
    at.button(key="review_close").click().run()
    assert any("no decision" in e.value for e in at.error)
    at.checkbox(key="review_nothing").check()
    at.button(key="review_close").click().run()
    assert any("closed" in m.value for m in at.markdown)


def test_a_kam_tells_their_own_accounts_and_prepares_nothing_for_others(portal: Path) -> None:
    at = opened("review", kams(portal)[0][1])
    assert not at.exception
    keys = {b.key for b in at.button}
    assert "review_say" in keys
    assert not keys & {"review_freeze", "review_close"}


def test_a_frozen_review_says_when_newer_data_exist(own_copy: Path, navigation_as_on_a_server: None) -> None:
    at = opened("review", DIRECTOR)
    at.button(key="review_freeze").click().run()
    Store(own_copy).change(("ledger",), lambda dbs: dbs["ledger"].execute("SELECT 1"))
    at = opened("review", DIRECTOR)
    assert any("plus récentes" in m.value for m in at.markdown)
    stage = everything_sent(opened("review", DIRECTOR, slide="position", present="1")).decode("utf-8", "replace")
    assert typeset(words.OLDER_ON_STAGE, "fr") in stage
    assert typeset(DEMONSTRATION, "fr") in stage


def test_the_notes_of_the_speaker_are_another_page(own_copy: Path) -> None:
    note = AccountNote("", "remark", "Ne pas citer le litige", level="company", review="2026Q3")
    keep(Store(own_copy), note, SCOPE, frozenset(), date.today())
    stage = everything_sent(opened("review", DIRECTOR, slide="position", present="1")).decode("utf-8", "replace")
    notes = everything_sent(opened("review", DIRECTOR, speaker="1")).decode("utf-8", "replace")
    assert "Ne pas citer le litige" in notes
    assert "speaker" in notes
    assert 'class="speaker' not in stage
    assert "Ne pas citer le litige" not in stage
    definition = typeset(growth_gap.definition, "fr")
    assert definition in notes
    assert definition not in stage
