"""The first visitor of an empty or damaged store: nobody unknown makes the application load or open anything."""

from pathlib import Path

import pytest

from kam_analytics.core.errors import StoreDamaged
from kam_analytics.ui.frame import store as ui_store
from kam_analytics.warehouse.store import Store
from tests.application import ACCESS, CONTROLLER, DIRECTOR, STRANGER, opened


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A server with accounts, before its first visitor."""
    (tmp_path / "kam.toml").write_text(ACCESS, "utf-8")
    monkeypatch.setenv("KAM_CONFIG", str(tmp_path / "kam.toml"))
    monkeypatch.setenv("KAM_STORE", str(tmp_path / "store"))
    monkeypatch.delenv("KAM_ACCESS", raising=False)
    return tmp_path / "store"


@pytest.mark.parametrize("who", [None, STRANGER])
@pytest.mark.parametrize("is_there", [False, True], ids=["no folder", "new store"])
def test_who_may_not_import_loads_nothing_into_an_empty_store(place: Path, who: str | None, is_there: bool) -> None:
    if is_there:
        Store(place)
    at = opened("overview", who)
    assert at.title
    assert len(at.get("plotly_chart")) + len(at.dataframe) + len(at.metric) + len(at.exception) == 0
    assert place.exists() == is_there
    assert not is_there or Store(place).is_new()


@pytest.mark.parametrize("who", [DIRECTOR, CONTROLLER])
def test_who_may_import_creates_the_store_with_the_demonstration(place: Path, who: str, monkeypatch) -> None:
    loaded: list[int] = []
    monkeypatch.setattr(ui_store, "_load_demo", lambda store: loaded.append(store.state().number))
    opened("overview", who)
    assert loaded == [1]


def test_a_store_that_was_emptied_receives_no_demonstration(place: Path, monkeypatch) -> None:
    loaded: list[int] = []
    monkeypatch.setattr(ui_store, "_load_demo", lambda store: loaded.append(1))
    Store(place).change(("workspace",), lambda parts: None)
    at = opened("overview", DIRECTOR)
    assert not at.exception
    assert loaded == []


def test_an_emptied_store_offers_the_demonstration_again_on_the_import_page(
    place: Path, monkeypatch, navigation_as_on_a_server
) -> None:
    loaded: list[bool] = []
    monkeypatch.setattr(ui_store, "_load_demo", lambda _, over_withdrawn: loaded.append(over_withdrawn))
    Store(place).change(("workspace",), lambda parts: None)
    at = opened("import_data", DIRECTOR)
    assert loaded == []
    at.button(key="demo_back").click().run()
    assert not at.exception
    assert loaded == [True]


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_a_lost_pointer_is_said_on_the_page_to_who_is_signed_in(place: Path, lang: str) -> None:
    Store(place).change(("workspace",), lambda parts: None)
    (place / "current.json").unlink()
    before = sorted(place.iterdir())
    at = opened("overview", DIRECTOR, lang=lang)
    (shown,) = at.error
    assert "state-000002.json" in shown.value.replace("\\", "")
    assert not opened("overview", None).error
    assert sorted(place.iterdir()) == before
    with pytest.raises(StoreDamaged):
        Store(place)


def test_foreign_files_are_never_made_a_store_by_the_page(place: Path) -> None:
    place.mkdir()
    (place / "notes.txt").write_text("mine")
    (shown,) = opened("overview", DIRECTOR).error
    assert "vide" in shown.value
    assert [path.name for path in place.iterdir()] == ["notes.txt"]
