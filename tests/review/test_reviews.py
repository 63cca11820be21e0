"""A review that is frozen, arranged and closed: who may, what stays, what is refused."""

from datetime import date

import pytest

from kam_analytics.core.errors import NotAllowed
from kam_analytics.core.scope import Role, Scope
from kam_analytics.core.settings import KEPT_STATES
from kam_analytics.metrics.review.figures import ORDER, REVIEWS
from kam_analytics.warehouse.decisions.notes import AccountNote, keep
from kam_analytics.warehouse.decisions.reviews import NothingDecided, arrange, close_review, freeze, thaw
from kam_analytics.warehouse.session import Reader
from kam_analytics.warehouse.store import Store
from tests import facts
from tests.facts import DIRECTOR

KAM = Scope("anne", Role.KAM, ("K1",), "K1")


@pytest.fixture
def one_line(store):
    facts.put(store, "revenue", "line", [facts.line("A", "2026-07-10", 1000, account_name="Alcyon")])
    return store


def revenue(store: Store, number: int | None = None) -> float:
    state = None if number is None else store.at(number)
    assert number is None or state is not None
    with store.connect(state) as db:
        (total,) = db.execute("SELECT sum(amount) FROM ledger.line").fetchall()[0]
    return float(total)


def reviews(store: Store):
    reader = Reader(store)
    try:
        return reader.read(REVIEWS, DIRECTOR, {}).to_dict("records")
    finally:
        reader.close()


def test_a_frozen_review_outlives_every_later_import(one_line) -> None:
    freeze(one_line, "2026Q3", DIRECTOR)
    (row,) = reviews(one_line)
    number = int(row["pinned"])
    for day in range(1, KEPT_STATES + 3):
        facts.put(one_line, "revenue", "line", [facts.line("A", f"2026-08-{day % 28 + 1:02}", day)])
    assert revenue(one_line, number) == 1000
    assert revenue(one_line) > 1000


def test_a_thawed_review_is_read_from_the_current_state(one_line) -> None:
    pinned = freeze(one_line, "2026Q3", DIRECTOR).pinned
    assert len(pinned) == 1
    assert thaw(one_line, "2026Q3", DIRECTOR).pinned == ()
    assert one_line.state().pinned == ()


def test_two_reviews_are_pinned_side_by_side(one_line) -> None:
    freeze(one_line, "2026Q2", DIRECTOR)
    state = freeze(one_line, "2026Q3", DIRECTOR)
    assert len(state.pinned) == 2
    assert thaw(one_line, "2026Q3", DIRECTOR).pinned == state.pinned[:1]


def test_a_review_is_closed_with_a_decision_or_with_an_explicit_none(one_line) -> None:
    with pytest.raises(NothingDecided) as refusal:
        close_review(one_line, "2026Q3", DIRECTOR, without_decision=False)
    assert "aucune décision" in refusal.value.message().fr
    assert not reviews(one_line)
    close_review(one_line, "2026Q3", DIRECTOR, without_decision=True)
    assert not reviews(one_line)[0]["decided"]
    note = AccountNote("A", "decision", "Visiter", review="2026Q3")
    keep(one_line, note, DIRECTOR, frozenset({"A"}), date(2026, 9, 30))
    close_review(one_line, "2026Q3", DIRECTOR, without_decision=False)
    assert bool(reviews(one_line)[0]["decided"])


def test_a_kam_neither_freezes_nor_closes_nor_arranges(one_line) -> None:
    before = one_line.state()
    for act in (
        lambda: freeze(one_line, "2026Q3", KAM),
        lambda: thaw(one_line, "2026Q3", KAM),
        lambda: close_review(one_line, "2026Q3", KAM, without_decision=True),
        lambda: arrange(one_line, [("growth", True)], KAM),
    ):
        with pytest.raises(NotAllowed):
            act()
    assert one_line.state() == before


def test_only_who_sees_everything_decides_for_the_company(one_line) -> None:
    note = AccountNote("", "decision", "Plafonner les remises", level="company", review="2026Q3")
    with pytest.raises(NotAllowed):
        keep(one_line, note, KAM, frozenset(), date(2026, 9, 30))
    keep(one_line, note, DIRECTOR, frozenset(), date(2026, 9, 30))


def test_the_team_keeps_the_order_and_hides_slides(one_line) -> None:
    arrange(one_line, [("growth", False), ("position", True)], DIRECTOR)
    arrange(one_line, [("position", True), ("growth", False)], DIRECTOR)
    reader = Reader(one_line)
    rows = reader.read(ORDER, DIRECTOR, {})
    reader.close()
    assert rows["slide"].tolist() == ["position", "growth"]
    assert rows["hidden"].tolist() == [True, False]
