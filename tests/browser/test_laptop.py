"""The first screen of a laptop: 1366 × 768, nothing scrolled; and how far the answers to a director are from it."""

import time
from itertools import pairwise
from typing import Any

import pytest

from kam_analytics.answers.pages import PAGES
from kam_analytics.core.text import Lang
from kam_analytics.language.interface import SAVE_IMAGE
from kam_analytics.language.platform import PLATFORM
from tests.browser.conftest import Server, Visit, visit

pytestmark = pytest.mark.browser
WIDTH, HEIGHT = 1366, 768
OUTSIDE = """() => [...document.querySelectorAll('.js-plotly-plot')].flatMap(plot => {
    const frame = plot.getBoundingClientRect();
    return [...plot.querySelectorAll('text')].filter(text => text.textContent.trim()).filter(text => {
        const box = text.getBoundingClientRect();
        return box.width && (box.left < frame.left - 2 || box.right > frame.right + 2 || box.bottom > frame.bottom + 2);
    }).map(text => text.textContent);
})"""

DRAWN = """(() => {
    const fill = CanvasRenderingContext2D.prototype.fillText;
    window.drawn = new Map();
    CanvasRenderingContext2D.prototype.fillText = function (text, x, y, ...more) {
        const width = this.measureText(text).width;
        const left = x - width * ({ right: 1, end: 1, center: 0.5 }[this.textAlign] ?? 0);
        const here = window.drawn.get(this.canvas) ?? window.drawn.set(this.canvas, new Map()).get(this.canvas);
        here.set(`${Math.round(y)} ${Math.round(left)}`, { text, left, right: left + width, y: Math.round(y) });
        return fill.call(this, text, x, y, ...more);
    };
})()"""
# What a table hides on its right, and the words that reach into the next cell of their line, where they are cut.
CUT_CELLS = """() => [...document.querySelectorAll('[class*=st-key-table_] .stDataFrame')].flatMap(table => {
    const grid = table.querySelector('.dvn-scroller');
    const lines = Map.groupBy([...table.querySelectorAll('canvas')].flatMap(canvas =>
        [...(window.drawn.get(canvas)?.values() ?? [])]), word => word.y);
    return [...(grid.scrollWidth > grid.clientWidth + 1 ? ['columns'] : []), ...[...lines.values()].flatMap(line => {
        line.sort((one, other) => one.left - other.left);
        return line.filter((word, at) => word.right > (line[at + 1]?.left ?? grid.clientWidth) + 1)
            .map(word => word.text);
    })];
})"""

HEADINGS = "() => [...document.querySelectorAll('h1, h2, h3, h4')].map(heading => Number(heading.tagName[1]))"
CUT_NOTES = """() => [...document.querySelectorAll('[data-testid=stMetricDeltaDescription] p')]
    .filter(note => getComputedStyle(note).whiteSpace === 'nowrap').map(note => note.textContent)"""

PLATFORM_TEXTS = """() => [...document.querySelectorAll('*')].flatMap(element => [
    ...['aria-label', 'title', 'placeholder'].map(name => element.getAttribute(name)),
    ...[...element.childNodes].filter(node => node.nodeType === Node.TEXT_NODE).map(node => node.data),
]).filter(text => text)"""


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_cards_and_both_charts_stand_on_the_first_screen(browser: Any, server: Server, lang: Lang) -> None:
    found = visit(browser, server.url)
    found.page.set_viewport_size({"width": WIDTH, "height": HEIGHT})
    found.page.add_init_script(DRAWN)
    for page in ("overview", "concentration", "growth", "variable_pay", "at_risk"):
        found.go(f"{server.url}/{'' if page == 'overview' else page}?lang={lang}")
        found.page.wait_for_function("() => document.querySelectorAll('.js-plotly-plot .main-svg').length >= 2")
        bottoms = [box["y"] + box["height"] for box in boxes(found.page, ".js-plotly-plot")[:2]]
        assert max(bottoms) <= HEIGHT, (page, bottoms)
        assert len(boxes(found.page, "[data-testid=stMetric]")) >= 4
        assert found.page.evaluate(OUTSIDE) == [], page
        assert found.page.evaluate(CUT_CELLS) == [], page
        assert found.page.evaluate("() => document.documentElement.lang") == lang
        assert foreign(found.page.evaluate(PLATFORM_TEXTS), lang) == [], page
        charts = found.page.locator("[class*=st-key-chart_]")
        assert found.page.locator("[data-testid=stIconMaterial]:not([aria-hidden=true])").count() == 0, page
        levels = [1, *found.page.evaluate(HEADINGS)]
        assert all(after <= before + 1 for before, after in pairwise(levels)), (page, levels)
        named = charts.get_by_role("button", name={"fr": "valeurs en tableau", "en": "values as a table"}[lang])
        assert named.count() == charts.count() >= 2, page
    named.first.focus()
    found.page.keyboard.press("Enter")
    table = found.page.get_by_role("dialog").locator("[data-testid=stDataFrame] canvas").first
    table.wait_for()
    inset = "heading => parseFloat(getComputedStyle(heading).paddingLeft)"
    assert found.page.locator("[role=dialog] h2").first.evaluate(inset) > 8  # the rule of our titles is not for dialogs
    assert found.page.get_by_role("dialog").locator(".js-plotly-plot").count() == 1
    saves = found.page.get_by_role("dialog").locator(".modebar-btn")
    assert [button.get_attribute("aria-label") for button in saves.all()] == [
        SAVE_IMAGE["Download plot as a PNG"].in_(lang)
    ]
    found.page.get_by_role("dialog").get_by_role("combobox").first.focus()  # marks without a mouse
    for key in ("ArrowDown", "ArrowDown", "Enter"):
        found.page.keyboard.press(key)
    found.page.locator(".st-key-chart_account_orders").wait_for()
    found.page.context.close()


@pytest.mark.parametrize(
    ("lang", "button", "size", "nowhere"),
    [
        ("fr", "Choisir des fichiers", "1,5\u00a0ko", "Page introuvable"),
        ("en", "Choose files", "1.5\u00a0KB", "Page not found"),
    ],
)
def test_files_and_wrong_addresses_are_told_in_the_language_of_the_page(
    browser: Any, server: Server, lang: Lang, button: str, size: str, nowhere: str
) -> None:
    found = visit(browser, server.url)
    found.go(f"{server.url}/import_data?lang={lang}")
    found.page.get_by_role("button", name=button, exact=True).wait_for()
    assert found.page.get_by_role("button", name="Upload").count() == 0
    picked = {"name": "notes.csv", "mimeType": "text/csv", "buffer": b"a;b\n" * 375}
    found.page.locator("input[type=file]").set_input_files(picked)
    found.page.get_by_text(size, exact=True).wait_for()
    wrong = [{"name": f"scan.{kind}", "mimeType": kind, "buffer": b"%PDF-1.4\n"} for kind in ("pdf", "png")]
    found.page.locator("input[type=file]").set_input_files(wrong)
    found.page.get_by_text({"fr": "un PDF. Enregistrez-le", "en": "a PDF. Save it"}[lang]).wait_for()
    refused = PLATFORM["files are not allowed."].in_(lang)
    assert found.page.locator("[data-testid=stFileChip] [role=alert]").inner_text().endswith(refused)
    found.page.goto(f"{server.url}/nowhere?lang={lang}")
    found.page.get_by_role("dialog").get_by_text(nowhere, exact=True).wait_for()
    assert foreign(found.page.evaluate(PLATFORM_TEXTS), lang) == []
    for theirs in (
        "Connection error",
        "Connection failed with status 502.",
        "Connection timed out.",
    ):  # a stopped server
        found.page.evaluate("words => document.body.append(words)", theirs)
        ours = PLATFORM[theirs.removesuffix(" 502.")].in_(lang)
        found.page.wait_for_function("ours => document.body.lastChild.data === ours", arg=ours)
    found.page.context.close()


def foreign(texts: list[str], lang: Lang) -> list[str]:
    """The platform's words in another language, also before the name of what they act on."""
    other: Lang = "en" if lang == "fr" else "fr"
    theirs = [text.in_(other) for text in PLATFORM.values() if text.fr != text.en]
    starts = [f"{words} " for words in theirs if words.startswith("Help for")] + [f"{words}: " for words in theirs]
    return [text for text in texts if text.strip() in theirs or text.startswith(tuple(starts))]


def test_a_kam_has_the_week_on_the_first_screen(browser: Any, server: Server) -> None:
    found = visit(browser, server.url)
    found.page.set_viewport_size({"width": WIDTH, "height": HEIGHT})
    found.go(f"{server.url}/?viewer=K01")
    (table,) = boxes(found.page, ".st-key-table_overview_week")
    assert table["y"] < HEIGHT * 0.6
    assert len(boxes(found.page, "[data-testid=stMetric]")) == 4
    found.page.get_by_role("link", name="Mon portefeuille").wait_for()
    found.go(f"{server.url}/variable_pay?viewer=K01")
    assert found.page.evaluate(CUT_NOTES) == []
    found.page.context.close()


FOUR = {  # page → the part that is opened too, and what then stands on the screen
    "concentration": (None, "le premier, "),
    "growth": (None, "sans interruption depuis"),
    "variable_pay": ("Atterrissage et coût", "Coût du plan"),
    "at_risk": (None, "À faire"),
}


def test_the_questions_of_a_director_are_answered_in_two_clicks_and_ten_seconds(browser: Any, server: Server) -> None:
    """On whom do we depend; do key accounts grow faster and since when; what will pay cost; whom to save, and how."""
    found = visit(browser, server.url)
    found.page.set_viewport_size({"width": WIDTH, "height": HEIGHT})
    for page, (part, answer) in FOUR.items():
        asked = [
            ask(found, server, page, part, answer) for _ in range(2)
        ]  # the other tests may take the processor once
        assert [clicks for clicks, _ in asked] == [1 if part is None else 2] * 2
        assert min(seconds for _, seconds in asked) < 10, page
    found.page.context.close()


def ask(found: Visit, server: Server, page: str, part: str | None, answer: str) -> tuple[int, float]:
    """Clicks and seconds from the overview to an answer."""
    found.go(f"{server.url}/")
    started = time.monotonic()
    clicks = click(found, found.page.locator(f".st-key-overview_links a[href*='{page}']"))
    if part is not None:
        clicks += click(found, found.page.get_by_text(part, exact=True))
    found.page.get_by_text(answer).first.wait_for(state="attached", timeout=60_000)
    return clicks, time.monotonic() - started


def click(found: Visit, place: Any) -> int:
    """One click, and the page that it brings."""
    place.first.click()
    found.settle()
    return 1


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_every_page_is_in_one_line_of_navigation(browser: Any, server: Server, lang: str) -> None:
    found = visit(browser, server.url)
    found.page.set_viewport_size({"width": WIDTH, "height": HEIGHT})
    found.go(f"{server.url}/?lang={lang}")
    links = boxes(found.page, "[data-testid=stHeader] a")
    (actions,) = boxes(found.page, ".st-key-actions")
    assert len(links) == len(PAGES)
    assert len({box["y"] for box in links}) == 1
    assert max(box["x"] + box["width"] for box in links) < actions["x"]
    for page in ("growth", "account"):
        found.go(f"{server.url}/{page}?lang={lang}")
        (filters,), (badges,) = boxes(found.page, ".st-key-filters"), boxes(found.page, ".st-key-banner")
        assert filters["y"] < badges["y"] < filters["y"] + filters["height"], page
    found.go(f"{server.url}/definitions?lang={lang}")
    found.page.locator(".katex").first.wait_for()
    assert found.page.locator(".katex-error").count() == 0
    found.page.context.close()


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_filters_of_several_values_stay_on_one_line(browser: Any, server: Server, lang: str) -> None:
    found = visit(browser, server.url)
    found.page.set_viewport_size({"width": WIDTH, "height": HEIGHT})
    for page in ("growth", "at_risk"):
        found.go(f"{server.url}/{page}?lang={lang}&kam=K01,K02,K03&urgency=alert,watch")
        filters = boxes(found.page, ".st-key-filters > *")
        assert len(filters) >= 3
        middles = [box["y"] + box["height"] / 2 for box in filters]
        assert max(middles) - min(middles) < 4, (page, filters)
    found.page.context.close()


def boxes(page: Any, selector: str) -> list[dict[str, float]]:
    """The boxes of the visible elements, in px."""
    return [box for element in page.locator(selector).all() if (box := element.bounding_box()) is not None]
