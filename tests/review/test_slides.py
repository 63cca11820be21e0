"""What the slides say: the figures of the pages, what became of alerts and decisions, no pay, aliases."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from kam_analytics.answers.page.blocks import Chart, Message, Number, Table
from kam_analytics.answers.pages import blocks
from kam_analytics.answers.review.discretion import Discretion
from kam_analytics.answers.review.page import SLIDES, slides
from kam_analytics.answers.review.slide import MOST_WORDS, Slide, brief
from kam_analytics.core.text import Text
from kam_analytics.language import review as text
from kam_analytics.warehouse.decisions.notes import AccountNote, keep
from kam_analytics.warehouse.store import Store
from tests import facts
from tests.facts import DIRECTOR

QUARTER = {"start": date(2026, 7, 1), "end": date(2026, 9, 30)}
BASE = {"base_start": date(2025, 7, 1), "base_end": date(2025, 9, 30)}
PAGES = {"concentration": "concentration", "growth": "growth", "risks": "at_risk"}


@pytest.fixture(scope="module")
def told(demonstration):
    return facts.view(Store(demonstration), DIRECTOR, **QUARTER, **BASE)


@pytest.fixture(scope="module")
def review(told):
    answer = slides(told)
    assert isinstance(answer, tuple)
    return {slide.id: slide for slide in answer}


def test_every_slide_has_one_message_and_few_words_beside(review: dict[str, Slide]) -> None:
    assert set(review) == set(SLIDES) - {"decisions"}  # nothing was decided before
    for slide in review.values():
        assert len([b for b in slide.shows if isinstance(b, Chart | Table)]) <= 1
        for lang in ("fr", "en"):
            assert sum(len(s.in_(lang).split()) for s in slide.beside) <= MOST_WORDS


def test_a_slide_repeats_the_sentence_of_its_page(told, review: dict[str, Slide]) -> None:
    for slide, page in PAGES.items():
        view = replace(told, foresee=None)
        lead = next(b.text for b in blocks(page, view) if isinstance(b, Message) and b.lead)
        assert review[slide].message == lead


def test_the_position_has_the_six_figures_of_the_pages(told, review: dict[str, Slide]) -> None:
    position = {n.metric.id: n.value for n in review["position"].shows if isinstance(n, Number)}
    assert len(position) == 6
    on_pages = {
        b.metric.id: b.value
        for page in ("concentration", "growth", "at_risk")
        for b in blocks(page, told)
        if isinstance(b, Number)
    }
    shared = position.keys() & on_pages.keys()
    assert len(shared) >= 3
    assert {name: position[name] for name in shared} == {name: on_pages[name] for name in shared}


def test_people_are_counted_in_bands_and_not_named(told, review: dict[str, Slide]) -> None:
    (chart,) = review["attainment"].shows
    assert isinstance(chart, Chart)
    assert set(chart.columns) == {"band", "people"}
    assert int(chart.rows["people"].sum()) == 8
    people = {b.metric.id for b in review["attainment"].shows if isinstance(b, Number)}
    assert not people


def test_words_beside_a_chart_stop_before_the_limit() -> None:
    long = Text(fr="mot " * 20, en="word " * 20)
    short = Text(fr="deux mots", en="two words")
    assert brief([short, long, short]) == (short, long, short)  # 24 words
    assert brief([long, long]) == (long,)


def lines(account: str, months: list[tuple[int, int]], amount: int = 1000):
    return [facts.line(account, f"{y}-{m:02}-10", amount, account_name=account.title()) for y, m in months]


MONTHS = [(y, m) for y in (2023, 2024, 2025) for m in range(1, 13)] + [(2026, m) for m in range(1, 10)]


@pytest.fixture
def became(store):
    """Three accounts that stopped in March 2026; one came back in July, one came back after a note, one did not."""
    stopped = [month for month in MONTHS if month <= (2026, 3)]
    back = [*stopped, *((2026, m) for m in (7, 8, 9))]
    rows = [
        *lines("steady", MONTHS),
        *lines("lost", stopped),
        *lines("alone", back),
        *lines("helped", back),
    ]
    facts.put(store, "revenue", "line", rows)
    return store


def test_what_became_of_the_alerts_of_three_months_ago(became) -> None:
    everybody = frozenset({"steady", "lost", "alone", "helped"})
    keep(became, AccountNote("helped", "decision", "Visite", review="2026Q2"), DIRECTOR, everybody, date(2026, 6, 1))
    answer = {s.id: s for s in slides(facts.view(became, DIRECTOR, **QUARTER, **BASE))}
    (chart,) = answer["outcomes"].shows
    counts = dict(zip([o.en for o in chart.rows["outcome"]], chart.rows["accounts"], strict=True))
    assert counts == {
        text.OUTCOMES_OF["lost"].en: 1,
        text.OUTCOMES_OF["recovered"].en: 1,
        text.OUTCOMES_OF["false_alarm"].en: 1,
    }
    assert answer["outcomes"].beside == (text.NO_PROOF,)
    assert "3 accounts" in answer["outcomes"].message.en
    assert "1 have not ordered" in answer["outcomes"].message.en


def test_the_last_review_comes_back_with_its_money(became) -> None:
    everybody = frozenset({"steady", "lost"})
    note = AccountNote("lost", "decision", "Rappeler l'acheteur", review="2026Q2")
    keep(became, note, DIRECTOR, everybody, date(2026, 6, 1))
    became.change(("workspace",), lambda dbs: dbs["workspace"].execute(
        "UPDATE account_note SET said_at = TIMESTAMP '2026-03-20'"
    ))  # fmt: skip
    slide = next(s for s in slides(facts.view(became, DIRECTOR, **QUARTER, **BASE)) if s.id == "decisions")
    (table,) = slide.shows
    assert table.rows["revenue_then"].tolist() == [12_000.0]  # April 2025 to March 2026
    assert table.rows["revenue_now"].tolist() == [6_000.0]  # October 2025 to September 2026: six months of orders
    assert text.NO_CAUSE in slide.beside


def test_late_actions_are_counted_by_the_revenue_at_stake(became) -> None:
    everybody = frozenset({"steady", "lost"})
    today = date(2026, 9, 1)
    keep(became, AccountNote("lost", "action", "Appeler", "Anne", "commercial", today), DIRECTOR, everybody, today)
    view = facts.view(became, DIRECTOR, **QUARTER, **BASE)
    late = next(s for s in slides(view) if s.id == "late")
    (table,) = late.shows
    assert "owner" not in table.columns  # people are named only where it was asked for
    named = next(s for s in slides(view, None, Discretion(names=True)) if s.id == "late")
    assert "owner" in named.shows[0].columns
    southern = {"source_account": "steady", "account_id": "steady", "account_name": "Steady", "region": "Sud"}
    facts.put(became, "accounts", "accounts", [southern])
    view = facts.view(became, DIRECTOR, **QUARTER, **BASE)
    elsewhere = replace(view, filters=replace(view.filters, region=("Sud",)))
    assert next(s for s in slides(elsewhere) if s.id == "late").message == text.NOTHING_LATE
    before = facts.view(became, DIRECTOR, **{**QUARTER, "end": today - timedelta(days=1)}, **BASE)
    assert next(s for s in slides(before) if s.id == "late").message == text.NOTHING_LATE


@pytest.mark.parametrize("names", [False, True])
def test_who_is_named_in_what_people_typed_is_named_only_where_asked_for(became, names: bool) -> None:
    owned = {"source_account": "lost", "account_id": "lost", "account_name": "Lost", "kam": "k1"}
    facts.put(became, "accounts", "accounts", [owned])
    facts.put(became, "people", "people", [{"person_id": "k1", "name": "Kim Un"}])
    note = AccountNote("lost", "decision", "Kim Un appelle", review="2026Q3")
    keep(became, note, DIRECTOR, frozenset({"lost"}), date(2026, 9, 1))
    told = slides(facts.view(became, DIRECTOR, **QUARTER, **BASE), None, Discretion(names=names))
    (table,) = next(s for s in told if s.id == "asks").shows
    assert table.rows["said"].tolist() == ["Kim Un appelle" if names else "KAM appelle"]


def test_an_alias_stands_wherever_a_customer_would(became) -> None:
    everybody = frozenset({"steady", "lost", "alone", "helped"})
    note = AccountNote("lost", "decision", "Rappeler Helped demain", review="2026Q3")
    keep(became, note, DIRECTOR, everybody, date(2026, 9, 1))
    view = facts.view(became, DIRECTOR, **QUARTER, **BASE)
    once, again = (slides(view, None, Discretion(aliases=True)) for _ in range(2))
    for slide in once:
        written = [slide.message, *slide.beside]
        rows = [b.rows.to_string() for b in slide.shows if isinstance(b, Chart | Table)]
        for name in ("Steady", "Alone", "Helped", "steady", "alone", "helped"):
            assert not any(name in w.fr for w in written), slide.id
            assert not any(name in r for r in rows), slide.id
    assert [s.message for s in once] == [s.message for s in again]
    plain = slides(view)
    assert [n.value for s in once for n in s.shows if isinstance(n, Number)] == [
        n.value for s in plain for n in s.shows if isinstance(n, Number)
    ]


def test_a_customer_has_one_alias_in_the_frozen_figures_and_in_the_decisions_of_now(became) -> None:
    frozen = facts.view(became, DIRECTOR, **QUARTER, **BASE)
    facts.put(became, "revenue", "line", lines("new 8", MONTHS[-2:]))  # numbered before "steady"
    note = AccountNote("steady", "decision", "Visiter", review="2026Q3")
    keep(became, note, DIRECTOR, frozenset({"steady"}), date(2026, 9, 1))
    now = facts.view(became, DIRECTOR, **QUARTER, **BASE)
    told = {slide.id: slide for slide in slides(frozen, now, Discretion(aliases=True))}
    (decision,) = told["asks"].shows[0].rows["account_name"]
    largest = told["concentration"].shows[0].rows.sort_values("revenue", ascending=False)["account_name"].iloc[0]
    assert decision == largest  # the one account that was invoiced every month
