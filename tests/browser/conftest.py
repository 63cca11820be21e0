"""The real application in a real browser: server, chromium, a page that counts what it must not do."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from tests.application import ROOT, in_ci

CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
WAIT_SECONDS = 60
PROBES = ("_stcore/health", "_stcore/host-config")  # Streamlit looks for its own root from a deep link: 404 by design


@dataclass
class Visit:
    """A browser page and what it saw: requests beyond this machine, errors of the console, failed addresses."""

    page: Any
    external: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)

    def go(self, url: str) -> None:
        """Open an address; wait until its title stands and the page is at rest (idle alone is also before the run)."""
        self.page.goto(url)
        self.page.wait_for_selector("h1", timeout=60_000)
        self.settle()

    def settle(self) -> None:
        """Wait until the script run is over and nothing stale is left."""
        self.page.wait_for_selector('[data-testid="stApp"][data-test-script-state="notRunning"]', timeout=60_000)
        self.page.wait_for_function("() => !document.querySelector('[data-testid=stSkeleton],[data-stale=true]')")

    def assert_clean(self) -> None:
        """Nothing left this machine, nothing went wrong."""
        assert self.external == []
        assert [url for url in self.failed if not url.endswith(PROBES)] == []
        assert [e for e in self.errors if "404" not in e] == []


VISITS: list[Visit] = []
FAILURES = ROOT / "artifacts" / "failures"


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[Any]:
    """Keep a picture of every open page when a test fails, and forget the pages when it ends."""
    report = yield
    if report.when == "call":
        for number, found in enumerate(VISITS):
            if report.failed and not found.page.is_closed():
                FAILURES.mkdir(parents=True, exist_ok=True)
                found.page.screenshot(path=FAILURES / f"{item.name}_{number}.png", full_page=True)
        VISITS.clear()
    return report


@dataclass
class Server:
    """One `streamlit run` on a free port; ended by its handle."""

    url: str
    process: subprocess.Popen[bytes]


STREAMLIT = (sys.executable, "-m", "streamlit", "run", "app.py", "--server.port={port}", "--server.headless=true")


def start(
    store: Path,
    log: Path,
    base: str = "",
    *,
    command: Sequence[str] = STREAMLIT,
    root: Path = ROOT,
    **environment: str,
) -> Server:
    """Start the application in `root` on a store, and wait until it is healthy."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    given = {k: v for k, v in os.environ.items() if not k.startswith("KAM_")}
    with log.open("wb") as out:
        process = subprocess.Popen(
            [word.replace("{port}", str(port)) for word in command],
            cwd=root,
            stdout=out,
            stderr=subprocess.STDOUT,
            env={**given, "KAM_STORE": str(store), **environment},
        )
    server = Server(f"http://127.0.0.1:{port}{base}", process)
    deadline = time.monotonic() + WAIT_SECONDS
    while not _healthy(server.url):
        if process.poll() is not None or time.monotonic() > deadline:
            stop(server)
            raise RuntimeError("the application did not start:\n" + log.read_text("utf-8", "replace"))
        time.sleep(0.1)
    return server


def stop(server: Server) -> None:
    """End this server and no other."""
    server.process.terminate()
    try:
        server.process.wait(10)
    except subprocess.TimeoutExpired:
        server.process.kill()


def _healthy(url: str) -> bool:
    try:
        with urllib.request.urlopen(f"{url}/_stcore/health", timeout=1) as answer:
            return bool(answer.read() == b"ok")
    except OSError:
        return False


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """Debian's chromium; without one the tests are skipped, except where they must run."""
    if not Path(CHROMIUM).exists():
        if in_ci():
            pytest.fail(f"no chromium at {CHROMIUM}: the browser tests must run here")
        pytest.skip(f"no chromium at {CHROMIUM} (apt-get install chromium, or set CHROMIUM)")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as engine:
        found = engine.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield found
        found.close()


@pytest.fixture(scope="module")
def server(demonstration: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The application on a copy of the demonstration, as one person on their own machine."""
    folder = tmp_path_factory.mktemp("server")
    shutil.copytree(demonstration, folder / "store")
    running = start(folder / "store", folder / "log.txt")
    yield running
    stop(running)


def visit(browser: Any, url: str, **options: Any) -> Visit:
    """A fresh session: 1920×1080, French locale, nothing but this machine may be asked."""
    settings = {
        "viewport": {"width": 1920, "height": 1080},
        "locale": "fr-FR",
        "timezone_id": "Europe/Paris",
        "reduced_motion": "reduce",
        "accept_downloads": True,
        **options,
    }
    found = Visit(browser.new_context(**settings).new_page())

    def route(call: Any) -> None:
        if call.request.url.startswith((url, "data:", "blob:")):
            call.continue_()
        else:
            found.external.append(call.request.url)
            call.abort()

    found.page.context.route("**/*", route)
    found.page.on("console", lambda m: found.errors.append(m.text) if m.type == "error" else None)
    found.page.on("pageerror", lambda error: found.errors.append(str(error)))
    found.page.on("response", lambda r: found.failed.append(r.url) if r.status >= 400 else None)
    found.page.set_default_timeout(20_000)
    VISITS.append(found)
    return found


@pytest.fixture
def tour(browser: Any, server: Server) -> Iterator[Visit]:
    """A visit that must end clean."""
    found = visit(browser, server.url)
    yield found
    found.page.context.close()
