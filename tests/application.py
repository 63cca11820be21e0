"""The application under test: pages opened as one person or another."""

import os
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from streamlit.components.v2.component_manager import BidiComponentManager
from streamlit.testing.v1 import AppTest

from kam_analytics.answers.pages import PAGES
from kam_analytics.warehouse.store import Store

ROOT = Path(__file__).resolve().parents[1]
APP = str(ROOT / "app.py")
ACCESS = """
[access]
mode = "accounts"
directors = ["directrice@example.com"]
controllers = ["controle@example.com"]
pay_readers = ["paie@example.com", "directrice@example.com"]
"""
DIRECTOR, CONTROLLER, STRANGER = "directrice@example.com", "controle@example.com", "inconnu@example.com"
TIMEOUT = 60


def opened(page: str = "overview", who: str | None = None, *, verified: bool = True, **address: str) -> AppTest:
    """A page as one signed-in person, opened by its address; None is nobody signed in."""
    at = AppTest.from_file(APP, default_timeout=TIMEOUT)
    at._bidi_component_manager = _components()
    if who is not None:
        at.user = {"is_logged_in": True, "email": who, "email_verified": verified}
    for key, value in address.items():
        at.query_params[key] = value
    if page != next(iter(PAGES)):
        at.switch_page(f"pages/{page}.py")
    return at.run()


@cache
def _components() -> BidiComponentManager:
    """No package here brings components: AppTest would read what every installed package declares, for each page."""
    return BidiComponentManager()


@cache
def kams(folder: Path) -> list[tuple[str, str]]:
    """Person and login of each KAM of the demonstration."""
    query = "SELECT person_id, login FROM ledger.people WHERE person_id LIKE 'K%' ORDER BY person_id"
    with Store(folder).connect() as db:
        return [(str(p), str(login)) for p, login in db.execute(query).fetchall()]


def everything_sent(at: AppTest) -> bytes:
    """All that the server sent to the browser in the last run: every element, serialised."""
    return b"".join(element.proto.SerializeToString() for element in _elements(at._tree))


def _elements(node: object) -> Iterator[object]:
    for child in getattr(node, "children", {}).values():
        yield from _elements(child)
    if getattr(node, "proto", None) is not None and hasattr(node.proto, "SerializeToString"):
        yield node


def in_ci() -> bool:
    """Whether an absence that is excused elsewhere is a failure."""
    return os.environ.get("CI") == "true"
