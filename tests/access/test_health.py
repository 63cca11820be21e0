"""The route that proxies and monitoring ask: ready in one word, at fault in one word, nothing of the data."""

import asyncio
import json
import os
from pathlib import Path

import httpx
import pytest

from kam_analytics.metrics.access import rights
from kam_analytics.metrics.access.rights import settings
from kam_analytics.ui.frame import health, middleware
from kam_analytics.warehouse import health as files
from kam_analytics.warehouse.store import Store, known_schema


@pytest.fixture(autouse=True)
def configuration(store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The store of the test is the application's, with a configuration of its own; returns the latter."""
    path = tmp_path / "kam.toml"
    path.write_text('[access]\nmode = "accounts"\n', "utf-8")
    monkeypatch.setenv("KAM_CONFIG", str(path))
    monkeypatch.setenv("KAM_STORE", str(store.folder))
    monkeypatch.setattr(rights, "SIGN_IN_PACKAGES", ("json",))
    return path


def asked(address: str = "/health") -> httpx.Response:
    """What the middleware answers; behind it stands an application that answers 404 to everything."""

    async def nothing(scope, receive, send) -> None:
        await send({"type": "http.response.start", "status": 404, "headers": []})
        await send({"type": "http.response.body", "body": b""})

    async def ask() -> httpx.Response:
        transport = httpx.ASGITransport(middleware.SignInMiddleware(nothing))
        async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1") as client:
            return await client.get(address)

    return asyncio.run(ask())


def change_pointer(store: Store, **facts: object) -> None:
    pointer = store.folder / "current.json"
    pointer.write_text(json.dumps({**json.loads(pointer.read_text("utf-8")), **facts}), "utf-8")


def test_a_whole_store_is_ok_in_every_mode_and_asked_each_time(store: Store, configuration: Path) -> None:
    for mode in ("accounts", "local", "none"):
        configuration.write_text(f'[access]\nmode = "{mode}"\n', "utf-8")
        answer = asked()
        assert (answer.status_code, answer.text, answer.headers["cache-control"]) == (200, "ok", "no-store")


def test_the_route_lies_below_the_base_path_and_nowhere_else(monkeypatch: pytest.MonkeyPatch) -> None:
    assert asked("/growth/health").status_code == 404
    monkeypatch.setattr(middleware, "_base", lambda: "/kam")
    assert asked("/kam/health").text == "ok"


def test_a_server_that_lets_nobody_in_says_so_when_it_starts(configuration: Path, monkeypatch, caplog) -> None:
    health.tell_who_is_shut_out()
    assert caplog.messages == []
    monkeypatch.setattr(rights, "SIGN_IN_PACKAGES", ("authlib", "not_installed"))
    for text in (configuration.read_text("utf-8"), '[access]\nmode = "acounts"\n', '[acess]\nmode = "accounts"\n', "["):
        configuration.write_text(text, "utf-8")
        health.tell_who_is_shut_out()
        assert "check --server" in caplog.messages.pop()
        assert asked().text == ("ok" if "acess" in text else "configuration")  # closed to all, as where it says so
        caplog.clear()


def test_no_store_yet_lets_the_first_director_through(monkeypatch, tmp_path: Path) -> None:
    monkeypatch.setenv("KAM_STORE", str(tmp_path / "none"))
    assert (asked().status_code, asked().text) == (200, "new")
    assert not (tmp_path / "none").exists()


def test_a_folder_of_something_else_is_no_place_for_a_store(monkeypatch, tmp_path: Path) -> None:
    monkeypatch.setenv("KAM_STORE", str(tmp_path))
    assert (asked().status_code, asked().text) == (503, "folder")


def test_a_missing_or_unreadable_pointer(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "last_whole", lambda folder: pytest.fail("searched on every question"))
    (store.folder / "current.json").write_text("{", "utf-8")
    assert (asked().status_code, asked().text) == (503, "pointer")
    (store.folder / "current.json").unlink()
    assert (asked().status_code, asked().text) == (503, "pointer")


@pytest.mark.parametrize("way", ["missing", "empty", "cut", "overwritten"])
def test_a_damaged_file_also_where_it_was_intact_before(store: Store, monkeypatch, way: str) -> None:
    assert asked().text == "ok"
    monkeypatch.setattr(files, "last_whole", lambda folder: pytest.fail("searched on every question"))
    path = store.folder / store.state().ledger
    if way == "missing":
        path.unlink()
    elif way == "overwritten":
        path.write_bytes(b"x" * path.stat().st_size)
    else:
        os.truncate(path, 0 if way == "empty" else path.stat().st_size - 1000)
    assert (asked().status_code, asked().text) == (503, "file")


def test_an_intact_file_is_not_opened_again(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    assert health.condition(store.folder) == "ok"
    monkeypatch.setattr(files, "fault_of", lambda *facts, **more: pytest.fail("opened again"))
    assert health.condition(store.folder) == "ok"


def test_a_store_of_a_later_release(store: Store) -> None:
    change_pointer(store, schema=known_schema() + 1)
    assert (asked().status_code, asked().text) == (503, "release")


def test_a_store_of_an_earlier_release_waits_for_its_first_visitor(store: Store) -> None:
    change_pointer(store, schema=known_schema() - 1)
    assert asked().text == "ok"


@pytest.mark.parametrize("content", [b"[access\nmode = 1", "[access]\nmode = 'é'".encode("latin-1"), None])
def test_a_broken_or_missing_configuration(configuration: Path, content: bytes | None) -> None:
    configuration.unlink() if content is None else configuration.write_bytes(content)
    assert (asked().status_code, asked().text) == (503, "configuration")
    assert settings().mode == "none"
