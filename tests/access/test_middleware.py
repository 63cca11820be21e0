"""What stands before Streamlit: the way back, cookies, files; and signing out, without a server."""

import ast
import os
import time

import pytest

from kam_analytics.metrics.access.rights import SIGN_IN_HOURS, settings
from kam_analytics.ui.frame import downloads
from kam_analytics.ui.frame.middleware import mended_cookie, way_back
from kam_analytics.warehouse import sign_outs
from tests.application import ROOT

PUBLIC = "https://kam.example.com/kam/oauth2callback"
CLAIMS = {"is_logged_in": True, "iss": "https://login", "sub": "1", "iat": int(time.time()), "nonce": "a"}


@pytest.mark.parametrize(
    ("referrer", "address"),
    [
        ("https://kam.example.com/kam/growth?lang=en&kam=K01", "/kam/growth?lang=en&kam=K01"),
        ("https://kam.example.com/kam/", "/kam/"),
        ("https://kam.example.com/other/", None),
        ("https://evil.example.com/kam/growth", None),
        ("http://kam.example.com/kam/growth", None),
        ("https://kam.example.com//evil.example.com/kam/", None),
        ("https://kam.example.com/kam/\\evil.example.com", None),
        ("https://kam.example.com/kam/?" + "x" * 4000, None),
        ("", None),
    ],
)
def test_only_a_page_of_this_application_is_a_way_back(referrer: str, address: str | None) -> None:
    assert way_back(referrer, PUBLIC, "/kam") == address


def test_without_a_path_two_slashes_lead_nowhere_else() -> None:
    assert way_back("https://kam.example.com//evil.example.com", PUBLIC, "") is None
    assert way_back("https://kam.example.com/growth", "", "") is None


def test_cookies_are_for_tls_and_as_long_as_the_sign_in() -> None:
    cookie = "_streamlit_user=x; HttpOnly; Max-Age=2592000; Path=/; SameSite=lax"
    assert mended_cookie(cookie, 8, PUBLIC) == cookie.replace("2592000", "28800") + "; Secure"
    assert mended_cookie(cookie.replace("2592000", "0"), 8, "http://127.0.0.1/") == cookie.replace("2592000", "0")
    assert mended_cookie("kam=1; Max-Age=9999999; Secure", 8, PUBLIC) == "kam=1; Max-Age=9999999; Secure"


def test_a_sign_in_ends_for_every_process_and_no_other_one_does(store) -> None:
    visit = sign_outs.visit_of(CLAIMS)
    assert not sign_outs.is_over(store.folder, CLAIMS, 8)
    sign_outs.sign_out(store.folder, visit)
    assert sign_outs.is_over(store.folder, CLAIMS, 8)
    assert not sign_outs.is_over(store.folder, {**CLAIMS, "nonce": "b"}, 8)
    assert (store.folder / sign_outs.FOLDER / visit).stat().st_mode & 0o777 == 0o600
    assert (store.folder / sign_outs.FOLDER).stat().st_mode & 0o777 == 0o700


def test_a_sign_in_is_over_when_it_is_old() -> None:
    old = {**CLAIMS, "iat": int(time.time()) - 9 * 3600}
    assert sign_outs.is_over(ROOT, old, 8)
    assert not sign_outs.is_over(ROOT, old, 10)


def test_signing_out_makes_no_store_and_forgets_what_is_old(store, tmp_path) -> None:
    sign_outs.sign_out(tmp_path / "none", "visit")
    assert not (tmp_path / "none").exists()
    sign_outs.sign_out(store.folder, "first")
    past = time.time() - sign_outs.LONGEST_HOURS * sign_outs.HOUR - 1
    os.utime(store.folder / sign_outs.FOLDER / "first", (past, past))
    sign_outs.sign_out(store.folder, "second")
    assert [path.name for path in (store.folder / sign_outs.FOLDER).iterdir()] == ["second"]


def test_a_file_is_for_who_made_it_and_for_minutes(monkeypatch) -> None:
    downloads._owned(lambda: "content of one", "visit")()
    assert downloads.may_fetch(b"content of one", "visit")
    assert not downloads.may_fetch(b"content of one", "another")
    assert not downloads.may_fetch(b"content of one", None)
    assert not downloads.may_fetch(b"another content", "visit")
    later = time.monotonic() + downloads.LIFE_SECONDS + 1
    monkeypatch.setattr(downloads.time, "monotonic", lambda: later)
    assert not downloads.may_fetch(b"content of one", "visit")


def test_there_is_one_download_button() -> None:
    """Every other one would make a file that nobody may fetch."""
    using = [
        path.name
        for path in (ROOT / "kam_analytics" / "ui").rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Attribute) and node.attr == "download_button"
    ]
    assert using == ["downloads.py"]


@pytest.mark.parametrize(
    ("value", "hours"), [("8", 8), ("0", 12), ("721", 12), ("true", 12), ('"8"', 12), ("720", 720)]
)
def test_the_life_of_a_sign_in_is_a_setting(tmp_path, value: str, hours: int) -> None:
    (tmp_path / "kam.toml").write_text(f"[access]\nsign_in_hours = {value}\n")
    assert settings(tmp_path / "kam.toml").sign_in_hours == hours
    assert SIGN_IN_HOURS == 12
