"""Answers prepared ahead: while no page is drawn, once each, for those who will read them."""

import threading
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from kam_analytics.core.scope import Role
from kam_analytics.metrics.access.rights import scope_of, settings
from kam_analytics.ui import page as screen
from kam_analytics.ui import usual_views
from kam_analytics.ui.frame import ahead
from kam_analytics.ui.frame.ahead import PREPARATION, Preparation
from kam_analytics.ui.frame.answers import ANSWERS
from kam_analytics.ui.frame.data import people
from tests.application import DIRECTOR, kams, opened

SHORT = 0.02


def test_no_job_begins_while_a_page_is_drawn_nor_shortly_after():
    preparation, done = Preparation(SHORT), threading.Event()
    with preparation.pausing():
        preparation.ask("a", done.set)
        assert not done.wait(5 * SHORT)
    left = time.monotonic()
    assert done.wait(5)
    assert time.monotonic() - left >= SHORT


def test_a_job_is_done_once_and_an_error_does_not_end_the_thread():
    preparation, done = Preparation(0), []

    def failing():
        raise ValueError

    preparation.ask("bad", failing)
    for _ in range(3):
        preparation.ask("good", lambda: done.append(1))
    preparation.wait()
    assert done == [1]


def test_at_the_end_the_current_job_ends_and_no_other_begins():
    preparation, begun, done = Preparation(0), threading.Event(), []

    def long():
        begun.set()
        time.sleep(SHORT)
        done.append("long")

    preparation.ask("long", long)
    preparation.ask("next", lambda: done.append("next"))
    begun.wait()
    preparation.close()
    assert done == ["long"]
    preparation.wait()
    assert done == ["long"]


def test_what_does_not_fit_is_left_out_and_may_be_asked_for_again(monkeypatch):
    monkeypatch.setattr(ahead, "MOST_WAITING", 1)
    preparation, begun, may_end, done = Preparation(0), threading.Event(), threading.Event(), []
    preparation.ask("a", lambda: (begun.set(), may_end.wait(), done.append("a")))
    begun.wait()
    for name in "bcd":
        preparation.ask(name, lambda name=name: done.append(name))
    may_end.set()
    preparation.wait()
    assert done == ["a", "b"]
    preparation.ask("d", lambda: done.append("d"))
    preparation.wait()
    assert done == ["a", "b", "d"]


def test_a_page_without_a_server_asks_for_nothing(portal: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []
    monkeypatch.setattr(PREPARATION, "ask", lambda *what: asked.append(what))
    assert opened("concentration", DIRECTOR).title
    assert asked == []


@pytest.fixture
def answered_by_a_page(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """The pages that a viewer waited for, on a server that prepares the others ahead."""
    ANSWERS.clear()
    pages, real = [], screen.answer
    monkeypatch.setattr(screen, "answer", lambda page, view: pages.append(page) or real(page, view))
    monkeypatch.setattr(usual_views, "serves", lambda: True)
    monkeypatch.setattr(usual_views, "USUAL", ("overview", "concentration", "growth"))
    monkeypatch.setattr(ahead, "NICEST", 0)  # the other test process would take all of the processor
    yield pages
    PREPARATION.wait()  # for what the last page asked


def test_after_the_first_page_the_usual_ones_and_those_of_the_kams_are_there(
    portal: Path, answered_by_a_page: list[str]
) -> None:
    opened("concentration", DIRECTOR)
    PREPARATION.wait()
    for page in ("overview", "growth"):
        assert opened(page, DIRECTOR).title
    login = next(
        login for _, login in kams(portal) if scope_of(login, settings(), people(), date.today()).role is Role.KAM
    )
    assert opened("overview", login).title
    assert answered_by_a_page == ["concentration"]


def test_a_filtered_view_prepares_nothing(portal: Path, answered_by_a_page: list[str]) -> None:
    opened("growth", DIRECTOR, segment="Industrie")
    PREPARATION.wait()
    opened("overview", DIRECTOR)
    assert answered_by_a_page == ["growth", "overview"]
