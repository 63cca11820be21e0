"""From a click on a page's name to its charts on the screen, on a million lines, in a real browser.

python benchmarks/bench_click.py: prints, for each page, the first and the repeated visit, and their ratio.
"""

import os
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from benchmarks.portfolio import million  # noqa: E402

PAGES = {"Concentration": 2, "Growth": 2, "At risk": 2}  # name in the navigation → charts on the page
VISITS = 4
FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def free_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def started(store: Path, port: int) -> subprocess.Popen[bytes]:
    """The application on that store, once it answers."""
    command = [sys.executable, "-m", "streamlit", "run", "app.py", f"--server.port={port}"]
    server = subprocess.Popen(
        command,
        cwd=ROOT,
        env={**os.environ, "KAM_STORE": str(store)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.STDOUT,
    )
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/_stcore/health", timeout=1):
                return server
        except OSError:
            time.sleep(0.1)
    server.terminate()
    raise TimeoutError("the application did not start")


def click(page: Page, name: str, charts: int) -> float:
    """Seconds from the click to the last chart drawn and the run over."""
    start = time.perf_counter()
    page.get_by_role("link", name=name).first.click()
    page.wait_for_function(
        "n => document.querySelector('[data-testid=stApp][data-test-script-state=notRunning]')"
        " && document.querySelectorAll('.js-plotly-plot .main-svg').length >= n"
        " && !document.querySelector('[data-stale=true]')",
        arg=charts,
        timeout=60_000,
    )
    return time.perf_counter() - start


def measure(port: int) -> None:
    """Visit the pages in turn, several times."""
    with sync_playwright() as driver:
        browser = driver.chromium.launch(
            executable_path=os.environ.get("CHROMIUM", "/usr/bin/chromium"), args=list(FLAGS)
        )
        page = browser.new_page(viewport={"width": 1920, "height": 1080})
        page.goto(f"http://127.0.0.1:{port}/?lang=en")
        page.wait_for_selector(".js-plotly-plot", timeout=60_000)
        taken: dict[str, list[float]] = {name: [] for name in PAGES}
        for _ in range(VISITS):
            for name, charts in PAGES.items():
                taken[name].append(click(page, name, charts))
        for name, seconds in taken.items():
            again = statistics.median(seconds[1:])
            sys.stdout.write(
                f"{name:18} first {seconds[0]:.2f} s   again {again:.2f} s   ratio {seconds[0] / again:.1f}\n"
            )
        browser.close()


def main() -> int:
    """Fill a store, start the application, click, stop it."""
    with tempfile.TemporaryDirectory() as folder:
        million(Path(folder))
        port = free_port()
        server = started(Path(folder), port)
        try:
            measure(port)
        finally:
            server.terminate()
            server.wait(10)
    return 0


if __name__ == "__main__":
    sys.exit(main())
