"""From a click to the charts on the screen, in a real browser: every page, and the panels of variable pay.

python benchmarks/bench_click.py [LINES]: on the demonstration, or on a book of LINES lines and 5,000 accounts. Prints
the first visit, the median and the 95th percentile of the next ones and their ratio, and the processor of a rerun.
"""

import statistics
import sys
import tempfile
import time
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.portfolio import million
from benchmarks.served import Served, demonstration, load, percentile, served
from kam_analytics.answers.pages import PAGES
from tests.browser.conftest import CHROMIUM, FLAGS

VISITS = 6
RESTS = """() => document.querySelector('[data-testid=stApp][data-test-script-state=notRunning]')
    && !document.querySelector('[data-stale=true],[data-testid=stSkeleton]')
    && [...document.querySelectorAll('[data-testid=stPlotlyChart]')].every(c => c.querySelector('.main-svg'))"""
PANELS = "[data-testid=stExpander] summary"


def until_rest(page: Page, title: str | None = None) -> None:
    """Wait until another title than `title` stands, the run is over and every chart is drawn."""
    if title is not None:
        page.wait_for_function("t => (document.querySelector('h1')?.innerText ?? t) !== t", arg=title, timeout=60_000)
    page.wait_for_function(RESTS, timeout=60_000)


def visit(page: Page, name: str) -> float:
    """Seconds from a click on a page's name in the navigation to rest."""
    title = page.inner_text("h1")
    link = page.get_by_role("link", name=(PAGES[name].short_title or PAGES[name].title).en, exact=True).first
    start = time.perf_counter()
    link.click()
    until_rest(page, title)
    return time.perf_counter() - start


def measure(app: Served) -> None:
    """Visit the pages in turn, several times; then open and close the panels of variable pay."""
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        page = browser.new_page(viewport={"width": 1366, "height": 768})
        page.goto(f"http://{app.address}/?lang=en")
        page.wait_for_selector("h1", timeout=120_000)
        until_rest(page)
        names = [name for name in PAGES if name != next(iter(PAGES))] + [next(iter(PAGES))]
        seconds: dict[str, list[float]] = {name: [] for name in names}
        for _ in range(VISITS):
            for name in names:
                seconds[name].append(visit(page, name))
        if opened := panels(page):
            seconds["panel of variable pay"] = opened
        report(seconds)
        reruns(app, page, names)
        browser.close()


def panels(page: Page) -> list[float]:
    """Seconds to open each panel, after a first one."""
    visit(page, "variable_pay")
    seconds = []
    for index in range(page.locator(PANELS).count()):
        for _ in ("open", "close"):
            start = time.perf_counter()
            page.locator(PANELS).nth(index).click()
            page.wait_for_timeout(20)
            until_rest(page)
            seconds.append(time.perf_counter() - start)
    return seconds


def report(seconds: dict[str, list[float]]) -> None:
    """One line for each page, and one for all of them."""
    for name, each in seconds.items():
        again = each[1:] or each
        sys.stdout.write(
            f"{name:24} first {each[0]:.2f} s  median {statistics.median(again):.2f} s  "
            f"p95 {percentile(again, 0.95):.2f} s  ratio {each[0] / statistics.median(again):.1f}\n"
        )
    every = [s for name, each in seconds.items() if name in PAGES for s in each[1:]]
    sys.stdout.write(f"every page: median {statistics.median(every):.2f} s, p95 {percentile(every, 0.95):.2f} s\n")


def reruns(app: Served, page: Page, names: list[str]) -> None:
    """Processor of a rerun with nothing changed: the page is asked for again with the key that Streamlit gives it."""
    for name in names:
        visit(page, name)
        before = app.processor()
        for _ in range(5):
            page.keyboard.press("r")
            page.wait_for_timeout(30)
            until_rest(page)
        sys.stdout.write(f"{name:24} processor of a rerun {(app.processor() - before) / 5:.3f} s\n")


def fill(folder: Path) -> None:
    """The demonstration, or as many lines as were asked for."""
    if len(sys.argv) > 1:
        million(folder, int(sys.argv[1]))
    else:
        demonstration(folder)


def main() -> int:
    """Fill a store, start the application, click."""
    with tempfile.TemporaryDirectory() as folder:
        fill(Path(folder))
        sys.stdout.write(load() + "\n")
        with served(Path(folder)) as app:
            measure(app)
    return 0


if __name__ == "__main__":
    sys.exit(main())
