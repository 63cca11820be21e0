"""Dated notes in a browser: typed once, on the charts at once, and no text of a chart covers another."""

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from kam_analytics.warehouse.decisions.dated_notes import DatedEntry, keep_dated
from kam_analytics.warehouse.store import Store
from tests.browser.conftest import Server, Visit, start, stop, visit
from tests.facts import DIRECTOR

pytestmark = pytest.mark.browser
ACCOUNT = "C00907"
COVERED = """() => [...document.querySelectorAll('.js-plotly-plot')].flatMap(plot => {
    const frame = plot.getBoundingClientRect();
    const texts = [...plot.querySelectorAll('text')].filter(t => t.textContent.trim())
        .map(t => [t, t.getBoundingClientRect()]).filter(([, b]) => b.width);
    const notes = texts.filter(([t]) => t.textContent.includes('◆'));
    return notes.flatMap(([note, a]) => texts.filter(([other, b]) => other !== note && !note.contains(other)
        && Math.min(a.right, b.right) - Math.max(a.left, b.left) > 1
        && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 3)
        .map(([other]) => [note.textContent, other.textContent]))
        .concat(notes.filter(([, a]) => a.left < frame.left - 2 || a.right > frame.right + 2)
            .map(([t]) => [t.textContent, 'frame']));
})"""
MARKS = "() => [...document.querySelectorAll('.js-plotly-plot text')].filter(t => t.textContent.includes('◆')).length"
NOTES = (
    DatedEntry("company", "", date(2026, 1, 5), date(2026, 1, 5), "Hausse de prix de 3 %"),
    DatedEntry("account", ACCOUNT, date(2025, 6, 10), date(2025, 8, 20), "Usine de Lens à l’arrêt après l’incendie"),
    DatedEntry("family", "Filtration", date(2026, 6, 1), date(2026, 6, 1), "Nouvelle gamme <b>=1+1</b> & co"),
    DatedEntry("company", "", date(2026, 6, 20), date(2026, 6, 20), "Salon"),
    DatedEntry("company", "", date(2026, 9, 20), date(2026, 9, 30), "Grève des transporteurs dans toute la région"),
    DatedEntry("company", "", date(2023, 10, 2), date(2023, 10, 2), "Nouveau logiciel de facturation"),
)


@pytest.fixture(scope="module")
def noted(demonstration: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The application on a store with notes."""
    folder = tmp_path_factory.mktemp("noted")
    shutil.copytree(demonstration, folder / "store")
    for entry in NOTES:
        keep_dated(Store(folder / "store"), entry, DIRECTOR, frozenset({ACCOUNT}))
    running = start(folder / "store", folder / "log.txt")
    yield running
    stop(running)


def charts_of(found: Visit, url: str) -> None:
    found.go(url)
    found.page.wait_for_function("() => document.querySelectorAll('.js-plotly-plot .main-svg').length >= 2")
    found.page.wait_for_timeout(500)


@pytest.mark.parametrize(("lang", "width", "height"), [("fr", 1366, 768), ("en", 1920, 1080)])
def test_no_note_covers_another_text(browser: Any, noted: Server, lang: str, width: int, height: int) -> None:
    found = visit(browser, noted.url)
    found.page.set_viewport_size({"width": width, "height": height})
    for page in ("", "growth", "concentration", "at_risk", "account"):
        charts_of(found, f"{noted.url}/{page}?lang={lang}&account={ACCOUNT}")
        assert found.page.evaluate(MARKS) >= 1, page
        assert found.page.evaluate(COVERED) == [], page
    found.page.goto(f"{noted.url}/review?lang={lang}&slide=growth&present=1")
    found.page.wait_for_selector(".stage-data", state="attached")
    found.settle()
    found.page.wait_for_selector(".st-key-slide_growth .js-plotly-plot .main-svg")
    assert found.page.evaluate(MARKS) >= 1
    assert found.page.evaluate(COVERED) == []
    found.assert_clean()
    found.page.context.close()


def test_a_note_is_read_on_hover_and_one_that_is_typed_is_there_at_once(browser: Any, noted: Server) -> None:
    found = visit(browser, noted.url)
    charts_of(found, f"{noted.url}/growth")
    found.page.locator(".js-plotly-plot .annotation", has_text="◆").first.hover()
    found.page.locator(".js-plotly-plot .hoverlayer .hovertext").first.wait_for()
    found.go(f"{noted.url}/review")
    found.page.locator(".st-key-review_say button").click()
    room = found.page.get_by_role("dialog")
    room.get_by_text("Notes datées sur les graphiques").click()
    found.settle()
    room.locator('[class*="st-key-dated_subject_"]').click()
    found.page.get_by_role("option", name="Toute l’entreprise").click()
    found.settle()
    room.get_by_label("Ce qui s’est passé").fill("Reprise d’un concurrent")
    room.get_by_role("button", name="Enregistrer la note").click()
    room.wait_for(state="hidden")
    charts_of(found, f"{noted.url}/growth")
    assert "Reprise d’un concurrent" in found.page.content()  # beside the mark, or read out with the title
    assert found.page.evaluate(COVERED) == []
    found.assert_clean()
    found.page.context.close()
