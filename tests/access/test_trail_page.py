"""What visitors do is in the trail, on a page for directors and controllers alone."""

from pathlib import Path

import pytest

from kam_analytics.answers.concentration.page import CONCENTRATION
from kam_analytics.core.scope import Role, Scope
from kam_analytics.ui.frame.trail import figures_of, noted
from kam_analytics.warehouse.store import Store
from kam_analytics.warehouse.trail import Event, TrailEntry, entries
from tests.application import ACCESS, CONTROLLER, DIRECTOR, STRANGER, everything_sent, kams, opened
from tests.facts import line, put, view


def of(store: Path, event: Event) -> list[TrailEntry]:
    return [line for line in entries(store) if line.event is event]


def test_sign_in_refusal_and_reading_pay_of_others_are_noted(own_copy: Path, navigation_as_on_a_server: None) -> None:
    person, login = kams(own_copy)[0]
    opened("overview", DIRECTOR)
    opened("overview", STRANGER)
    opened("overview", DIRECTOR, verified=False)
    opened("variable_pay", login)
    assert [(e.who, e.facts["role"]) for e in of(own_copy, Event.SIGNED_IN)] == [
        (login, "kam"),
        (DIRECTOR, "director+pay"),
    ]
    assert [(e.who, e.facts["reason"]) for e in of(own_copy, Event.REFUSED)] == [
        (DIRECTOR, "unverified"),
        (STRANGER, "unknown"),
    ]
    assert of(own_copy, Event.PAY_READ) == []
    opened("variable_pay", DIRECTOR).run()
    opened("variable_pay", DIRECTOR, viewer=person)
    opened("variable_pay", DIRECTOR, present="1")
    assert [(e.who, e.facts["of"]) for e in of(own_copy, Event.PAY_READ)] == [(DIRECTOR, person), (DIRECTOR, "team")]


def test_a_right_that_the_configuration_changes_is_noted_at_the_next_click(
    own_copy: Path, tmp_path: Path, navigation_as_on_a_server: None
) -> None:
    opened("definitions", DIRECTOR)
    more = ACCESS.replace('controllers = ["', 'controllers = ["audit@example.com", "')
    (tmp_path / "kam.toml").write_text(more, "utf-8")
    opened("definitions", DIRECTOR)
    (change,) = of(own_copy, Event.RIGHT_CHANGED)
    assert dict(change.facts) == {"login": "audit@example.com", "before": "nobody", "after": "controller"}


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_director_and_controller_read_the_trail_and_a_kam_does_not(
    own_copy: Path, lang: str, navigation_as_on_a_server: None
) -> None:
    opened("overview", STRANGER)
    for reader in (DIRECTOR, CONTROLLER):
        at = opened("import_data", reader, part="trail", lang=lang)
        (table,) = at.dataframe
        assert STRANGER in table.value["who"].astype(str).to_list()
        assert at.get("download_button")
        assert "choice_part" in [group.key for group in at.get("button_group")]
    _, login = kams(own_copy)[0]
    at = opened("import_data", login, part="trail", lang=lang)
    assert STRANGER.encode() not in everything_sent(at)
    assert "choice_part" not in [group.key for group in at.get("button_group")]
    viewed = opened("import_data", DIRECTOR, part="trail", viewer=kams(own_copy)[0][0], lang=lang)
    assert STRANGER.encode() not in everything_sent(viewed)


def test_an_export_is_noted_when_it_is_made_with_its_figures_and_not_their_values(store: Store) -> None:
    put(store, "revenue", "line", [line("A1", "2025-02-01", 98765), line("A2", "2025-03-01", 4321)])
    blocks = [block for section in CONCENTRATION.answer(view(store)).values() for block in section]
    scope = Scope("d@example.com > K01", Role.KAM, ("K01",), "K01")
    make = noted(store.folder, scope, "concentration", figures_of(blocks), lambda: b"98765")
    assert entries(store.folder) == []
    assert make() == b"98765"
    (entry,) = entries(store.folder)
    assert (entry.event, entry.who, entry.facts["page"]) == (Event.EXPORTED, "d@example.com", "concentration")
    assert {"revenue_total", "top_10_share"} <= set(entry.facts["figures"])
    assert "98765" not in str(entry.facts)
