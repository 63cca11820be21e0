"""The application under test: a store with the demonstration, and pages opened as one person or another."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from filelock import FileLock
from streamlit.runtime.pages_manager import PagesManager
from streamlit.testing.v1 import AppTest

from kam_analytics.answers.pages import PAGES
from kam_analytics.answers.pay.demo import decide_pay
from kam_analytics.ingest.demo import load_demo
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


@pytest.fixture(scope="session")
def demonstration(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with the demonstration: a copy for each module of the one that all test processes import once."""
    folder = tmp_path_factory.mktemp("demonstration") / "store"
    shutil.copytree(_imported_once(tmp_path_factory), folder)
    return folder


def _imported_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that the first process to ask fills; the name is given when it is whole."""
    mine = tmp_path_factory.getbasetemp()
    root = mine.parent if "PYTEST_XDIST_WORKER" in os.environ else mine
    whole, draft = root / "demonstration", root / "demonstration-draft"
    with FileLock(root / "demonstration.lock"):
        if not whole.exists():
            shutil.rmtree(draft, ignore_errors=True)
            load_demo(Store(draft))
            decide_pay(Store(draft))
            draft.rename(whole)
    return whole


@pytest.fixture
def portal(demonstration: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The demonstration behind a list of accesses; `local` mode has to be asked for."""
    (tmp_path / "kam.toml").write_text(ACCESS, "utf-8")
    monkeypatch.setenv("KAM_CONFIG", str(tmp_path / "kam.toml"))
    monkeypatch.setenv("KAM_STORE", str(demonstration))
    monkeypatch.delenv("KAM_ACCESS", raising=False)
    return demonstration


@pytest.fixture
def own_copy(portal: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The same store, to be changed."""
    folder = tmp_path / "copy"
    shutil.copytree(portal, folder)
    monkeypatch.setenv("KAM_STORE", str(folder))
    return folder


@pytest.fixture
def navigation_as_on_a_server(monkeypatch: pytest.MonkeyPatch) -> None:
    """AppTest re-arms the pages/ folder at every run; a real server leaves it at the first `st.navigation`."""
    real = PagesManager.__init__

    def init(self: PagesManager, *args: object, **more: object) -> None:
        PagesManager.uses_pages_directory = False
        real(self, *args, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(PagesManager, "__init__", init)


def opened(page: str = "overview", who: str | None = None, *, verified: bool = True, **address: str) -> AppTest:
    """A page as one signed-in person; None is nobody signed in."""
    at = AppTest.from_file(APP, default_timeout=TIMEOUT)
    if who is not None:
        at.user = {"is_logged_in": True, "email": who, "email_verified": verified}
    for key, value in address.items():
        at.query_params[key] = value
    at.run()
    if page != next(iter(PAGES)):
        at.switch_page(f"pages/{page}.py").run()
    return at


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
