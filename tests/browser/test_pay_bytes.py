"""What the server really sends: the bytes of the web socket, on a shared screen and on one's own."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from kam_analytics.answers.pay import page as pay
from kam_analytics.ui.frame.access import LOCAL
from kam_analytics.warehouse.store import Store
from tests.browser.conftest import Server, Visit, visit
from tests.facts import view
from tests.pay.test_pay_privacy import amounts, leaks

pytestmark = pytest.mark.browser
PAGES = ("", "variable_pay", "concentration")
DETAILS = ("components", "forecast", "objectives")
CONTENT = "[data-testid=stExpanderDetails] [data-testid=stElementContainer]"


def listening(found: Visit) -> Callable[[], bytes]:
    """Everything that comes in over web sockets from here on."""
    frames: list[bytes] = []

    def keep(payload: Any) -> None:
        frames.append(payload if isinstance(payload, bytes) else str(payload).encode())

    found.page.on("websocket", lambda socket: socket.on("framereceived", keep))
    return lambda: b"".join(frames)


@pytest.fixture
def secret(demonstration: Path) -> set[float]:
    """Every amount of pay that the page of somebody who sees all of it holds."""
    days = {"start": date(2026, 1, 1), "end": date(2026, 9, 30)}
    base = {"base_start": date(2025, 1, 1), "base_end": date(2025, 9, 30)}
    return amounts(pay.VARIABLE_PAY.blocks(view(Store(demonstration), LOCAL, **days, **base)))


def opened(found: Visit, server: Server, address: str) -> None:
    """Every page, and on the page of pay every part with all that is one click away."""
    for page in PAGES:
        found.go(f"{server.url}/{page}?{address}")
    for part in ("results", "forecast", "control"):
        found.go(f"{server.url}/variable_pay?part={part}&{address}")
        for name in DETAILS:
            box = found.page.locator(f".st-key-variable_pay_{name}")
            if box.locator("summary").count():
                box.locator("summary").first.click()
                box.locator(CONTENT).first.wait_for()  # the run that brings it begins after the click
                found.settle()


def test_no_byte_of_pay_goes_to_a_shared_screen(browser: Any, server: Server, secret: set[float]) -> None:
    found = visit(browser, server.url)
    received = listening(found)
    opened(found, server, "present=1")
    assert len(received()) > 100_000
    assert not leaks(received(), secret)
    found.page.context.close()


def test_the_same_ear_hears_pay_where_it_may_be_seen(browser: Any, server: Server, secret: set[float]) -> None:
    found = visit(browser, server.url)
    received = listening(found)
    opened(found, server, "")
    assert len(leaks(received(), secret)) > 20
    found.page.context.close()


def test_what_is_tried_stays_out_of_the_address(browser: Any, server: Server) -> None:
    found = visit(browser, server.url)
    found.go(f"{server.url}/variable_pay?viewer=K01&part=forecast")
    address = found.page.url
    found.page.locator("[data-testid=stSlider] input").first.press("ArrowRight")
    found.page.get_by_text("soit +").wait_for()
    found.settle()
    assert found.page.url == address
    found.page.context.close()
