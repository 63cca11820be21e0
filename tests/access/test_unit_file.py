"""The unit, the proxy and the secrets of docs/server.md name the same places, ports and address."""

import re
import shutil
import subprocess
from configparser import ConfigParser
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.access.team import blocks
from tests.application import ROOT

ANALYZE = shutil.which("systemd-analyze")


def service() -> dict[str, str]:
    (text,) = blocks("ini")
    unit = ConfigParser(interpolation=None)
    unit.optionxform = str  # type: ignore[assignment,method-assign]
    unit.read_string(text)
    return dict(unit["Service"])


def test_it_is_not_run_by_root_and_writes_only_where_data_lie() -> None:
    unit = service()
    places = dict(pair.split("=") for pair in unit["Environment"].split())
    assert (unit["User"], unit["UMask"], unit["ProtectSystem"]) == ("kam", "0077", "strict")
    assert unit["ReadWritePaths"].split() == [places["KAM_STORE"], places["KAM_INBOX"]]
    (install,) = (text for text in blocks("sh") if "adduser" in text)
    for place in (*unit["ReadWritePaths"].split(), places["KAM_CONFIG"], unit["WorkingDirectory"]):
        assert place in install
    assert unit["ExecStart"].startswith(f"{unit['WorkingDirectory']}/.venv/bin/streamlit run app.py ")


def test_unit_proxy_and_provider_have_one_address_and_the_same_ports() -> None:
    (proxy,), (secrets,), document = blocks("nginx"), blocks("toml"), (ROOT / "docs" / "server.md").read_text("utf-8")
    (host,) = re.findall(r"--browser\.serverAddress (\S+)", service()["ExecStart"])
    (uri,) = re.findall(r'redirect_uri = "(.+)"', secrets)
    assert {host} == set(re.findall(r"server_name (\S+);", proxy)) == {urlsplit(uri).hostname}
    (started,) = re.findall(r"`systemctl enable --now (.+)`", document)
    assert re.findall(r"kam@(\d+)", started) == re.findall(r"server 127\.0\.0\.1:(\d+);", proxy)


@pytest.mark.skipif(ANALYZE is None, reason="no systemd-analyze on this machine")
def test_systemd_knows_every_directive(tmp_path: Path) -> None:
    (text,) = blocks("ini")
    file = tmp_path / "kam@.service"
    file.write_text(re.sub(r"(?m)^ExecStart=\S+", "ExecStart=/bin/true", text), "utf-8")
    command = [str(ANALYZE), "verify", str(file)]
    said = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False).stderr
    assert [line for line in said.splitlines() if file.name in line] == []  # units of the machine may be named as well
