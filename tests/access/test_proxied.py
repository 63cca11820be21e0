"""Local use ends behind a proxy: a real nginx before the real application, as somebody would set it up in haste."""

import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.access.proxied import first_page
from tests.application import in_ci
from tests.browser.conftest import Server, start, stop

NGINX = shutil.which("nginx", path="/usr/sbin:/usr/local/sbin:/usr/bin:/bin:/opt/homebrew/bin")
REFUSED, OPENED = b"Local access is open only on this machine", b"This machine"
PLAIN = "proxy_http_version 1.1; proxy_set_header Upgrade $http_upgrade; proxy_set_header Connection upgrade;"
CONF = """
daemon off; master_process off; pid {folder}/nginx.pid; error_log {folder}/error.log;
events {{}}
http {{
  access_log off; client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy;
  fastcgi_temp_path {folder}/fastcgi; uwsgi_temp_path {folder}/uwsgi; scgi_temp_path {folder}/scgi;
  server {{ listen 127.0.0.1:{port}; location / {{ proxy_pass http://127.0.0.1:{target}; {plain} {more} }} }}
}}
"""
pytestmark = pytest.mark.slow


@pytest.fixture(scope="module", autouse=True)
def nginx() -> str:
    if NGINX is None:
        if in_ci():
            pytest.fail("no nginx: the tests of local use behind a proxy must run here")
        pytest.skip("no nginx (apt-get install nginx-light)")
    return NGINX


@pytest.fixture(scope="module")
def server(demonstration: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    running = start(demonstration, tmp_path_factory.mktemp("plain") / "log.txt", KAM_INBOX="", KAM_ACCESS="local")
    yield running
    stop(running)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture
def proxied(nginx: str, tmp_path: Path) -> Iterator[object]:
    """Put nginx before a server; returns the outer port. Ended by its handle."""
    running: list[subprocess.Popen[bytes]] = []

    def before(server: Server, more: str = "") -> int:
        port, target = free_port(), server.url.rsplit(":", 1)[1].split("/")[0]
        conf = tmp_path / "nginx.conf"
        conf.write_text(CONF.format(folder=tmp_path, port=port, target=target, plain=PLAIN, more=more))
        running.append(subprocess.Popen([nginx, "-p", str(tmp_path), "-c", str(conf)], stderr=subprocess.DEVNULL))
        for _ in range(100):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    return port
            time.sleep(0.05)
        raise RuntimeError((tmp_path / "error.log").read_text())

    yield before
    for process in running:
        process.terminate()
        process.wait(10)


def test_direct_access_from_this_machine_opens(server: Server) -> None:
    sent = first_page(server.url.replace("http", "ws"), server.url)
    assert REFUSED not in sent
    assert OPENED in sent


@pytest.mark.parametrize(
    "more",
    [
        "",
        "proxy_set_header X-Forwarded-For $remote_addr;",
        "proxy_set_header Host $http_host;",
        "proxy_set_header Host kam.test; proxy_set_header Origin http://kam.test;",
        "proxy_set_header Origin '';",
    ],
    ids=["plain", "forwarded for", "host with its port", "foreign host", "origin taken away"],
)
def test_a_proxy_on_this_machine_shows_nothing(server: Server, proxied, more: str) -> None:
    port = proxied(server, more)
    sent = first_page(f"ws://127.0.0.1:{port}", f"http://127.0.0.1:{port}")
    assert REFUSED in sent
    assert OPENED not in sent


@pytest.mark.parametrize("setting", ["STREAMLIT_SERVER_BASE_URL_PATH=kam", "STREAMLIT_BROWSER_SERVER_ADDRESS=kam.test"])
def test_settings_of_a_server_end_local_use_for_everybody(demonstration: Path, proxied, tmp_path, setting: str) -> None:
    """With both, also where the proxy hides itself by sending the inner address as Host and Origin."""
    name, value = setting.split("=")
    path = f"/{value}" if "PATH" in name else ""
    started = start(demonstration, tmp_path / "log.txt", path, KAM_INBOX="", KAM_ACCESS="local", **{name: value})
    try:
        inner = f"http://127.0.0.1:{started.url.rsplit(':', 1)[1].split('/')[0]}"
        port = proxied(started, f"proxy_set_header Origin {inner};")
        for address in (f"ws://127.0.0.1:{port}{path}", f"{inner.replace('http', 'ws')}{path}"):
            sent = first_page(address, inner)
            assert REFUSED in sent
            assert OPENED not in sent
        if value == "kam.test":  # what opened the whole portfolio: the outer name is allowed to connect
            sent = first_page(f"ws://127.0.0.1:{port}", "http://kam.test")
            assert REFUSED in sent
    finally:
        stop(started)
