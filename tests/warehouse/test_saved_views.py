"""Views saved by name: whose they are, who may change them, which states they keep."""

import pytest

from kam_analytics.core.errors import NotAllowed
from kam_analytics.core.scope import Role, Scope
from kam_analytics.core.settings import retention
from kam_analytics.metrics.access import SAVED_VIEWS
from kam_analytics.warehouse.decisions.reviews import freeze, thaw
from kam_analytics.warehouse.decisions.saved_views import LONGEST, SavedView, ViewRefused, remove, save
from kam_analytics.warehouse.session import Reader
from kam_analytics.warehouse.store import Store
from tests.facts import DIRECTOR, line, put

KAM = Scope("ana@example.com", Role.KAM, ("k1",), "k1")
OTHER = Scope("bob@example.com", Role.KAM, ("k2",), "k2")
NORTH = SavedView("Nord", "growth", "kam=k1&period=2025")


def names(store: Store, scope: Scope) -> list[str]:
    reader = Reader(store)
    try:
        return reader.read(SAVED_VIEWS, scope, {})["name"].tolist()
    finally:
        reader.close()


def test_a_view_is_of_one_person_or_of_everybody(store: Store) -> None:
    save(store, NORTH, KAM, shared=False, frozen=False)
    save(store, SavedView("Équipe", "growth", ""), DIRECTOR, shared=True, frozen=False)
    assert names(store, KAM) == ["Équipe", "Nord"]
    assert names(store, OTHER) == ["Équipe"]
    assert names(store, DIRECTOR) == ["Équipe"]


def test_a_kam_neither_shares_a_view_nor_removes_one_of_somebody_else(store: Store) -> None:
    with pytest.raises(NotAllowed):
        save(store, NORTH, KAM, shared=True, frozen=False)
    theirs = save(store, NORTH, KAM, shared=False, frozen=False)
    team = save(store, NORTH, DIRECTOR, shared=True, frozen=False)
    for view_id in (theirs, team):
        with pytest.raises(NotAllowed):
            remove(store, view_id, OTHER)
    remove(store, theirs, KAM)
    remove(store, theirs, KAM)  # twice: it is gone
    assert names(store, KAM) == ["Nord"]


@pytest.mark.parametrize("name", ["", "   ", "x" * (LONGEST + 1)])
def test_a_view_needs_a_name_of_some_length(store: Store, name: str) -> None:
    with pytest.raises(ViewRefused) as refused:
        save(store, SavedView(name, "growth", ""), KAM, shared=False, frozen=False)
    assert str(LONGEST) in refused.value.message().fr


def test_a_frozen_view_and_a_review_each_keep_their_state(store: Store) -> None:
    put(store, "revenue", "line", [line("A1", "2025-02-01", 60)])
    reviewed = store.state().number
    freeze(store, "2025Q1", DIRECTOR)
    frozen = store.state().number
    view_id = save(store, NORTH, DIRECTOR, shared=True, frozen=True)
    assert store.state().pinned == (reviewed, frozen)
    for _ in range(retention().states + 2):
        save(store, NORTH, DIRECTOR, shared=True, frozen=False)
    assert store.at(frozen) is not None
    thaw(store, "2025Q1", DIRECTOR)
    assert store.state().pinned == (frozen,)
    remove(store, view_id, DIRECTOR)
    assert store.state().pinned == ()
    assert store.at(frozen) is None
