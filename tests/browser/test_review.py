"""A whole review, by keyboard: every slide, a decision and an action in the room, an account looked up, frozen data."""

import json
import shutil
import time
import zipfile
from collections.abc import Iterator
from datetime import date
from io import BytesIO
from pathlib import Path
from statistics import median
from typing import Any

import pytest
from pptx import Presentation

from kam_analytics.answers.pay import page as pay
from kam_analytics.exports.review.pack import FORMATS
from kam_analytics.exports.review.printed_text import pages_of
from kam_analytics.ui.frame.access import LOCAL
from kam_analytics.warehouse.decisions.notes import AccountNote, keep
from kam_analytics.warehouse.decisions.reviews import freeze
from kam_analytics.warehouse.decisions.saved_views import SavedView, save
from kam_analytics.warehouse.store import Store
from tests.application import ROOT
from tests.browser.conftest import Server, Visit, start, stop, visit
from tests.browser.test_pay_bytes import listening
from tests.facts import DIRECTOR, view
from tests.pay.test_pay_privacy import amounts, leaks

pytestmark = pytest.mark.browser
SLIDES = ("position", "concentration", "growth", "bridge", "risks", "outcomes", "attainment", "late", "asks")
CUSTOMER = "Noirvault Biomasse"
MOST_TRIES, STEADY = 20, 500  # ms
NOT_LATER = 300  # ms between a key and its slide
REMARK, DAY, NOBODY = "Ne pas citer le litige en cours", date(2026, 10, 1), frozenset[str]()

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


def press(found: Visit, key: str, slide: str) -> float:
    """The key, and its slide, which is on the page before it is asked for; the address names it.

    returns: the wait for it, in ms.
    """
    assert found.page.locator(f".st-key-slide_{slide}").count() == 1
    found.page.keyboard.press(key)
    start = time.perf_counter()
    found.page.wait_for_function("(slide) => document.body.dataset.slide === slide", arg=slide)
    waited = 1000 * (time.perf_counter() - start)
    assert f"slide={slide}" in found.page.url
    return waited


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_a_review_is_told_by_keyboard(browser: Any, room: tuple[Server, Path], lang: str) -> None:
    server, store = room
    found = staged(browser, server, f"lang={lang}", color_scheme="dark" if lang == "en" else "light")
    shots = ROOT / "artifacts" / "review"
    shots.mkdir(parents=True, exist_ok=True)
    waits = []
    for number, slide in enumerate(SLIDES):
        if number:
            waits.append(press(found, "ArrowRight" if number % 2 else "PageDown", slide))
        found.page.wait_for_timeout(150)
        found.page.screenshot(path=shots / f"{slide}_{lang}.png")
        assert found.page.evaluate(SMALL_TEXT) == [], slide
        assert found.page.evaluate(CLIPPED) == [], slide
    assert median(waits) < NOT_LATER  # the other tests may take the processor now and then
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


@pytest.mark.parametrize("aliases", [True, False])
def test_no_pay_no_masked_name_and_no_note_goes_to_the_room_whatever_is_clicked(
    browser: Any, room: tuple[Server, Path], demonstration: Path, aliases: bool
) -> None:
    server, store = room
    keep(Store(store), AccountNote("", "remark", REMARK, level="company", review="2026Q3"), DIRECTOR, NOBODY, DAY)
    save(Store(store), SavedView(f"Perdre {CUSTOMER} {aliases}", "review", ""), DIRECTOR, shared=True, frozen=False)
    found = visit(browser, server.url)
    received = listening(found)
    found.go(f"{server.url}/review?slide=position&present=1{'&aliases=1' if aliases else ''}")
    found.page.wait_for_selector(".stage-data", state="attached")
    for slide in SLIDES[1:]:
        press(found, "ArrowRight", slide)
    open_everything(found, aliases=aliases)
    page = found.page.content()
    leave(found)
    files = downloaded(found)
    sent = received() + page.encode() + found.page.content().encode() + files
    assert len(sent) > 100_000
    assert not leaks(sent, secrets(demonstration))
    assert REMARK.encode() not in sent
    assert f"Perdre {CUSTOMER}".encode() not in sent
    customers, people = masked_names(demonstration)
    assert not [name for name in people if written(name, sent)]
    assert bool([name for name in customers if written(name, sent)]) is not aliases
    found.page.context.close()


def secrets(store: Path) -> set[float]:
    """Every amount of pay of a director's page."""
    days = {"start": date(2026, 1, 1), "end": date(2026, 9, 30)}
    base = {"base_start": date(2025, 1, 1), "base_end": date(2025, 9, 30)}
    return amounts(pay.VARIABLE_PAY.blocks(view(Store(store), LOCAL, **days, **base)))


def masked_names(store: Path) -> tuple[list[str], list[str]]:
    """Names and codes of customers and of their groups; names of people, the customers' own among them."""
    with Store(store).connect() as db:
        customers = db.execute(
            "SELECT account_name FROM ledger.accounts UNION SELECT account_id FROM ledger.accounts"
            " UNION SELECT parent FROM ledger.group_membership"
        ).fetchall()
        people = db.execute("SELECT name FROM ledger.people UNION SELECT name FROM ledger.contacts").fetchall()
    lists = [[str(name) for (name,) in rows if name and len(str(name)) > 4] for rows in (customers, people)]
    assert len(lists[0]) > 400
    assert len(lists[1]) > 8
    return lists[0], lists[1]


def written(name: str, sent: bytes) -> bool:
    """Whether a name is in what was sent, also as a script writes it."""
    return name.encode() in sent or json.dumps(name)[1:-1].encode() in sent


def open_everything(found: Visit, *, aliases: bool) -> None:
    """Whatever a key or a click opens over the slides: filters, both forms with every subject, search, overview."""
    found.page.keyboard.press("s")
    for popover in found.page.locator(".st-key-frame [data-testid=stPopover] button").all():
        if popover.is_visible():
            popover.click()
            found.settle()
            found.page.keyboard.press("Escape")
    found.page.keyboard.press("Escape")
    found.page.evaluate("() => ['data-filters', 'data-leave'].forEach((name) => document.body.removeAttribute(name))")
    found.page.keyboard.press("n")
    room = found.page.get_by_role("dialog")
    unfold(found, room.locator(".st-key-review_account"))
    found.page.keyboard.press("Escape")
    room.get_by_text("Notes datées sur les graphiques").click()
    found.settle()
    subject = room.locator('[class*="st-key-dated_subject_"]')
    unfold(found, subject)
    for name in found.page.get_by_role("option").all_inner_texts():
        found.page.get_by_role("option", name=name, exact=True).click()
        found.page.wait_for_timeout(STEADY)  # the run that it begins
        found.settle()
        unfold(found, subject)
    found.page.keyboard.press("Escape")
    found.page.keyboard.press("Escape")
    room.wait_for(state="detached")
    found.page.keyboard.press("/")
    room.wait_for()
    if not aliases:
        found.page.wait_for_function("() => document.activeElement.closest('[role=dialog] .st-key-review_look')")
        found.page.keyboard.type("Noirvault")
        found.page.keyboard.press("Enter")
        room.locator("h1").wait_for()
        room.get_by_text("Et si nous le perdions ?").click()
        found.settle()
        for popover in room.locator("[data-testid=stPopover] button, summary").all():
            popover.click()
            found.settle()
    found.page.keyboard.press("Escape")
    room.wait_for(state="detached")
    found.page.keyboard.press("o")
    found.page.keyboard.press("o")


def unfold(found: Visit, list_: Any) -> None:
    """Open a drop-down and wait for its choices: until they are there, Escape would close the dialog around it.

    A run that ends just then draws the page again and closes the list, so that it is opened once more.
    """
    choices = found.page.get_by_role("option")
    for _ in range(MOST_TRIES):
        if not choices.count():
            list_.click()
        found.page.wait_for_timeout(STEADY)
        if choices.count():
            return
    pytest.fail("the list does not open")


def leave(found: Visit) -> None:
    """Back to the preparation, on a screen that stays shared."""
    found.page.keyboard.press("Escape")
    found.page.keyboard.press("Escape")
    found.page.locator(".st-key-review_present").wait_for()
    found.settle()


def downloaded(found: Visit) -> bytes:
    """The texts of every pack that the page offers."""
    found.page.locator(".st-key-review_packs button").first.click()
    texts = []
    for form in FORMATS:
        with found.page.expect_download() as download:
            found.page.locator(f".st-key-review_pack_{form} button").click()
        content = Path(download.value.path()).read_bytes()
        texts.append("".join(pages_of(content)).encode() if form == "pdf" else unpacked(content))
    return b"".join(texts)


def unpacked(content: bytes) -> bytes:
    """Every part of an office file, the workbooks within it too."""
    with zipfile.ZipFile(BytesIO(content)) as archive:
        parts = [archive.read(name) for name in archive.namelist()]
    return b"".join(unpacked(part) if part.startswith(b"PK") else part for part in parts)
