"""A whole review, by keyboard: every slide, a decision and an action in the room, an account looked up, frozen data."""

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from pptx import Presentation

from kam_analytics.answers.pay import page as pay
from kam_analytics.ui.frame.access import LOCAL
from kam_analytics.warehouse.decisions.reviews import freeze
from kam_analytics.warehouse.store import Store
from tests.application import ROOT
from tests.browser.conftest import Server, Visit, start, stop, visit
from tests.browser.test_pay_bytes import listening
from tests.facts import DIRECTOR, view
from tests.pay.test_pay_privacy import amounts, leaks

pytestmark = pytest.mark.browser
SLIDES = ("position", "concentration", "growth", "bridge", "risks", "outcomes", "attainment", "late", "asks")
NOT_LATER = 300  # ms between a key and its slide

SMALL_TEXT = """() => [...document.querySelectorAll('[class*=st-key-slide_] *')]
  .filter((e) => getComputedStyle(e).visibility === 'visible' && !e.closest('.stage-source'))
  .filter((e) => [...e.childNodes].some((n) => n.nodeType === 3 && n.textContent.trim()))
  .filter((e) => e.getClientRects().length && parseFloat(getComputedStyle(e).fontSize) < 24)
  .map((e) => [e.textContent, getComputedStyle(e).fontSize])"""
CLIPPED = """() => [...document.querySelectorAll('.st-key-stage h1, .st-key-stage text, .st-key-stage td')]
  .filter((e) => getComputedStyle(e).visibility === 'visible' && e.textContent.trim())
  .map((e) => [e.textContent, e.getBoundingClientRect()])
  .filter(([, b]) => b.width && (b.left < -1 || b.right > innerWidth + 1 || b.top < -1 || b.bottom > innerHeight + 1))
  .map(([text]) => text)"""


@pytest.fixture(scope="module")
def room(demonstration: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Server, Path]]:
    """The application on a store whose review of the quarter is frozen."""
    folder = tmp_path_factory.mktemp("room")
    shutil.copytree(demonstration, folder / "store")
    freeze(Store(folder / "store"), "2026Q3", DIRECTOR)
    running = start(folder / "store", folder / "log.txt")
    yield running, folder / "store"
    stop(running)


def staged(browser: Any, server: Server, address: str, **options: Any) -> Visit:
    found = visit(browser, server.url, **options)
    found.go(f"{server.url}/review?slide=position&present=1&{address}")
    found.page.wait_for_selector(".stage-data", state="attached")
    found.settle()
    return found


def at(found: Visit) -> str:
    return str(found.page.evaluate("() => document.body.dataset.slide"))


def press(found: Visit, key: str, slide: str) -> None:
    """The key, and its slide within the time in which nobody waits; the address names it."""
    found.page.keyboard.press(key)
    found.page.wait_for_function("(slide) => document.body.dataset.slide === slide", arg=slide, timeout=NOT_LATER)
    assert f"slide={slide}" in found.page.url


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_a_review_is_told_by_keyboard(browser: Any, room: tuple[Server, Path], lang: str) -> None:
    server, store = room
    found = staged(browser, server, f"lang={lang}", color_scheme="dark" if lang == "en" else "light")
    shots = ROOT / "artifacts" / "review"
    shots.mkdir(parents=True, exist_ok=True)
    for number, slide in enumerate(SLIDES):
        if number:
            press(found, "ArrowRight" if number % 2 else "PageDown", slide)
        found.page.wait_for_timeout(150)
        found.page.screenshot(path=shots / f"{slide}_{lang}.png")
        assert found.page.evaluate(SMALL_TEXT) == [], slide
        assert found.page.evaluate(CLIPPED) == [], slide
    press(found, "Home", "position")
    press(found, "3", "growth")
    press(found, "PageUp", "concentration")
    press(found, "End", "asks")
    found.page.keyboard.press("o")
    assert found.page.locator(".stage-overview").is_visible()
    found.page.locator(".stage-overview [data-goto=growth]").click()
    assert at(found) == "growth"
    assert not found.page.locator(".stage-overview").is_visible()
    found.page.keyboard.press("o")
    press(found, "ArrowRight", "bridge")
    assert found.page.locator(".stage-overview").is_visible()
    found.page.keyboard.press("Enter")
    assert not found.page.locator(".stage-overview").is_visible()
    choose_segment(found)
    press(found, "3", "growth")
    note(found, {"fr": "Décision du jour", "en": "Decision of the day"}[lang])
    assert at(found) == "growth"
    press(found, "End", "asks")
    found.page.locator(".st-key-slide_asks td", has_text="Déc" if lang == "fr" else "of the day").first.wait_for()
    act(found, "Appeler le groupe", lang)
    look(found)
    found.page.keyboard.press("Escape")
    assert found.page.locator(".st-key-stage").count() == 1  # asks once
    found.page.keyboard.press("Escape")
    found.page.locator(".st-key-review_present").wait_for()
    assert "slide=" not in found.page.url
    with Store(store).connect() as db:
        rows = db.execute("SELECT count(*) FROM workspace.account_note WHERE review = '2026Q3'").fetchall()
        query = "SELECT owner, side, due_on > said_at::DATE FROM workspace.account_note WHERE kind = 'action'"
        actions = db.execute(query).fetchall()
    assert rows[0][0] >= 2
    assert ("Claire", "technical", True) in actions
    found.assert_clean()
    found.page.context.close()


def choose_segment(found: Visit) -> None:
    """A filter answers over the slide, which says so; then everything again."""
    source = found.page.locator(".st-key-slide_bridge .stage-source")
    found.page.keyboard.press("s")
    found.page.locator(".st-key-more_filters button").first.click()
    found.page.locator(".st-key-choice_segment input").first.click()
    found.page.get_by_role("option", name="Industrie").click()
    source.get_by_text("Industrie · ").wait_for()
    assert at(found) == "bridge"
    found.page.mouse.click(900, 700)
    found.page.locator(".st-key-clear_segment button").click()
    source.get_by_text("Industrie").wait_for(state="detached")
    found.settle()
    found.page.keyboard.press("Escape")
    assert not found.page.evaluate("() => document.body.hasAttribute('data-filters')")


def note(found: Visit, wording: str) -> None:
    """One line, typed without the mouse."""
    found.page.keyboard.press("n")
    found.page.wait_for_function("() => document.activeElement.closest('[role=dialog] .st-key-review_wording')")
    found.page.keyboard.type(wording)
    found.page.keyboard.press("Enter")
    found.page.locator("[role=dialog]").wait_for(state="detached")
    found.settle()


def act(found: Visit, wording: str, lang: str) -> None:
    """An action with its owner and its side; its day is the proposed one."""
    found.page.keyboard.press("n")
    found.page.wait_for_function("() => document.activeElement.closest('[role=dialog] .st-key-review_wording')")
    found.page.keyboard.type(wording)
    room = found.page.get_by_role("dialog")
    room.locator(".st-key-review_kind").get_by_text("Action", exact=True).click()
    room.locator(".st-key-review_side").click()
    found.page.get_by_role("option", name={"fr": "Technique", "en": "Technical"}[lang]).click()
    owner = room.locator(".st-key-review_owner input")
    owner.fill("Claire")
    owner.press("Enter")
    room.wait_for(state="detached")
    found.settle()
    press(found, "End", "asks")
    found.page.locator(".st-key-slide_asks td", has_text=wording).first.wait_for()


def look(found: Visit) -> None:
    """Search an account over the slide; Escape goes back to it."""
    found.page.keyboard.press("/")
    found.page.wait_for_function("() => document.activeElement.closest('[role=dialog] .st-key-review_look')")
    found.page.keyboard.type("Noirvault")
    found.page.keyboard.press("Enter")
    found.page.locator("[role=dialog] h1").wait_for()
    found.page.keyboard.press("Escape")
    found.page.locator("[role=dialog]").wait_for(state="detached")


def test_a_pack_is_downloaded_and_a_bad_template_is_refused_in_words(browser: Any, room: tuple[Server, Path]) -> None:
    server, _ = room
    found = visit(browser, server.url)
    found.go(f"{server.url}/review")
    found.page.locator(".st-key-review_packs button").first.click()
    with found.page.expect_download() as download:
        found.page.locator(".st-key-review_pack_pptx button").click()
    assert download.value.suggested_filename == "kam-revue-2026Q3-demonstration.pptx"
    assert len(Presentation(download.value.path()).slides) >= len(SLIDES)
    damaged = {"name": "modele.pptx", "mimeType": "application/octet-stream", "buffer": b"PK no presentation"}
    found.page.locator(".st-key-review_template input").set_input_files(damaged)
    found.page.get_by_text("Ce modèle ne peut pas être utilisé").wait_for()
    found.assert_clean()
    found.page.context.close()


def test_no_pay_and_no_masked_name_goes_to_the_room(
    browser: Any, room: tuple[Server, Path], demonstration: Path
) -> None:
    server, _ = room
    days = {"start": date(2026, 1, 1), "end": date(2026, 9, 30)}
    base = {"base_start": date(2025, 1, 1), "base_end": date(2025, 9, 30)}
    secret = amounts(pay.VARIABLE_PAY.blocks(view(Store(demonstration), LOCAL, **days, **base)))
    found = visit(browser, server.url)
    received = listening(found)
    found.go(f"{server.url}/review?slide=position&present=1&aliases=1")
    found.page.wait_for_selector(".stage-data", state="attached")
    for slide in SLIDES[1:]:
        press(found, "ArrowRight", slide)
    sent = received()
    assert len(sent) > 20_000
    assert not leaks(sent, secret)
    with Store(demonstration).connect() as db:
        names = [str(n) for (n,) in db.execute("SELECT account_name FROM ledger.accounts").fetchall()]
    assert len(names) > 200
    stage = found.page.content()
    assert not [n for n in names if n.encode() in sent or n in stage]
    found.page.context.close()
