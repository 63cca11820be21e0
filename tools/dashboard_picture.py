"""Take docs/dashboard.png, the picture of the README, from the demonstration in headless Chromium."""

import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from playwright.sync_api import sync_playwright  # noqa: E402

from kam_analytics.answers import demonstration  # noqa: E402
from kam_analytics.warehouse.store import Store  # noqa: E402
from tests.browser.conftest import CHROMIUM, FLAGS, Visit, start, stop  # noqa: E402

PICTURE, PAGE = ROOT / "docs" / "dashboard.png", "concentration"
WIDTH, HEIGHT = 1366, 768


def main() -> None:
    """Load the demonstration into a folder of its own, open the page in English, take the picture."""
    with tempfile.TemporaryDirectory() as folder:
        store = Path(folder) / "store"
        demonstration.open_prebuilt(Store(store))
        server = start(store, Path(folder) / "log", KAM_INBOX="")
        try:
            _photograph(f"{server.url}/{PAGE}?lang=en")
        finally:
            stop(server)


def _photograph(url: str) -> None:
    with sync_playwright() as tools:
        browser = tools.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        visit = Visit(browser.new_page(viewport={"width": WIDTH, "height": HEIGHT}))
        visit.go(url)
        visit.page.wait_for_timeout(1_500)
        visit.page.screenshot(path=PICTURE)
        browser.close()


if __name__ == "__main__":
    main()
