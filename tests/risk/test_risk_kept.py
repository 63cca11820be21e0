"""When a back-test that was kept is done again: an import, a decision on identity; not a note."""

import os
import time
from datetime import date

import pytest

from kam_analytics.answers.page.risk_forecast import ForecastRequest
from kam_analytics.answers.page.view import reads
from kam_analytics.answers.risk import forecast
from kam_analytics.answers.risk.forecast import (
    MOST_KEPT,
    backtest_path,
    risk_forecast,
)
from kam_analytics.ui.risk import forecast as foresight
from kam_analytics.warehouse.decisions.identity import Decision, decide, undo
from kam_analytics.warehouse.decisions.notes import AccountNote, keep
from kam_analytics.warehouse.session import Reader
from tests import facts
from tests.facts import DIRECTOR

END = date(2025, 12, 31)
ASKED = ForecastRequest(END)


@pytest.fixture
def book(store):
    """Two accounts with one invoice a month."""
    facts.put(
        store,
        "revenue",
        "line",
        [facts.line(a, f"{y}-{m:02}-10", 100) for a in ("A", "B") for y in (2024, 2025) for m in range(1, 13)],
    )
    return store


@pytest.fixture
def runs(monkeypatch):
    """The back-tests that were worked out, one entry each."""
    done, real = [], forecast.track_record

    def counted(known, **more):
        done.append(known)
        return real(known, **more)

    monkeypatch.setattr(forecast, "track_record", counted)
    return done


def look(store, asked=ASKED):
    """What the page and the command line do with the current state."""
    risk_forecast(reads(Reader(store)), asked, backtest_path(store, store.state(), asked))


def note(store):
    keep(store, AccountNote("A", "action", "Appeler", due_on=END), DIRECTOR, frozenset({"A"}), END)


def test_a_note_does_not_run_the_back_test_again_and_an_import_does(book, runs):
    look(book)
    before = book.state().number
    note(book)
    look(book)
    assert book.state().number > before
    assert len(runs) == 1
    facts.put(book, "revenue", "line", [facts.line("B", "2025-12-20", 50)])
    look(book)
    assert len(runs) == 2


def test_accounts_decided_to_be_one_run_it_again_and_undone_read_what_was_kept(book, runs):
    look(book)
    batch = decide(book, DIRECTOR, [Decision("account", "same", "A", "B")])
    look(book)
    assert len(runs) == 2
    undo(book, DIRECTOR, batch)
    look(book)
    decide(book, DIRECTOR, [Decision("account", "different", "A", "B")])
    look(book)
    assert len(runs) == 2


def test_a_group_by_hand_runs_it_again_where_groups_are_counted(book, runs):
    by_group = ForecastRequest(END, "group")
    look(book)
    look(book, by_group)
    decide(book, DIRECTOR, [Decision("group", "member", "A", "B")])
    look(book)
    assert len(runs) == 2
    look(book, by_group)
    assert len(runs) == 3


def test_another_currency_horizon_day_format_or_word_of_ones_group_is_another_back_test(book, monkeypatch, tmp_path):
    def place(asked=ASKED):
        return backtest_path(book, book.state(), asked)

    places = {place(), place(ForecastRequest(END, horizon_days=90)), place(ForecastRequest(date(2025, 6, 30)))}
    monkeypatch.setattr(forecast, "FORMAT", -1)
    places.add(place())
    (tmp_path / "kam.toml").write_text('[money]\nreporting_currency = "CHF"\n', "utf-8")
    monkeypatch.setenv("KAM_CONFIG", str(tmp_path / "kam.toml"))
    places.add(place())
    (tmp_path / "kam.toml").write_text('[intercompany]\nwords = ["chimie"]\n', "utf-8")
    places.add(place())
    assert len(places) == 6


def test_at_most_forty_are_kept_and_the_oldest_go(book):
    place = backtest_path(book, book.state(), ASKED)
    place.parent.mkdir()
    for n in range(MOST_KEPT + 5):
        old = place.parent / f"state-{n:06d}-of-an-earlier-release.json"
        old.write_text("{}", "utf-8")
        os.utime(old, (n, n))
    look(book)
    names = {path.name for path in place.parent.iterdir()}
    assert len(names) == MOST_KEPT
    assert place.name in names
    assert not [name for name in names if name.endswith(".draft")]
    assert min(n for n in names if n.startswith("state")).startswith("state-000006")


def test_what_cannot_be_kept_is_answered_all_the_same_and_leaves_what_was_there(book, monkeypatch, runs):
    place = backtest_path(book, book.state(), ASKED)

    def full(_from, _to):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", full)
    look(book)
    assert len(runs) == 1
    assert not place.exists()


@pytest.mark.parametrize("broken", ["", "{", "[]", '{"format": 3}', "\udcff"])
def test_one_that_cannot_be_read_is_done_again(book, runs, broken):
    place = backtest_path(book, book.state(), ASKED)
    place.parent.mkdir()
    place.write_bytes(broken.encode("utf-8", "surrogateescape"))
    look(book)
    assert len(runs) == 1
    look(book)
    assert len(runs) == 1


def test_beside_the_screen_the_answer_is_there_at_once_after_a_note(book):
    waited = time.monotonic() + 60
    while (first := foresight.of(book.folder, book.state())(ASKED)) is None and time.monotonic() < waited:
        time.sleep(0.05)
    note(book)
    assert first is not None
    assert foresight.of(book.folder, book.state())(ASKED) is first
